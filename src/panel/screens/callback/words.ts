import type { AttemptResult, CallbackEnd, CallbackKind, CallbackState } from '../../../contract/callback.ts'
import type { Words } from '../../words/language.ts'

interface CallbackWords {
  title: string
  open: string
  closed: string
  all: string
  filter: string
  none: string
  noneWhy: string
  refresh: string
  who: string
  withheld: string
  elsewhere: string
  line: string
  missed: (times: number) => string
  lastMissed: string
  state: string
  tries: (times: number) => string
  next: string
  message: string
  claim: string
  claimBy: (name: string) => string
  takeOver: string
  takeOverAsk: (name: string) => string
  dial: string
  dialling: string
  close: string
  closeAs: string
  more: string
  cancel: string
  kinds: Record<CallbackKind, string>
  states: Record<CallbackState, string>
  ends: Record<CallbackEnd, string>
  results: Record<AttemptResult, string>
}

export const words: Words<CallbackWords> = {
  zh: {
    title: '回拨任务', open: '待回拨', closed: '已结束', all: '全部', filter: '按状态筛选', none: '没有待回拨的来电', noneWhy: '漏接的来电和排队中选择回拨的市民会出现在这里。', refresh: '刷新', who: '来电号码', withheld: '未显示号码', elsewhere: '市民另留号码',
    line: '拨打的热线', missed: (times) => `漏接 ${times} 次`, lastMissed: '最近来电', state: '状态', tries: (times) => `已回拨 ${times} 次`, next: '系统将于', message: '留言',
    claim: '领取', claimBy: (name) => `${name} 已领取`, takeOver: '接手', takeOverAsk: (name) => `该任务由 ${name} 领取，确定由您接手吗？`, dial: '回拨', dialling: '正在呼叫您的话机，请先接起', close: '办结', closeAs: '办结结果', more: '加载更多', cancel: '取消',
    kinds: { missed: '漏接', queue: '排队回拨' },
    states: { open: '待领取', claimed: '已领取', dialing: '正在回拨', closed: '已结束' },
    ends: { got_through: '市民再次来电已接通', reached: '已联系上', unreachable: '联系不上', not_needed: '无需回拨', merged: '已并入同一市民的任务' },
    results: { reached: '已接通', no_answer: '无人接听', busy: '占线', declined: '拒接', unreachable: '无法接通', cancelled: '已取消', cut_off: '接通后中断', withdrawn: '未呼出', not_allowed: '不允许呼叫' },
  },
  en: {
    title: 'Call-backs', open: 'To be called', closed: 'Finished', all: 'All', filter: 'Filter by state', none: 'Nobody is to be called back', noneWhy: 'Missed callers, and those who asked in line to be called, appear here.', refresh: 'Refresh', who: 'Caller', withheld: 'Number withheld', elsewhere: 'Left another number',
    line: 'Hotline dialled', missed: (times) => `missed ${times}×`, lastMissed: 'Last call', state: 'State', tries: (times) => `called back ${times}×`, next: 'The system calls at', message: 'Message',
    claim: 'Take', claimBy: (name) => `taken by ${name}`, takeOver: 'Take over', takeOverAsk: (name) => `${name} has taken this. Take it over?`, dial: 'Call', dialling: 'Your phone rings first; pick it up', close: 'Finish', closeAs: 'Result', more: 'Load more', cancel: 'Cancel',
    kinds: { missed: 'Missed', queue: 'Asked in line' },
    states: { open: 'Open', claimed: 'Taken', dialing: 'Being called', closed: 'Finished' },
    ends: { got_through: 'Called again and was answered', reached: 'Reached', unreachable: 'Could not be reached', not_needed: 'Not needed', merged: 'Part of another of the same citizen' },
    results: { reached: 'answered', no_answer: 'no answer', busy: 'busy', declined: 'declined', unreachable: 'unreachable', cancelled: 'cancelled', cut_off: 'cut off', withdrawn: 'not placed', not_allowed: 'not allowed' },
  },
}

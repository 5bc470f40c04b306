import type { Words } from '../../words/language.ts'

interface TicketsWords {
  title: string
  none: string
  noneWhy: string
  ticketNo: string
  line: string
  caller: string
  withheld: string
  agent: string
  opened: string
  state: string
  states: Readonly<Record<string, string>>
  threeWay: string
  more: string
  refresh: string
}

export const words: Words<TicketsWords> = {
  zh: {
    title: '工单', none: '还没有工单', noneWhy: '话务员接听来电后，系统自动建立工单草稿。', ticketNo: '工单编号', line: '拨打的热线', caller: '来电号码', withheld: '未显示号码', agent: '话务员', opened: '建立时间', state: '状态',
    states: { draft: '草稿', pending_dispatch: '待派单', closed: '办结', cancelled: '作废', merged: '已并单' }, threeWay: '三方通话已答复', more: '加载更多', refresh: '刷新',
  },
  en: {
    title: 'Tickets', none: 'There are no tickets yet', noneWhy: 'A draft is opened when an agent answers a call.', ticketNo: 'Ticket', line: 'Hotline dialled', caller: 'Caller', withheld: 'Number withheld', agent: 'Agent', opened: 'Opened', state: 'State',
    states: { draft: 'Draft', pending_dispatch: 'To be dispatched', closed: 'Closed', cancelled: 'Cancelled', merged: 'Merged' }, threeWay: 'Answered in a three-way call', more: 'Load more', refresh: 'Refresh',
  },
}

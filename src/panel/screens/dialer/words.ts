import type { DialKind } from '../../../contract/dialer.ts'
import type { Words } from '../../words/language.ts'

const zh = {
  kinds: { survey: '自动回访', reminder: '电话催办', campaign: '外呼任务' } satisfies Record<DialKind, string>,
  label: (kind: string) => `${kind}状态`,
  calling: (running: number, due: number) => (due === 0 ? `正在外呼 ${running} 路` : `正在外呼 ${running} 路，另有 ${due} 个到时待拨`),
  starting: (due: number) => `${due} 个到时待拨，即将外呼`,
  idle: (planned: number) => (planned === 0 ? '没有待外呼的任务' : `暂无到时的任务，${planned} 个已安排在稍后`),
  why: {
    paused: (by: string, at: string) => `${by} 于 ${at} 暂停了外呼`,
    no_link: '与电话交换系统的连接中断，恢复后自动继续',
    window: (at: string) => (at === '' ? '现在不是外呼时段' : `${at} 开始外呼`),
    callers: (limit: string, longest: string) => `有市民等待超过 ${limit}（最长 ${longest}），暂停外呼`,
    trunks: (inUse: number, total: number, reserved: number) => `外线已用 ${inUse} / ${total} 条，须为来电保留 ${reserved} 条，暂不外呼`,
    at_once: (most: number) => `已达到同时外呼上限 ${most} 路，有空闲后继续`,
    limit: '已达到外呼总量上限，稍后自动继续',
  },
  stillRunning: (n: number) => `正在进行的 ${n} 路通话不受影响`, waiting: (n: number) => `${n} 个待拨`, atOnce: (now: number, most: number) => `现可同时外呼 ${now} 路，上限 ${most} 路`,
  pause: { survey: '暂停自动回访', reminder: '暂停电话催办', campaign: '暂停全部外呼任务' } satisfies Record<DialKind, string>, resume: { survey: '继续自动回访', reminder: '继续电话催办', campaign: '继续全部外呼任务' } satisfies Record<DialKind, string>, paused: '已暂停，不再拨出新的电话；正在进行的通话不受影响', resumed: '已恢复外呼', failed: '外呼状态未能取得', retry: '重试',
}
type DialerWords = typeof zh

const en: DialerWords = {
  kinds: { survey: 'Automatic call-backs', reminder: 'Reminders by phone', campaign: 'Campaigns' },
  label: (kind) => `State of ${kind.toLowerCase()}`,
  calling: (running, due) => (due === 0 ? `${running} calls under way` : `${running} calls under way, ${due} more are due`),
  starting: (due) => `${due} are due and about to be called`,
  idle: (planned) => (planned === 0 ? 'Nobody is to be called' : `Nobody is due; ${planned} are planned for later`),
  why: {
    paused: (by, at) => `Paused by ${by}, ${at}`,
    no_link: 'The link to the telephone exchange is lost; it goes on by itself',
    window: (at) => (at === '' ? 'Outside the hours of calling' : `Calls begin ${at}`),
    callers: (limit, longest) => `Callers wait longer than ${limit} (${longest} at most): no calls meanwhile`,
    trunks: (inUse, total, reserved) => `${inUse} of ${total} lines are in use, ${reserved} are kept for callers: no calls now`,
    at_once: (most) => `As many as may run at once (${most}) are under way`,
    limit: 'The limit of outbound calls is reached; it goes on by itself',
  },
  stillRunning: (n) => `${n} calls under way go on`, waiting: (n) => `${n} due`, atOnce: (now, most) => `${now} may run at once now, ${most} at most`,
  pause: { survey: 'Pause call-backs', reminder: 'Pause reminders', campaign: 'Pause all campaigns' }, resume: { survey: 'Go on calling back', reminder: 'Go on reminding', campaign: 'Go on with all campaigns' }, paused: 'Paused; calls under way go on', resumed: 'Calling again', failed: 'The state of the dialer could not be loaded', retry: 'Try again',
}

export const words: Words<DialerWords> = { zh, en }

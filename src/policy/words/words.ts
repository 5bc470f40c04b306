import type { FixedWhy } from '../rules/fixed.ts'
import { CALL_WORDS } from './calls.ts'
import { HOUSE_WORDS } from './house.ts'
import type { ValueWords } from './port.ts'
import { TICKET_WORDS } from './tickets.ts'

const SECTIONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  offer: ['派发', 'Offers'],
  wrapUp: ['话后整理', 'Wrap-up'],
  queue: ['排队', 'Queue'],
  callback: ['回拨', 'Call-backs'],
  message: ['留言', 'Messages'],
  survey: ['自动外呼', 'Automatic calls'],
  third: ['咨询与三方通话', 'Consult and three-way calls'],
  rescue: ['话务员掉线', 'Lost browsers'],
  monitor: ['监听', 'Monitoring'],
  rating: ['满意度评价', 'Rating'],
  recording: ['录音', 'Recording'],
  outbound: ['外呼', 'Outbound calls'],
  dialer: ['自动外呼', 'Calls by the machine'],
  linkage: ['应急联动', 'Linkage'],
  lease: ['来电租约', 'Leases'],
  progress: ['进度查询', 'Progress queries'],
  fallback: ['应急接听', 'Fallback'],
  ari: ['与 Asterisk 的连接', 'Link to Asterisk'],
  session: ['登录会话', 'Sessions'],
  login: ['登录保护', 'Sign-in protection'],
  transition: ['归并过渡期', 'Transition of merged numbers'],
  calendar: ['工作日历', 'Calendar'],
  kpi: ['指标口径', 'Figures'],
  roster: ['值班', 'Duty roster'],
  ticketDays: ['办理期限', 'Deadlines of tickets'],
  ticket: ['工单时限', 'Tickets'],
  notify: ['提醒与推送', 'Mails and events'],
  alarm: ['告警', 'Alarms'],
  journal: ['日志', 'Journal'],
}

const FIXED: Readonly<Record<FixedWhy, { zh: string; en: string }>> = {
  asterisk: { zh: '启动时写入 Asterisk 配置。请在策略文件（YHT_POLICY）中修改后重启。', en: 'Written into Asterisk’s configuration at the start. Set it in the policy file (YHT_POLICY) and restart.' },
  together: { zh: '服务器与 Asterisk 必须使用同一数值。请在策略文件（YHT_POLICY）中修改后重启。', en: 'The server and Asterisk must agree about it. Set it in the policy file (YHT_POLICY) and restart.' },
  link: { zh: '与 Asterisk 建立连接时读取。请在策略文件（YHT_POLICY）中修改后重启。', en: 'Read when the link to Asterisk is made. Set it in the policy file (YHT_POLICY) and restart.' },
  clockwork: { zh: '定时检查在启动时开始。请在策略文件（YHT_POLICY）中修改后重启。', en: 'The timer is set at the start. Set it in the policy file (YHT_POLICY) and restart.' },
}
const UNDESCRIBED = { zh: '尚无说明，只能在策略文件（YHT_POLICY）中修改。', en: 'Not described yet: set it in the policy file (YHT_POLICY).' }

export const wordsOf = (path: string): ValueWords | null => CALL_WORDS[path] ?? HOUSE_WORDS[path] ?? TICKET_WORDS[path] ?? null
export const describedPaths = (): readonly string[] => [...Object.keys(CALL_WORDS), ...Object.keys(HOUSE_WORDS), ...Object.keys(TICKET_WORDS)]

export function sectionName(id: string): { zh: string; en: string } {
  const [zh, en] = SECTIONS[id] ?? [id, id]
  return { zh, en }
}

/** Why nobody may change it here; null when they may. A value nobody has put words to is left alone. */
export function lockOf(path: string, why: FixedWhy | null): { zh: string; en: string } | null {
  if (why !== null) return FIXED[why]
  return wordsOf(path) === null ? UNDESCRIBED : null
}

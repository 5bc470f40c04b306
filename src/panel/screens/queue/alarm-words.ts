// What an alarm says, by its kind; {name} is one of its details.

export const ALARM_ZH = {
  unknown_number: '有人拨打未登记的号码 {dialled}',
  nobody_signed_in: '有来电而无人签入（拨打 {dnis}）',
  recording_failed: '录音未能开始',
  recording_truncated: '录音时长与通话时长不符',
  recording_missing: '录音文件缺失',
  peer_no_answer: '{peer} 未应答联动呼叫',
  order_delayed: '发往 {peer} 的联动工单延迟送达，系统正在重试',
  order_undelivered: '发往 {peer} 的联动工单未能送达',
  exchange_delayed: '{dnis} 的工单延迟送达对方业务系统，系统正在重试',
  exchange_undelivered: '{dnis} 的工单未能送达对方业务系统，请人工移交',
  status_undelivered: '办理情况未能回传 {peer}',
  hotline_ends_soon: '{number} 的过渡期即将结束',
  outbound_unusual: '近一小时外呼 {calls} 次，明显多于平时',
  calendar_missing: '{year} 年的节假日安排尚未录入',
  ticket_overdue: '{name}有工单超期未办结（{ticket}）',
  ticket_emergency: '紧急工单 {ticketNo}，请立即跟进',
  emergency_overdue: '紧急工单 {ticketNo} 超过规定时限未办结',
  dispatch_late: '工单 {ticket} 提交后尚未派出',
  triage_late: '工单 {ticket} 研判超时',
  duty_hole: '{name}值班表有空班，请尽快安排人员',
  nobody_told: '有工单提醒无人可收，请检查各岗位账号',
  mail_delayed: '提醒邮件未能发出，系统正在重试',
  mail_undelivered: '提醒邮件未能送达，请在“邮件与推送”中查看',
  webhook_delayed: '发往 {peer} 的事件延迟送达，系统正在重试',
  webhook_undelivered: '发往 {peer} 的事件未能送达',
  prompt_replaced: '提示音 {prompt} 未能按原文播放',
}

export const ALARM_EN: typeof ALARM_ZH = {
  unknown_number: 'Somebody dialled {dialled}, which is not registered',
  nobody_signed_in: 'A caller came while nobody was signed in (dialled {dnis})',
  recording_failed: 'A recording could not be started',
  recording_truncated: 'A recording is not as long as its call',
  recording_missing: 'A recording is missing',
  peer_no_answer: '{peer} did not answer',
  order_delayed: 'An order to {peer} is delayed and tried again',
  order_undelivered: 'An order to {peer} was not delivered',
  exchange_delayed: 'A ticket of {dnis} is delayed on its way to its own system and tried again',
  exchange_undelivered: 'A ticket of {dnis} did not reach its own system: hand it over by hand',
  status_undelivered: '{peer} could not be told what became of a ticket',
  hotline_ends_soon: 'The transition of {number} ends soon',
  outbound_unusual: '{calls} outbound calls in an hour, far more than usual',
  calendar_missing: 'The holidays of {year} are not loaded',
  ticket_overdue: '{name} is late with a ticket ({ticket})',
  ticket_emergency: 'Emergency {ticketNo}: follow it now',
  emergency_overdue: 'Emergency {ticketNo} was not done in time',
  dispatch_late: 'Ticket {ticket} has not been dispatched',
  triage_late: 'Nobody decided in time whose ticket {ticket} is',
  duty_hole: '{name}: nobody is on duty, now or soon, though somebody has to be',
  nobody_told: 'There is nobody to read a notice about a ticket: look at the accounts',
  mail_delayed: 'A mail could not be sent and is tried again',
  mail_undelivered: 'A mail was not delivered: see “Mail and events”',
  webhook_delayed: 'An event for {peer} is delayed and tried again',
  webhook_undelivered: 'An event for {peer} was not delivered',
  prompt_replaced: 'The prompt {prompt} is not heard as written',
}

/** The sentence of an alarm; a kind nobody has words for is shown by its name. */
export function alarmText(texts: Readonly<Record<string, string>>, { kind, details }: { kind: string; details: Readonly<Record<string, unknown>> }, other: string): string {
  const text = texts[kind]
  if (text === undefined) return `${other}（${kind}）`
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => (typeof details[name] === 'string' || typeof details[name] === 'number' ? String(details[name]) : '—'))
}

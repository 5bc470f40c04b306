import type { LedgerList, LetterKind } from '../../../contract/ledger.ts'
import type { Words } from '../../words/language.ts'

const zh = {
  title: '跟进台账',
  lists: { open: '在办', nearly_due: '临期', overdue: '超期' } as Record<LedgerList, string>,
  listsLabel: '台账', units: '承办单位', allUnits: '全部单位', up: '返回上级', noUnits: '没有在办工单的单位', of: (open: number, near: number, late: number) => `在办 ${open}，临期 ${near}，超期 ${late}`,
  level: '督办级别', anyLevel: '全部级别', area: '区域', anyArea: '全部区域', problem: '仅看难点工单', problemTag: '难点', clear: '清除筛选',
  ticket: '工单', unit: '承办单位', state: '状态', due: '办理时限', left: '剩余时间', order: '在督', reminders: '催办', choose: (no: string) => `选择 ${no}`, chooseAll: '选择本页全部', history: '督办记录',
  days: (n: number) => `还有 ${n} 个工作日`, today: (t: string) => `今天到期，剩 ${t}`, lateDays: (n: number) => `超期 ${n} 个工作日`, late: (t: string) => `超期 ${t}`,
  reminded: ({ phone, message, written, yellow }: Record<'phone' | 'message' | 'written' | 'yellow', number>) => [phone > 0 ? `电话 ${phone}` : '', message > 0 ? `短信 ${message}` : '', written > 0 ? `催办单 ${written}` : '', yellow > 0 ? `黄牌 ${yellow}` : ''].filter((text) => text !== '').join('，'),
  notYet: '未催办', orders: (n: number) => `共 ${n} 次`, more: '加载更多',
  empty: { open: '没有在办工单', nearly_due: '没有临期工单', overdue: '没有超期工单' } as Record<LedgerList, string>, emptyWhy: '工单派出后进入台账，反馈后移出；临期按黄牌规则（到期前一个工作日）计算。',
  chosen: (n: number) => `已选 ${n} 件`, unchoose: '取消选择', write: { reminder: '发催办单', order: '发督办单' } as Record<LetterKind, string>, phone: '记电话催办', phoned: (n: number) => `已记录 ${n} 件电话催办`, phoneFailed: (no: string, why: string) => `${no}：${why}`,
  kinds: { reminder: '催办单', order: '督办单' } as Record<LetterKind, string>,
  letters: (n: number, units: number) => `共 ${n} 件工单，将向 ${units} 个单位各发一单，请逐单核对后发出。`, to: '致', about: (n: number) => `${n} 件工单`, content: '内容', manner: '督办方式', target: '督办对象', replyBy: '反馈时限', send: (n: number) => `发出 ${n} 单`, again: '重试未发出的', close: '关闭', cancel: '取消',
  sent: (number: string) => `已发出，编号 ${number}`, print: '打印', unsent: '未发出', noContent: '请填写内容', pastReply: '反馈时限须晚于现在',
  reminderText: (n: number, late: number) => `贵单位承办的下列 ${n} 件工单尚未反馈${late > 0 ? `，其中 ${late} 件已超过办理时限` : ''}。请抓紧办理，按期答复诉求人，并及时向热线中心反馈办理结果。`,
  orderText: (n: number, late: number) => `贵单位承办的下列 ${n} 件工单${late > 0 ? `（其中 ${late} 件已超过办理时限）` : ''}列入督办。请查明原因、落实责任，在反馈时限前说明情况并反馈办理结果。`,
  counts: '督办统计', periods: { week: '本周', month: '本月', year: '本年' }, phoneCount: '电话催办', slips: '下发催办单', talks: '约谈', times: (n: number) => `${n} 次`, sheets: (n: number) => `${n} 张`, persons: (n: number) => `${n} 人次`, byUnit: '各单位情况', ordersCount: '督办', noCounts: '这段时间没有催办、督办', centre: '尚未派单',
  historyOf: (no: string) => `${no} 督办记录`, noHistory: '该工单还没有催办、督办', automatic: '系统', openTicket: '打开工单', answered: '单位反馈', concluded: '督办结果', decision: '议定事项', participants: '参加单位', talkedTo: '约谈人数',
  slip: { reminder: '市民热线工单催办单', order: '市民热线工单督办单' } as Record<LetterKind, string>, number: '编号', issued: '发出时间', by: '经办', list: '工单清单', no: '序号', subject: '事项', printNow: '打印本单', site: '12345 政务服务便民热线', back: '返回台账', receipt: '签收人：　　　　　　　　签收时间：　　　　　　　　',
}
export type LedgerWords = typeof zh

const en: LedgerWords = {
  title: 'Ledger',
  lists: { open: 'Open', nearly_due: 'Nearly due', overdue: 'Overdue' },
  listsLabel: 'Ledger', units: 'Departments', allUnits: 'All departments', up: 'One up', noUnits: 'No department has anything open', of: (open, near, late) => `${open} open, ${near} nearly due, ${late} overdue`,
  level: 'Level of supervision', anyLevel: 'Any level', area: 'Area', anyArea: 'Any area', problem: 'Problem tickets only', problemTag: 'Problem', clear: 'Clear filters',
  ticket: 'Ticket', unit: 'Department', state: 'State', due: 'Due', left: 'Time left', order: 'Supervised', reminders: 'Reminded', choose: (no) => `Choose ${no}`, chooseAll: 'Choose all on this page', history: 'Supervision',
  days: (n) => `${n} working days left`, today: (t) => `due today, ${t} left`, lateDays: (n) => `${n} working days over`, late: (t) => `${t} over`,
  reminded: ({ phone, message, written, yellow }) => [phone > 0 ? `phone ${phone}` : '', message > 0 ? `message ${message}` : '', written > 0 ? `slip ${written}` : '', yellow > 0 ? `yellow card ${yellow}` : ''].filter((text) => text !== '').join(', '),
  notYet: 'not yet', orders: (n) => `${n} in all`, more: 'Show more',
  empty: { open: 'Nothing is open', nearly_due: 'Nothing is nearly due', overdue: 'Nothing is overdue' }, emptyWhy: 'Tickets come here when they are sent to a department and leave when it has fed back. Nearly due goes by the yellow card: one working day before.',
  chosen: (n) => `${n} chosen`, unchoose: 'Choose none', write: { reminder: 'Reminder slips', order: 'Supervision orders' }, phone: 'Note a phone reminder', phoned: (n) => `${n} phone reminders noted`, phoneFailed: (no, why) => `${no}: ${why}`,
  kinds: { reminder: 'Reminder slip', order: 'Supervision order' },
  letters: (n, units) => `${n} tickets; one letter to each of ${units} departments. Look at each before they are sent.`, to: 'To', about: (n) => `${n} tickets`, content: 'Text', manner: 'How', target: 'To whom', replyBy: 'Answer by', send: (n) => `Send ${n}`, again: 'Try the unsent again', close: 'Close', cancel: 'Cancel',
  sent: (number) => `Sent, number ${number}`, print: 'Print', unsent: 'Not sent', noContent: 'Please write something', pastReply: 'The answer must lie ahead',
  reminderText: (n, late) => `${n} tickets below are not fed back yet${late > 0 ? `; ${late} of them are overdue` : ''}. Please deal with them, answer the citizens in time and feed back to the hotline centre.`,
  orderText: (n, late) => `${n} tickets below${late > 0 ? ` (${late} overdue)` : ''} are under supervision. Please find out why, and report on them by the date given.`,
  counts: 'Supervision in figures', periods: { week: 'This week', month: 'This month', year: 'This year' }, phoneCount: 'Phone reminders', slips: 'Reminder slips', talks: 'Interviews', times: (n) => String(n), sheets: (n) => String(n), persons: (n) => `${n} people`, byUnit: 'By department', ordersCount: 'Orders', noCounts: 'No reminders or orders in this time', centre: 'Not dispatched',
  historyOf: (no) => `Supervision of ${no}`, noHistory: 'Nobody has been reminded of this ticket', automatic: 'System', openTicket: 'Open the ticket', answered: 'Answer', concluded: 'What came of it', decision: 'Decided', participants: 'Taking part', talkedTo: 'People talked to',
  slip: { reminder: 'Reminder slip', order: 'Supervision order' }, number: 'Number', issued: 'Issued', by: 'By', list: 'Tickets', no: 'No.', subject: 'Matter', printNow: 'Print', site: '12345 government service hotline', back: 'Back to the ledger', receipt: 'Received by:                    Date:                    ',
}

export const words: Words<LedgerWords> = { zh, en }

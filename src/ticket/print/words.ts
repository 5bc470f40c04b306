import type { Language } from '../../platform/language.ts'
import type { TicketEventName } from '../../contract/ticket-event.ts'

/** What stands on a printed work order besides the names of its fields. */
export interface OrderWords {
  title: string
  confidential: string
  citizen: string
  hidden: string
  withheld: string
  anonymous: string
  matter: string
  handling: string
  clocks: string
  course: string
  reply: string
  result: string
  supplements: string
  sign: readonly [string, string, string]
  printedBy: (who: string, at: string) => string
  page: string
  sex: string
  age: (years: number) => string
  system: string
  calls: (n: number) => string
  round: (n: number) => string
  events: Readonly<Partial<Record<TicketEventName | 'open' | 'edit' | 'repeat' | 'autoDispatch' | 'timer' | 'acknowledged' | 'mirrored' | 'phoned' | 'toPerson', string>>>
  more: (n: number) => string
}

const zh: OrderWords = {
  title: '政务服务便民热线工单', confidential: '保密件：诉求人信息不得泄露', citizen: '诉求人', hidden: '已隐去', withheld: '未显示号码', anonymous: '匿名', matter: '诉求内容', handling: '承办', clocks: '时限', course: '办理过程', reply: '答复市民', result: '办理情况', supplements: '补充诉求',
  sign: ['经办人', '审核人', '日期'], printedBy: (who, at) => `${who} 于 ${at} 打印，仅供办理使用，用后按规定销毁`, page: '第 {page} 页 / 共 {pages} 页', sex: '性别', age: (years) => `${years} 岁`, system: '系统', calls: (n) => `重复来电 ${n} 次`, round: (n) => `第 ${n} 次重办`, more: (n) => `（较早的 ${n} 条从略）`,
  events: {
    open: '建立工单', edit: '参与填写', repeat: '并入重复诉求', submit: '提交派单', directAnswer: '当场答复', cancel: '作废', reject: '不予受理', merge: '并入其他工单', handOver: '移交', autoDispatch: '自动派单', dispatch: '派单', triage: '转研判', triageDecide: '研判派单', signFor: '签收', requestReturn: '申请退单', decideReturn: '退单审核',
    subDispatch: '下派', verify: '核实', addCoUnit: '增加协办', answerCoTask: '协办反馈', waiveCoTask: '免除协办', whistle: '吹哨', checkIn: '报到', checklist: '六步清单', supplement: '补充', instruct: '领导批示', requestExtension: '申请延期', decideExtension: '延期审批', submitReply: '提交答复', reviewReply: '审核答复', callbackResult: '回访', judge: '回访判定',
    requestSocialReview: '提请社会评议', decideSocialReview: '评议受理', verdict: '评议结论', exempt: '免予回访', reopen: '重新办理', supervise: '督办', answerSupervision: '督办反馈', remind: '催办', sponsor: '领导包案', setGrade: '评定等级', strikeOff: '销号', timer: '时限提醒', acknowledged: '对方已接收', mirrored: '对方反馈', phoned: '自动电话催办', toPerson: '回访转人工',
  },
}
const en: OrderWords = {
  title: 'Work order of the government hotline', confidential: 'Confidential: who the citizen is must not become known', citizen: 'Citizen', hidden: 'hidden', withheld: 'number withheld', anonymous: 'anonymous', matter: 'Matter', handling: 'Handling', clocks: 'Times', course: 'What was done', reply: 'Told to the citizen', result: 'What was done', supplements: 'Said later',
  sign: ['Handled by', 'Approved by', 'Date'], printedBy: (who, at) => `Printed by ${who} on ${at}, for handling only`, page: 'Page {page} of {pages}', sex: 'Sex', age: (years) => `${years} years`, system: 'system', calls: (n) => `${n} repeat calls`, round: (n) => `round ${n}`, more: (n) => `(${n} earlier entries left out)`,
  events: {
    open: 'opened', edit: 'written on', repeat: 'repeat merged in', submit: 'submitted', directAnswer: 'answered at once', cancel: 'cancelled', reject: 'not accepted', merge: 'merged', handOver: 'handed over', autoDispatch: 'dispatched by the list', dispatch: 'dispatched', triage: 'to triage', triageDecide: 'dispatched from triage', signFor: 'signed for', requestReturn: 'return asked for', decideReturn: 'return decided',
    subDispatch: 'passed down', verify: 'verified', addCoUnit: 'co-unit added', answerCoTask: 'co-unit answered', waiveCoTask: 'co-task waived', whistle: 'whistle', checkIn: 'checked in', checklist: 'checklist', supplement: 'supplement', instruct: 'instruction', requestExtension: 'extension asked for', decideExtension: 'extension decided', submitReply: 'reply', reviewReply: 'reply reviewed', callbackResult: 'called back', judge: 'judged',
    requestSocialReview: 'social review asked for', decideSocialReview: 'social review decided', verdict: 'verdict', exempt: 'no call back', reopen: 'opened again', supervise: 'supervised', answerSupervision: 'supervision answered', remind: 'reminded', sponsor: 'sponsored', setGrade: 'graded', strikeOff: 'struck off', timer: 'time ran out', acknowledged: 'taken over', mirrored: 'news from there', phoned: 'reminded by telephone', toPerson: 'call-back left to a person',
  },
}
export const orderWords = (language: Language): OrderWords => (language === 'zh' ? zh : en)

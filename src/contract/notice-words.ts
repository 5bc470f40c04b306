import type { NoticeKind, TicketNotice } from './ticket-notice.ts'

// What a notice says, in the panel and in mails.

/** Kinds, and what some of them say by their details. */
const FINER = ['returned_refused', 'extension_approved', 'extension_refused', 'approval_granted', 'approval_refused', 'review_refused', 'supervision_answered', 'co_task_answered', 'judge_social', 'reminder_unanswered', 'reminder_no_phone'] as const
export type NoticeSense = NoticeKind | (typeof FINER)[number]

export const NOTICE_WORDS: Readonly<Record<'zh' | 'en', Readonly<Record<NoticeSense, string>>>> = {
  zh: {
    dispatched: '新派工单', emergency: '紧急工单', callout: '应急集结', returned: '工单退回', respond_late: '超时未签收', yellow_card: '黄牌预警', red_card: '红牌督办', overdue: '逾期未办结', triage: '待研判', triage_late: '研判超时', dispatch_late: '超时未派单',
    co_task: '协办任务', whistle: '部门吹哨', supervision: '督办', reminder: '催办', sponsor_late: '领导包案逾期', judge: '回访结果待判定', judge_late: '回访结果判定超时', rework: '返工重办', extension: '延期申请', upgrade: '提请领导协调', approval: '待后台审批', pushed_down: '职能事项下派社区（村）',
    return_request: '退单申请', review: '答复待审核', pool_review: '重点监测复核', repeats: '同一诉求多次来电', problem: '疑难工单', taken_back: '工单已收回', instruction: '领导批示', supplement: '市民补充情况', callback: '待人工回访', complaint: '市民对服务不满意', remark: '社会监督员意见',
    returned_refused: '退单申请未通过', extension_approved: '延期已批准', extension_refused: '延期未批准', approval_granted: '后台审批已通过', approval_refused: '后台审批未通过', review_refused: '答复未通过审核', supervision_answered: '督办已回复', co_task_answered: '协办已反馈', judge_social: '申请社会评议', reminder_unanswered: '电话催办无人确认', reminder_no_phone: '承办单位未登记电话，无法电话催办',
  },
  en: {
    dispatched: 'New ticket', emergency: 'Emergency', callout: 'Emergency team called', returned: 'Returned', respond_late: 'Not signed for in time', yellow_card: 'Yellow card: due soon', red_card: 'Red card: overdue', overdue: 'Overdue', triage: 'Triage', triage_late: 'Triage is late', dispatch_late: 'Not dispatched in time',
    co_task: 'Task for your department', whistle: 'Called to the spot', supervision: 'Supervision', reminder: 'Reminder', sponsor_late: 'Sponsored matter is late', judge: 'To be judged after the call-back', judge_late: 'Judging is late', rework: 'To be done again', extension: 'Extension asked for', upgrade: 'A leader is asked to step in', approval: 'To be approved', pushed_down: 'A functional duty went to a community',
    return_request: 'Return asked for', review: 'Reply to be reviewed', pool_review: 'Monitoring pool: review', repeats: 'Called about again and again', problem: 'Problem ticket', taken_back: 'Taken back', instruction: 'Leader’s instruction', supplement: 'The citizen added something', callback: 'To be called back', complaint: 'Dissatisfied with the service', remark: 'Remark of a social supervisor',
    returned_refused: 'Return refused', extension_approved: 'Extension granted', extension_refused: 'Extension refused', approval_granted: 'Approved by the back office', approval_refused: 'Refused by the back office', review_refused: 'Reply not approved', supervision_answered: 'Supervision answered', co_task_answered: 'Task answered', judge_social: 'Social review asked for', reminder_unanswered: 'Called, and nobody confirmed', reminder_no_phone: 'No telephone to remind the department at',
  },
}

const isFiner = (sense: NoticeSense): sense is (typeof FINER)[number] => (FINER as readonly string[]).includes(sense)

/** Every kind, for filters; without zod, so that the panel may have it. */
export const KINDS_TOLD: readonly NoticeKind[] = (Object.keys(NOTICE_WORDS.zh) as NoticeSense[]).filter((sense): sense is NoticeKind => !isFiner(sense))

/** What this one says. */
export function noticeSense({ kind, details }: Pick<TicketNotice, 'kind' | 'details'>): NoticeSense {
  const { approved, answered, answeredBy, socialReview, outcome } = details
  if (kind === 'returned' && approved === false) return 'returned_refused'
  if (kind === 'extension' && typeof approved === 'boolean') return approved ? 'extension_approved' : 'extension_refused'
  if (kind === 'approval' && typeof approved === 'boolean') return approved ? 'approval_granted' : 'approval_refused'
  if (kind === 'review' && approved === false) return 'review_refused'
  if (kind === 'supervision' && answered === true) return 'supervision_answered'
  if (kind === 'co_task' && typeof answeredBy === 'string') return 'co_task_answered'
  if (kind === 'reminder' && outcome === 'no_phone') return 'reminder_no_phone'
  if (kind === 'reminder' && outcome === 'unanswered') return 'reminder_unanswered'
  return kind === 'judge' && socialReview === true ? 'judge_social' : kind
}

import type { ComplaintState } from '../../../contract/evaluation.ts'
import type { Words } from '../../words/language.ts'

const zh = {
  title: '评价与案例', tabsLabel: '栏目',
  tabs: { due: '待评价', averages: '评价汇总', complaints: '服务投诉', cases: '典型案例' },
  kinds: { centre_lead: '评价主办单位', lead_co: '评价协办单位' }, scores: { timeliness: '接单及时性', effect: '处理成效', cooperation: '配合情况' },
  dueWhy: '工单反馈后，热线中心评价主办单位，主办单位评价协办单位；每单每轮各评一次，七天内可以修改。', noDue: '没有待评价的工单', rate: '评价', round: (n: number) => `第 ${n + 1} 次办理`, fedBack: '反馈', remark: '评语', choose: '请打分', points: (n: number) => `${n} 分`, save: '提交评价', cancel: '取消', close: '关闭', rated: '已评价',
  period: '统计区间', periods: { month: '本月', year: '本年' }, unit: '单位', asLead: '主办评价数', asCo: '协办评价数', noAverages: '这段时间还没有评价', none: '—',
  newComplaint: '登记服务投诉', complaintWhy: '回访中反映服务态度、业务能力、办件方便程度、办结效率不满意的，自动登记；也可人工登记。', noComplaints: '没有服务投诉', lateOnly: '仅看逾期', late: '已逾期', more: '加载更多',
  states: { open: '待答复', answered: '待认定', upheld: '属实', not_upheld: '不属实' } as Record<ComplaintState, string>, anyState: '全部状态', state: '状态',
  sources: { survey: '回访', rating: '通话评价', person: '人工登记' }, against: '投诉对象', againstUnit: '承办单位', againstAgent: '话务员', agent: '话务员分机', ticketNo: '相关工单号', reason: '投诉原因', content: '投诉内容', surveyContent: '市民回访时表示不满意，具体见工单回访记录。', due: '答复时限', answer: '答复', decide: '认定', decision: '认定意见', upheld: '属实', notUpheld: '不属实', answered: '答复', decided: '认定', needed: '请填写此项', ticketBad: '工单号不正确', send: '提交', result: '认定结果', noted: '已登记',
  searchCases: '搜索案例', searchHint: '标题、经验做法、标签', noCases: '没有典型案例', casesWhy: '已办结且不涉密的工单可列为典型案例，派单时作为参考。', addCase: '列为典型案例', lesson: '经验做法', tags: '标签', tagsHint: '用逗号隔开，最多八个', removeCase: '取消典型案例', removeAsk: '确认不再作为典型案例？', edit: '修改', closed: '办结', by: '列入', all: '清除搜索',
  similar: '类似案例', noSimilar: '没有类似案例', typical: '典型案例', before: '同类已办结', why: { same: '同一类别', group: '同一大类' }, sameArea: '同一区域', words: (all: string) => `都提到：${all}`,
}
export type EvaluationWords = typeof zh

const en: EvaluationWords = {
  title: 'Evaluation', tabsLabel: 'Sections',
  tabs: { due: 'To rate', averages: 'Averages', complaints: 'Complaints', cases: 'Typical cases' },
  kinds: { centre_lead: 'Rate the lead', lead_co: 'Rate a co-unit' }, scores: { timeliness: 'Timeliness', effect: 'Effect', cooperation: 'Cooperation' },
  dueWhy: 'Once a ticket is fed back, the centre rates the lead and the lead rates those that assisted: once for each ticket and round, to be changed within seven days.', noDue: 'Nothing to rate', rate: 'Rate', round: (n) => `Round ${n + 1}`, fedBack: 'Fed back', remark: 'Remark', choose: 'Please give a score', points: (n) => String(n), save: 'Rate', cancel: 'Cancel', close: 'Close', rated: 'Rated',
  period: 'Time', periods: { month: 'This month', year: 'This year' }, unit: 'Department', asLead: 'As lead', asCo: 'As co-unit', noAverages: 'Nothing was rated in this time', none: '—',
  newComplaint: 'Note a complaint', complaintWhy: 'What citizens were not satisfied with when called back (attitude, ability, convenience, speed) comes here by itself; others are noted by hand.', noComplaints: 'No complaints about service', lateOnly: 'Only late ones', late: 'late', more: 'Show more',
  states: { open: 'To be answered', answered: 'To be decided', upheld: 'Upheld', not_upheld: 'Not upheld' }, anyState: 'Any state', state: 'State',
  sources: { survey: 'Call-back', rating: 'Rating', person: 'By hand' }, against: 'Against', againstUnit: 'A department', againstAgent: 'An agent', agent: 'Extension', ticketNo: 'Ticket', reason: 'Reason', content: 'Complaint', surveyContent: 'The citizen was dissatisfied when called back; see the ticket.', due: 'Answer by', answer: 'Answer', decide: 'Decide', decision: 'Decision', upheld: 'Upheld', notUpheld: 'Not upheld', answered: 'Answer', decided: 'Decision', needed: 'Please fill this in', ticketBad: 'That is no ticket number', send: 'Send', result: 'Result', noted: 'Noted',
  searchCases: 'Search cases', searchHint: 'Title, lesson, tags', noCases: 'No typical cases', casesWhy: 'Closed tickets that need not stay confidential can be marked as typical cases; dispatchers see them.', addCase: 'Mark a ticket', lesson: 'What it teaches', tags: 'Tags', tagsHint: 'Commas between, eight at most', removeCase: 'Not typical any more', removeAsk: 'Take it out of the typical cases?', edit: 'Change', closed: 'Closed', by: 'Marked', all: 'Show all',
  similar: 'Similar cases', noSimilar: 'No similar cases', typical: 'Typical case', before: 'Settled before', why: { same: 'Same category', group: 'Same group' }, sameArea: 'Same area', words: (all) => `Both say: ${all}`,
}

export const words: Words<EvaluationWords> = { zh, en }

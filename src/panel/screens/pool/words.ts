import type { Words } from '../../words/language.ts'

const zh = {
  title: '工单监测池', why: 'C 级（暂时无法解决、需延期办理）和 D 级（群众不认可、不满意）工单自动入池，实行销号管理。',
  tabs: { open: '在池', done: '已销号', reviews: '盘点记录' }, tabsLabel: '监测池',
  counts: { C: 'C 级', D: 'D 级', due: '到期复查', undated: '未定复查日' }, dueOnly: '仅看到期复查', grade: '等级', anyGrade: '全部等级',
  ticket: '工单', unit: '承办单位', since: '入池', reason: '入池原因', review: '复查时间', days: (n: number) => `已在池 ${n} 天`, reviewed: (n: number) => `盘点 ${n} 次`, overdue: '已到期', undated: '未定', struck: '销号', result: '结果', approver: '审批人',
  causes: { decideExtension: '批准延期', callbackResult: '回访未解决或不满意', judge: '判定合理重办', verdict: '社会评议', setGrade: '人工评定' } as Readonly<Record<string, string>>, causeOther: '办理情况',
  empty: { open: '监测池内没有工单', done: '还没有销号的工单' }, more: '加载更多',
  begin: '开始盘点', goOn: '继续盘点', last: (at: string) => `上次盘点 ${at}`, never: '还没有盘点过', lateReview: '距上次盘点已超过一周', underWay: (by: string, at: string) => `${by} 于 ${at} 开始的盘点正在进行`,
  finish: '结束盘点', finished: '盘点已结束', finishWhy: (left: number) => `还有 ${left} 件未盘点。结束后，未盘点的留到下次。`, progress: (done: number, all: number) => `已盘点 ${done} / ${all} 件`, cancel: '取消', close: '关闭',
  keep: '留池', strike: '销号', keepTitle: (no: string) => `${no} 留池`, strikeTitle: (no: string) => `${no} 销号`, note: '盘点情况', resultNote: '销号结果', resultHint: '问题如何解决、群众是否认可', next: '下次复查', approverHint: '同意销号的负责人', save: '保存', needed: '请填写此项', past: '须晚于现在', done: '已盘点', kept: '留池',
  startFirst: '先开始盘点，再逐件留池或销号', noReviews: '还没有盘点记录', by: '盘点人', entries: '在池', keptN: '留池', struckN: '销号', unseen: '未盘点', open: '进行中', details: '明细',
}
export type PoolWords = typeof zh

const en: PoolWords = {
  title: 'Monitoring pool', why: 'Grade C (cannot be solved yet) and D (the citizen is not satisfied) are watched here until they are struck off with a result.',
  tabs: { open: 'In the pool', done: 'Struck off', reviews: 'Reviews' }, tabsLabel: 'Pool',
  counts: { C: 'Grade C', D: 'Grade D', due: 'To be reviewed', undated: 'Without a day' }, dueOnly: 'Only what is to be reviewed', grade: 'Grade', anyGrade: 'Any grade',
  ticket: 'Ticket', unit: 'Department', since: 'Since', reason: 'Why', review: 'To be reviewed', days: (n) => `${n} days in the pool`, reviewed: (n) => `reviewed ${n}×`, overdue: 'due', undated: 'no day', struck: 'Struck off', result: 'Result', approver: 'Approved by',
  causes: { decideExtension: 'Extension', callbackResult: 'Call-back', judge: 'To be done again', verdict: 'Social review', setGrade: 'By a person' }, causeOther: 'Handling',
  empty: { open: 'The pool is empty', done: 'Nothing was struck off yet' }, more: 'Show more',
  begin: 'Begin a review', goOn: 'Go on with the review', last: (at) => `Last review ${at}`, never: 'There was no review yet', lateReview: 'The last review was more than a week ago', underWay: (by, at) => `A review begun by ${by} at ${at} is under way`,
  finish: 'End the review', finished: 'The review has ended', finishWhy: (left) => `${left} entries were not looked at. They are left for the next review.`, progress: (done, all) => `${done} of ${all} looked at`, cancel: 'Cancel', close: 'Close',
  keep: 'Keep', strike: 'Strike off', keepTitle: (no) => `Keep ${no}`, strikeTitle: (no) => `Strike off ${no}`, note: 'What was found', resultNote: 'Result', resultHint: 'How it was solved, and whether the citizen agrees', next: 'Review again', approverHint: 'Who agreed to it', save: 'Save', needed: 'Please fill this in', past: 'It must lie ahead', done: 'looked at', kept: 'kept',
  startFirst: 'Begin a review first, then keep or strike off each', noReviews: 'There was no review yet', by: 'By', entries: 'In the pool', keptN: 'Kept', struckN: 'Struck off', unseen: 'Not looked at', open: 'under way', details: 'Details',
}

export const words: Words<PoolWords> = { zh, en }

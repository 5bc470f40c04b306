import type { Words } from '../../words/language.ts'

const zh = {
  title: '社会评议', sessions: '评议场次', pool: '评议员库', remarks: '监督员意见', mySessions: '我的评议', samples: '抽查工单', none: '还没有评议场次', noneWhy: '有工单等待社会评议时，新建场次，邀请评议员并列入议程。', noneMine: '目前没有需要您评议的场次',
  noneMineWhy: '热线中心邀请您评议时，会在这里列出。', noneSamples: '本月暂无抽查工单', noneRemarks: '暂无意见', noneReviewers: '评议员库为空', noneReviewersWhy: '请先登记评议员；须为单数，且不少于法定人数。', more: '加载更多',
  states: { planned: '筹备', open: '评议中', closed: '已结束' } as Record<string, string>, startsAt: '时间', place: '地点', state: '状态', agenda: '议程', agendaOf: (done: number, all: number) => `${done} / ${all} 件`, reviewers: '评议员', newSession: '新建场次',
  change: '修改', save: '保存', cancel: '取消', close: '关闭', open: '开始评议', openAsk: '开始后评议员即可查看材料并投票，名单不能再改。', end: '结束场次', endAsk: '尚未表决的议题留待下次评议。', put: '列入议程', putHint: '等待社会评议的工单', putNone: '没有等待评议的工单', remove: '移出',
  itemStates: { open: '待表决', to_explain: '待向群众解释', decided: '已作结论', carried_over: '留待下次', moved_on: '工单已另行办理' } as Record<string, string>,
  results: { reasonable: '诉求合理，退回重新办理', unreasonable: '诉求不合理，解释后办结、免予考核', tie: '票数相同，留待下次', no_quorum: '有效票不足，留待下次' } as Record<string, string>,
  choices: { reasonable: '合理', unreasonable: '不合理', abstain: '弃权' } as Record<string, string>, reviewBy: '评议时限', voted: (n: number, of: number) => `已投 ${n} / ${of} 票`, quorum: (n: number) => `有效票不少于 ${n} 票`, sealed: '表决结束前不显示投票内容', conflict: '回避', notVoted: '未投票', votedBy: (by: string) => `${by} 代录`,
  record: '代录', endVote: '结束表决', endVoteAsk: '结束后不能再投票，结论随即写入工单。', tally: (a: number, b: number, c: number) => `合理 ${a} · 不合理 ${b} · 弃权 ${c}`, explain: '登记解释情况', explainWhy: '结论为不合理：须先向群众解释并登记，工单才能办结并免予考核。', at: '解释时间', by: '解释人（职务）', manner: '方式', text: '解释内容',
  manners: { phone: '电话', in_person: '当面', message: '短信', letter: '书面' } as Record<string, string>, papers: '评议材料', content: '群众诉求', contentHidden: '保密件，诉求内容不予展示', said: '回访意见', basis: '依法办理依据', request: '承办单位说明', findings: '核实情况', result: '办理情况', reply: '答复群众', files: '附件',
  nothing: '未填写', vote: '我的意见', voteHint: '投出后不能更改；表决结束前他人看不到您的选择。', yourVote: (choice: string) => `您已投票：${choice}`, mustAbstain: '您与此事项有关联，须回避，不参与表决。', over: '表决已结束', print: '打印评议记录', minutes: '社会评议记录',
  name: '姓名', fields: '专业领域', organisation: '单位', unit: '所属承办单位（须回避）', area: '所属区县代码（须回避）', phone: '联系电话', showPhone: '查看', username: '登录账号', inUse: '在用', notInUse: '停用', add: '登记评议员', wrongCount: '须邀请单数评议员', invited: (n: number) => `已选 ${n} 人`,
  stats: (s: number, i: number, share: string) => `今年已评议 ${s} 场、${i} 件，合理率 ${share}`, sampleHint: '每月随机抽取已办结工单，供您查看并提出意见；内容已去除个人信息。', remark: '我的意见', remarkSend: '提交意见', remarkSent: '意见已提交，班长会收到提醒', back: '返回', satisfied: { satisfied: '满意', basically: '基本满意', dissatisfied: '不满意' } as Record<string, string>,
  emptyAgenda: '议程为空', emptyAgendaWhy: '把等待评议的工单列入议程。',
}
export type ReviewWords = typeof zh

const en: ReviewWords = {
  title: 'Social review', sessions: 'Sessions', pool: 'Reviewers', remarks: 'Remarks', mySessions: 'My reviews', samples: 'Sample', none: 'No sessions yet', noneWhy: 'Plan one, invite reviewers and put waiting tickets on its agenda.', noneMine: 'Nothing to review now', noneMineWhy: 'Sessions you are invited to appear here.',
  noneSamples: 'No tickets drawn this month', noneRemarks: 'No remarks', noneReviewers: 'The pool is empty', noneReviewersWhy: 'Take reviewers in first: an odd number, the quorum at least.', more: 'Load more',
  states: { planned: 'Planned', open: 'Under way', closed: 'Over' }, startsAt: 'When', place: 'Where', state: 'State', agenda: 'Agenda', agendaOf: (done, all) => `${done} of ${all}`, reviewers: 'Reviewers', newSession: 'New session',
  change: 'Change', save: 'Save', cancel: 'Cancel', close: 'Close', open: 'Begin', openAsk: 'Reviewers see the papers and vote from now on; who is invited stays.', end: 'End the session', endAsk: 'What was not voted to an end is carried over.', put: 'Put on the agenda', putHint: 'Waiting for social review', putNone: 'No ticket waits for review', remove: 'Take off',
  itemStates: { open: 'To be voted on', to_explain: 'Citizen to be told', decided: 'Decided', carried_over: 'Carried over', moved_on: 'The ticket moved on' }, results: { reasonable: 'Reasonable: done again', unreasonable: 'Not reasonable: closed once explained, exempt', tie: 'A tie: carried over', no_quorum: 'Too few votes: carried over' },
  choices: { reasonable: 'Reasonable', unreasonable: 'Not reasonable', abstain: 'Abstain' }, reviewBy: 'Review by', voted: (n, of) => `${n} of ${of} voted`, quorum: (n) => `${n} say yes or no at least`, sealed: 'Votes are sealed until voting is over', conflict: 'Excluded', notVoted: 'Not voted', votedBy: (by) => `recorded by ${by}`,
  record: 'Record', endVote: 'End voting', endVoteAsk: 'Nobody can vote afterwards; the verdict is written into the ticket.', tally: (a, b, c) => `${a} reasonable · ${b} not · ${c} abstaining`, explain: 'Record the explanation', explainWhy: 'Voted not reasonable: tell the citizen and record it; only then the ticket is closed and exempt.', at: 'When', by: 'By (title)', manner: 'How', text: 'What was explained',
  manners: { phone: 'Phone', in_person: 'In person', message: 'Message', letter: 'Letter' }, papers: 'Papers', content: 'What the citizen said', contentHidden: 'Confidential: not shown', said: 'When called back', basis: 'Legal basis', request: 'Department’s statement', findings: 'Verification', result: 'What was done', reply: 'Reply to the citizen', files: 'Files',
  nothing: 'Nothing written', vote: 'My vote', voteHint: 'A vote cannot be changed, and nobody sees it until voting is over.', yourVote: (choice) => `You voted: ${choice}`, mustAbstain: 'You have an interest in this matter and do not vote.', over: 'Voting is over', print: 'Print minutes', minutes: 'Minutes of social review',
  name: 'Name', fields: 'Fields', organisation: 'Organisation', unit: 'Own department (excluded)', area: 'Own district code (excluded)', phone: 'Phone', showPhone: 'Show', username: 'Account', inUse: 'In use', notInUse: 'Not in use', add: 'Take in a reviewer', wrongCount: 'Invite an odd number', invited: (n) => `${n} chosen`,
  stats: (s, i, share) => `This year: ${s} sessions, ${i} items, ${share} reasonable`, sampleHint: 'Closed tickets drawn for you each month, without personal data.', remark: 'My remark', remarkSend: 'Send', remarkSent: 'Sent; the supervisor is told', back: 'Back', satisfied: { satisfied: 'Satisfied', basically: 'Mostly satisfied', dissatisfied: 'Dissatisfied' },
  emptyAgenda: 'The agenda is empty', emptyAgendaWhy: 'Put waiting tickets on it.',
}
export const words: Words<ReviewWords> = { zh, en }

import type { Words } from '../../words/language.ts'

const zh = {
  title: '热线日', sessions: '场次', followUp: '议定事项', plan: '新建场次', none: '还没有场次', noneWhy: '研判不决、提请领导调度的事项，可列入热线日议程。', noFollowUp: '还没有议定事项', level: '类型', levels: { city: '市长热线日', county: '县（市、区）长热线日', leader_answers: '领导接电' } as Record<string, string>,
  states: { planned: '筹备', held: '进行中', closed: '已结束' } as Record<string, string>, startsAt: '时间', place: '地点', chair: '主持人（职务）', area: '区县代码', seat: '接电座席分机', state: '状态', agenda: '议程', save: '保存', cancel: '取消', close: '关闭', back: '返回',
  hold: '开始', holdAsk: '开始后逐件议定。', end: '结束', endAsk: '尚未议定的事项转入下次。', minutes: '会议小结', put: '列入议程', putNone: '没有待议事项', fromTriage: '待研判', fromUpgrade: '提请调度', taken: '本次接听', ticketNo: '工单编号', add: '列入', remove: '移出', up: '上移', down: '下移',
  itemStates: { waiting: '待议', decided: '已议定', carried_over: '转入下次', ended: '已先行办结' } as Record<string, string>, followStates: { open: '办理中', overdue: '已逾期', done: '已办' } as Record<string, string>, endedMeanwhile: '该工单已办结，无需再议', previous: '上一件', next: '下一件', nth: (n: number, of: number) => `第 ${n} 件，共 ${of} 件`,
  decide: '议定', carryOver: '转入下次', lead: '承办单位', leadKeep: '不变', section: '科室', final: '联合审定，不得退单', tasks: '协办单位及任务', task: '任务', addTask: '增加协办单位', method: '办件方式', requirements: '工作要求', dueAt: '完成时限', sponsor: '包案领导（职务）', text: '议定意见', overrideReason: '跨辖区派单理由',
  decided: '已议定，并写入工单', notApplied: '未能写入工单，全部内容未生效', leadUnit: '现承办单位', due: '办理时限', rounds: (round: number, bounces: number) => `返工 ${round} 次 · 退单 ${bounces} 次`, reason: '列入理由', said: '群众诉求', confidential: '保密件', print: '打印会议记录', projector: '投屏', projectorOff: '退出投屏', count: (held: number, decided: number, resolved: number) => `今年召开 ${held} 次，议定 ${decided} 件，已办结 ${resolved} 件`,
  emptyAgenda: '议程为空', emptyAgendaWhy: '从待研判、提请调度的工单中选择，或输入工单编号。', session: '场次', by: '议定人',
}
export type DayWords = typeof zh

const en: DayWords = {
  title: 'Hotline day', sessions: 'Sessions', followUp: 'Decisions', plan: 'New session', none: 'No sessions yet', noneWhy: 'What triage could not decide, and what departments ask a leader for, goes on its agenda.', noFollowUp: 'Nothing decided yet', level: 'Kind', levels: { city: 'Mayor’s hotline day', county: 'District hotline day', leader_answers: 'Leader answers calls' },
  states: { planned: 'Planned', held: 'Under way', closed: 'Over' }, startsAt: 'When', place: 'Where', chair: 'Chair (title)', area: 'District code', seat: 'Seat of the leader', state: 'State', agenda: 'Agenda', save: 'Save', cancel: 'Cancel', close: 'Close', back: 'Back',
  hold: 'Begin', holdAsk: 'Items are decided one by one.', end: 'End', endAsk: 'What was not decided is carried over.', minutes: 'Summary', put: 'Put on the agenda', putNone: 'Nothing waits', fromTriage: 'In triage', fromUpgrade: 'Leader asked for', taken: 'Taken now', ticketNo: 'Ticket number', add: 'Add', remove: 'Take off', up: 'Up', down: 'Down',
  itemStates: { waiting: 'Waiting', decided: 'Decided', carried_over: 'Carried over', ended: 'Ended meanwhile' }, followStates: { open: 'Under way', overdue: 'Overdue', done: 'Done' }, endedMeanwhile: 'The ticket has been closed meanwhile', previous: 'Previous', next: 'Next', nth: (n, of) => `${n} of ${of}`,
  decide: 'Decide', carryOver: 'Carry over', lead: 'Lead department', leadKeep: 'As it is', section: 'Section', final: 'Joint determination: no return', tasks: 'Co-units and their tasks', task: 'Task', addTask: 'Add a co-unit', method: 'How', requirements: 'What is required', dueAt: 'Due', sponsor: 'Sponsor (title)', text: 'Decision', overrideReason: 'Why outside the district',
  decided: 'Decided and written into the ticket', notApplied: 'Not written into the ticket; nothing was applied', leadUnit: 'Lead now', due: 'Due', rounds: (round, bounces) => `done again ${round}× · returned ${bounces}×`, reason: 'Why it is here', said: 'What the citizen said', confidential: 'Confidential', print: 'Print minutes', projector: 'Projector', projectorOff: 'Leave projector', count: (held, decided, resolved) => `This year: ${held} sessions, ${decided} decided, ${resolved} closed`,
  emptyAgenda: 'The agenda is empty', emptyAgendaWhy: 'Choose from triage and requests, or type a ticket number.', session: 'Session', by: 'By',
}
export const words: Words<DayWords> = { zh, en }

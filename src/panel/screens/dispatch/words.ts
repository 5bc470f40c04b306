import type { Words } from '../../words/language.ts'

const zh = {
  title: '派单工作台', lists: '待办清单', ticket: '所选工单', chooseOne: '请从清单中选择工单', back: '返回清单', openPage: '打开工单页',
  names: { unassigned: '待派单', triage: '研判中', returns: '退单申请', nearly_due: '即将到期', overdue: '已超期' },
  late: (n: number) => `超时 ${n}`,
  empty: { unassigned: '没有待派单的工单', triage: '没有研判中的工单', returns: '没有待审批的退单申请', nearly_due: '没有即将到期的工单', overdue: '没有超期的工单' },
  emptyWhy: '有新工单时会自动出现在这里。', news: (n: number) => `${n} 件新工单`, showNews: '显示', gone: '已由他人处理', more: '加载更多', waiting: (t: string) => `已等待 ${t}`,
  nextOne: '下一件', lastOne: '上一件', accept: '采用建议单位', nth: '采用第 1–9 条建议', pick: '查找承办单位', refuse: '不同意退单', approve: '同意退单', toTriage: '提请研判', send: '确认派出（焦点在确认按钮时）', remind: '催办',
  advice: '建议承办单位', best: '建议', bestFrom: { list: '按责任清单', returned: '退单单位建议', agent: '话务员建议' }, take: '采用', tied: '以下单位在清单中同等匹配，须由人确定', noRule: '责任清单中没有匹配的条目', noBest: '没有唯一的承办单位，请人工确定。',
  why: { category: (t: string) => `类别 ${t}`, district: (t: string) => `辖区 ${t}`, hotline: (t: string) => `热线 ${t}`, type: (t: string) => `类型 ${t}`, keywords: (t: string) => `关键词“${t}”` },
  named: (n: number) => `匹配 ${n} 项`, matter: '清单事项', basis: '法定依据', helpers: (t: string) => `协办 ${t}`,
  byAgent: '话务员建议', precedents: '近 90 天同类工单', precedent: (unit: string, n: number, here: number) => `${unit} ${n} 件${here > 0 ? `（本辖区 ${here} 件）` : ''}`, returnedBy: '退单经过', wants: (unit: string) => `建议由${unit}承办`,
  faults: { notInUse: '已停用', otherWorkspace: '不属本平台', outsideDistrict: '不在辖区，须说明理由', gaveBack: '曾退单' },
  sending: '派单', unit: '承办单位', unitHint: '名称、拼音、首字母或代码', section: '科室', sectionHint: '可不填，由承办单位分派', coUnits: '协办单位', method: '办理方式', requirements: '办理要求', override: '跨辖区派单理由', final: '联合审定，不得退单', load: (open: number, late: number) => `在办 ${open}${late > 0 ? ` · 超期 ${late}` : ''}`,
  triageReason: '研判原因', note: '说明', refuseNote: '不同意的理由',
  returnAsked: '申请退单', asksFor: (unit: string) => `${unit}申请退单`, bounces: (n: number) => `此前已退单 ${n} 次`,
  preview: '将会发生', asking: '正在核对…', toState: (state: string) => `工单转为“${state}”`, toUnit: (unit: string) => `承办单位：${unit}`, signBy: '签收时限', dueBy: '办理时限', returnBy: '退单时限', triageBy: '研判时限', judgeBy: '判定时限', callBy: '下次回访', days: (n: number) => `${n} 个工作日`, told: '通知', round: (n: number) => `第 ${n + 1} 次办理`, final_: '不得退单', closes: '工单办结',
  audiences: { unit: '经办人', deputy: '分管负责人', head: '主要负责人', leader: '领导', dispatcher: '派单员', supervisor: '值班班长', callback: '回访员' } as Readonly<Record<string, string>>,
  supervised: (type: string) => type, task: (unit: string) => `${unit}协办`,
  doSend: '确认派单', doTriage: '提请研判', doApprove: '同意退单', doRefuse: '不同意退单', cancel: '取消', again: '重填',
  sent: (unit: string) => `已派至${unit}`, triaged: '已提请研判', approved: '已同意退单，请重新派单', refused: '已答复不同意退单', reminded: '已催办',
  emergencyAsk: (unit: string) => `突发工单：确认派至${unit}？`, emergencyWhy: '承办单位须立即签收并在时限内办结，同时通知值班班长。',
  takenBy: (who: string, what: string, at: string) => `${who} 已于 ${at} ${what}，此处填写的内容未提交。`, fix: '请先完善标出的栏目', history: '办理过程', more_: '其他操作',
  triageSince: '研判原因', noUnits: '没有匹配的单位', system: '系统',
}
export type DispatchWords = typeof zh

const en: DispatchWords = {
  title: 'Dispatch', lists: 'Lists', ticket: 'The ticket', chooseOne: 'Choose a ticket from the list', back: 'Back to the list', openPage: 'Open its page',
  names: { unassigned: 'Unassigned', triage: 'In triage', returns: 'Returns asked', nearly_due: 'Nearly due', overdue: 'Overdue' },
  late: (n) => `${n} late`,
  empty: { unassigned: 'Nothing is unassigned', triage: 'Nothing is in triage', returns: 'No department asks to return anything', nearly_due: 'Nothing is nearly due', overdue: 'Nothing is overdue' },
  emptyWhy: 'What comes appears here by itself.', news: (n) => `${n} new`, showNews: 'Show', gone: 'Somebody else dealt with it', more: 'Load more', waiting: (t) => `waits ${t}`,
  nextOne: 'Next', lastOne: 'Previous', accept: 'Take the suggested department', nth: 'Take suggestion 1–9', pick: 'Find a department', refuse: 'Refuse the return', approve: 'Approve the return', toTriage: 'To triage', send: 'Send (on the button)', remind: 'Remind',
  advice: 'Who should have it', best: 'Suggested', bestFrom: { list: 'by the list', returned: 'by who gave it back', agent: 'by the agent' }, take: 'Take', tied: 'The list names these alike: somebody has to decide', noRule: 'No line of the list fits', noBest: 'There is no one answer: please decide.',
  why: { category: (t) => `category ${t}`, district: (t) => `district ${t}`, hotline: (t) => `hotline ${t}`, type: (t) => `type ${t}`, keywords: (t) => `word “${t}”` },
  named: (n) => `${n} matched`, matter: 'Line', basis: 'Legal basis', helpers: (t) => `with ${t}`,
  byAgent: 'By the agent', precedents: 'Same category, last 90 days', precedent: (unit, n, here) => `${unit} ${n}${here > 0 ? ` (${here} in this district)` : ''}`, returnedBy: 'Given back by', wants: (unit) => `names ${unit}`,
  faults: { notInUse: 'out of use', otherWorkspace: 'of another platform', outsideDistrict: 'outside its district: needs a reason', gaveBack: 'gave it back' },
  sending: 'Dispatch', unit: 'Department', unitHint: 'Name, pinyin, initials or code', section: 'Section', sectionHint: 'Left empty, the department decides', coUnits: 'Helping departments', method: 'How', requirements: 'What is required', override: 'Why outside the district', final: 'Joint decision, not to be returned', load: (open, late) => `${open} open${late > 0 ? ` · ${late} late` : ''}`,
  triageReason: 'Why triage', note: 'Note', refuseNote: 'Why not',
  returnAsked: 'Return asked', asksFor: (unit) => `${unit} asks to return it`, bounces: (n) => `returned ${n}× before`,
  preview: 'What will happen', asking: 'Checking…', toState: (state) => `becomes “${state}”`, toUnit: (unit) => `Department: ${unit}`, signBy: 'Sign by', dueBy: 'Due', returnBy: 'Return until', triageBy: 'Triage until', judgeBy: 'Judge until', callBy: 'Next call', days: (n) => `${n} working days`, told: 'Told', round: (n) => `round ${n + 1}`, final_: 'not to be returned', closes: 'The ticket is closed',
  audiences: { unit: 'handler', deputy: 'deputy', head: 'head', leader: 'leader', dispatcher: 'dispatchers', supervisor: 'supervisor', callback: 'call-back clerks' },
  supervised: (type) => `supervision: ${type}`, task: (unit) => `task for ${unit}`,
  doSend: 'Dispatch', doTriage: 'To triage', doApprove: 'Approve', doRefuse: 'Refuse', cancel: 'Cancel', again: 'Start again',
  sent: (unit) => `Sent to ${unit}`, triaged: 'In triage now', approved: 'Return approved: please dispatch it again', refused: 'Return refused', reminded: 'Reminded',
  emergencyAsk: (unit) => `Emergency: send it to ${unit}?`, emergencyWhy: 'The department signs at once; the supervisor is told.',
  takenBy: (who, what, at) => `${who}: ${what} at ${at}. What you filled in was not sent.`, fix: 'Please complete the marked fields', history: 'History', more_: 'More',
  triageSince: 'Why triage', noUnits: 'No such department', system: 'System',
}

export const words: Words<DispatchWords> = { zh, en }

import type { Words } from '../../words/language.ts'
import type { NextKey } from './rules/next.ts'

type Next = Readonly<Record<NextKey, (unit: string, by: string) => string>>
const before = (by: string, text: (by: string) => string): string => (by === '' ? '' : text(by))

const next: Next = {
  draft: () => '话务员正在填写，尚未提交。',
  dispatch: () => '等待派单员派单。',
  exchange: () => '等待推送至对方系统。',
  triage: (_, by) => `等待研判小组确定承办单位${before(by, (at) => `，须于 ${at} 前完成`)}。`,
  sign: (unit, by) => `请${unit}${before(by, (at) => `于 ${at} 前`)}签收。`,
  returnAsked: (unit) => `${unit}已申请退单，等待派单员审批。`,
  verify: (unit, by) => `请${unit}联系诉求人核实情况${before(by, (at) => `，${at} 前办理并答复`)}。`,
  handle: (unit, by) => `${unit}正在办理${before(by, (at) => `，须于 ${at} 前提交答复`)}。`,
  extensionAsked: (unit, by) => `${unit}已申请延期，等待热线中心审批${before(by, (at) => `；原办理时限 ${at}`)}。`,
  review: (unit) => `答复已提交，等待${unit}审核人审核。`,
  callback: () => '答复已反馈，等待回访市民。',
  judge: (_, by) => `回访有不同意见，等待回访人员${before(by, (at) => `于 ${at} 前`)}判定诉求是否合理。`,
  socialAsked: (unit) => `${unit}提请社会评议，等待热线中心审批。`,
  social: () => '等待社会评议作出结论。',
  closed: () => '工单已办结。同一事项再次反映或有新情况的，可重新办理。',
  archived: () => '工单已归档，仅供查阅。',
  rejected: () => '不予受理，已告知市民反映途径。',
  cancelled: () => '工单已作废或由市民撤回。',
  merged: () => '已并入其他工单，由该工单继续办理。',
  transferred: () => '已移交其他系统或单位办理。',
}

const zh = {
  next,
  nextTitle: '下一步', stages: ['接听受理', '分拣派单', '接收核查', '办理反馈', '督办回访'], stageNow: '当前', stageDone: '已完成', stage: '办理阶段',
  late: '已超时', near: '即将到期', confidential: '保密', emergency: '突发', urgent: '紧急', exempt: '免予考核', final: '联合审定', districtFallback: '属地兜底', round: (n: number) => `第 ${n + 1} 次办理`, repeats: (n: number) => `重复 ${n} 次`, bounced: (n: number) => `退单 ${n} 次`, grade: (g: string) => `${g} 级`,
  clocks: '时限', clockNames: { respond: '签收时限', giveBack: '退单时限', triage: '研判时限', judge: '判定时限', due: '办理时限' },
  left: (t: string) => `剩余 ${t}`, over: (t: string) => `超时 ${t}`, inTime: (at: string) => `按时（${at}）`, tooLate: (at: string) => `超时（${at}）`, limit: (n: number) => `${n} 个工作日`,
  span: { days: '天', hours: '小时', minutes: '分', seconds: '秒' },
  who: '承办', lead: '承办单位', accountable: '责任单位', coUnits: '协办单位', section: '科室', agent: '受理话务员', author: '答复人', nobody: '尚未确定',
  said: '市民诉求', reply: '答复内容', noContent: '未填写内容', line: '拨打的热线', ani: '来电号码', template: '专用栏目',
  records: '附属事项', noRecords: '暂无', recordStates: { open: '进行中', done: '已完成', refused: '未同意', dropped: '已终止' }, due: '时限', settled: '了结', opened: '发起', roundNo: '办理轮次',
  kinds: {
    return_request: '退单申请', extension_request: '延期申请', upgrade_request: '提请调度', co_task: '协办事项', whistle: '吹哨', verification: '核实记录', checklist: '六步清单', instruction: '领导批示', reply: '答复', survey: '回访', social_review: '社会评议',
    supervision: '督办', reminder: '催办', sponsor: '领导包案', pool: '跟踪池', complaint: '服务投诉', hand_over: '移交',
  },
  history: '办理过程', inState: (state: string, t: string) => `${state}阶段历时 ${t}`, system: '系统', supplements: '补充与重复来电', calls: '通话与联动', withHeld: '未显示号码',
  participant: { consult: '咨询', transfer: '转接', emergency: '紧急联动' }, handOverFailed: '转接未成功', how: { no_answer: '无人接听', busy: '占线', declined: '对方未接受', unreachable: '无法接通', closed: '非服务时间' },
  kind: '联动', more: '更多操作', noSteps: '您当前没有可进行的操作', required: '必填', none: '不选', unanswered: '未回答', choose: '请选择',
  confirm: '确定', cancel: '取消', close: '关闭', done: (step: string) => `${step}：已完成`, fillIn: '请填写此项', fix: '请先完善标出的栏目', notDone: '未能完成', unsaved: '填写的内容尚未提交', unsavedWhy: '关闭后将不保留。', discard: '放弃填写', keep: '继续填写',
  changed: '您填写期间，工单有了新的变化', changedWhy: '您填写的内容已保留，请核对后再提交。', gone: '工单状态已变化，此步骤不能再进行。', goOn: '已核对，继续提交', now: (state: string) => `现状态：${state}`,
}
export type WorkWords = typeof zh

const en: WorkWords = {
  next: {
    draft: () => 'The agent is writing it; it is not handed in.',
    dispatch: () => 'A dispatcher sends it to a department.',
    exchange: () => 'It is pushed to the other system.',
    triage: (_, by) => `The triage panel decides who has it${before(by, (at) => `, by ${at}`)}.`,
    sign: (unit, by) => `${unit} signs for it${before(by, (at) => ` by ${at}`)}.`,
    returnAsked: (unit) => `${unit} asked to return it; a dispatcher decides.`,
    verify: (unit, by) => `${unit} contacts the citizen and verifies${before(by, (at) => `, and replies by ${at}`)}.`,
    handle: (unit, by) => `${unit} handles it${before(by, (at) => ` and replies by ${at}`)}.`,
    extensionAsked: (unit, by) => `${unit} asked for more time; the centre decides${before(by, (at) => ` (due ${at})`)}.`,
    review: (unit) => `The reviewer of ${unit} looks at the reply.`,
    callback: () => 'The citizen is called back.',
    judge: (_, by) => `Somebody judges whether the matter is reasonable${before(by, (at) => `, by ${at}`)}.`,
    socialAsked: (unit) => `${unit} asked for social review; the centre decides.`,
    social: () => 'The social review gives its verdict.',
    closed: () => 'Closed. It can be opened again for the same matter or new facts.',
    archived: () => 'Archived; to be read only.',
    rejected: () => 'Not accepted; the citizen was told where to go.',
    cancelled: () => 'Cancelled, or withdrawn by the citizen.',
    merged: () => 'Merged into another ticket, where it goes on.',
    transferred: () => 'Handed over to another system or authority.',
  },
  nextTitle: 'Next', stages: ['Taken in', 'Dispatch', 'Verification', 'Handling', 'Callback'], stageNow: 'now', stageDone: 'done', stage: 'Stage',
  late: 'Overdue', near: 'Nearly due', confidential: 'Confidential', emergency: 'Emergency', urgent: 'Urgent', exempt: 'Not assessed', final: 'Joint decision', districtFallback: 'District fallback', round: (n) => `Round ${n + 1}`, repeats: (n) => `Repeated ${n}×`, bounced: (n) => `Returned ${n}×`, grade: (g) => `Grade ${g}`,
  clocks: 'Deadlines', clockNames: { respond: 'Sign for', giveBack: 'Return', triage: 'Triage', judge: 'Judge', due: 'Reply' },
  left: (t) => `${t} left`, over: (t) => `${t} over`, inTime: (at) => `in time (${at})`, tooLate: (at) => `late (${at})`, limit: (n) => `${n} working days`,
  span: { days: 'd', hours: 'h', minutes: 'min', seconds: 's' },
  who: 'Who has it', lead: 'Lead', accountable: 'Accountable', coUnits: 'Co-units', section: 'Section', agent: 'Taken by', author: 'Reply by', nobody: 'Not decided',
  said: 'What the citizen said', reply: 'Reply', noContent: 'Nothing written', line: 'Hotline dialled', ani: 'Caller', template: 'Details',
  records: 'Attached', noRecords: 'None', recordStates: { open: 'Open', done: 'Done', refused: 'Refused', dropped: 'Dropped' }, due: 'Due', settled: 'Settled', opened: 'Opened', roundNo: 'Round',
  kinds: {
    return_request: 'Return asked for', extension_request: 'More time asked for', upgrade_request: 'Leader asked for', co_task: 'Task of a co-unit', whistle: 'Whistle', verification: 'Verification', checklist: 'Six-step checklist', instruction: 'Instruction', reply: 'Reply', survey: 'Callback', social_review: 'Social review',
    supervision: 'Supervision', reminder: 'Reminder', sponsor: 'Sponsored', pool: 'Follow-up pool', complaint: 'Service complaint', hand_over: 'Handed over',
  },
  history: 'History', inState: (state, t) => `${t} in “${state}”`, system: 'System', supplements: 'Added later', calls: 'Calls and linkage', withHeld: 'Number withheld',
  participant: { consult: 'consulted', transfer: 'transferred', emergency: 'emergency' }, handOverFailed: 'Not put through', how: { no_answer: 'no answer', busy: 'busy', declined: 'declined', unreachable: 'unreachable', closed: 'outside hours' },
  kind: 'Linkage', more: 'More', noSteps: 'There is nothing for you to do here now', required: 'needed', none: 'None', unanswered: 'No answer', choose: 'Choose',
  confirm: 'Confirm', cancel: 'Cancel', close: 'Close', done: (step) => `${step}: done`, fillIn: 'Please fill this in', fix: 'Please complete the marked fields', notDone: 'Not done', unsaved: 'What you filled in is not sent', unsavedWhy: 'It is lost when you close this.', discard: 'Discard', keep: 'Go on',
  changed: 'The ticket changed while you were writing', changedWhy: 'What you typed is kept. Look at it again, then send it.', gone: 'The ticket moved on: this step is no longer possible.', goOn: 'Send it all the same', now: (state) => `Now: ${state}`,
}

export const workWords: Words<WorkWords> = { zh, en }

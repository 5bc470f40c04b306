import type { Words } from '../../words/language.ts'
import type { DeskList, GroupName } from './rules/desk.ts'

const names: Readonly<Record<DeskList, string>> = {
  to_sign: '待签收', to_verify: '待核实', handling: '办理中', rework: '重新办理', due_today: '今日到期', overdue: '已超期', to_review: '待审核', whistles: '吹哨报到', approvals: '后台待审批', co_tasks: '协办事项', supervised: '督办待回复', disputed: '市民有异议', returns: '退单待审批', extensions: '延期待审批', upgrades: '提请调度待审批',
}
/** What to do about the lists that are work. */
const todo: Readonly<Record<DeskList, string>> = {
  to_sign: '签收新工单', to_verify: '联系诉求人、核实情况', handling: '办理并提交答复', rework: '重新办理市民不满意的工单', due_today: '办结今日到期的工单', overdue: '尽快办结已超期的工单', to_review: '审核答复', whistles: '到场报到', approvals: '审批电话受理的申请', co_tasks: '反馈协办事项', supervised: '回复督办', disputed: '查看市民异议', returns: '等待审批', extensions: '等待审批', upgrades: '等待审批',
}

const zh = {
  title: '待办工单', lists: '工单分类', ticket: '工单详情', below: '含下级单位', chooseOne: '请在左侧选择一件工单。', names, todo,
  groups: { mine: '待我办理', others: '协同与督办', waiting: '等待审批' } as Readonly<Record<GroupName, string>>,
  late: (n: number) => `${n} 件超时`, more: '加载更多', came: (n: number) => `新到 ${n} 件`, fresh: '新', since: (at: string) => `${at} 起`, until: (at: string) => `${at} 前`, sentBack: '审核退回，请修改', today: (time: string) => `今天 ${time}`, tomorrow: (time: string) => `明天 ${time}`, urgent: '突发工单，',
  first: (what: string, n: number) => `请先${what}：${n} 件`, ofThemLate: (n: number) => `，其中 ${n} 件已超时`, after: '接下来：', item: (name: string, n: number) => `${name} ${n} 件`, goThere: '去办理',
  nothing: '目前没有需要您办理的工单。', nothingWhy: '有新工单派来时，这里会立即显示。',
  empty: {
    to_sign: '没有待签收的工单', to_verify: '没有待核实的工单', handling: '没有办理中的工单', rework: '没有需要重新办理的工单', due_today: '没有今日到期的工单', overdue: '没有超期工单', to_review: '没有待审核的答复', whistles: '没有待报到的吹哨', approvals: '没有待审批的申请', co_tasks: '没有待反馈的协办事项', supervised: '没有待回复的督办', disputed: '没有市民有异议的工单', returns: '没有待审批的退单申请', extensions: '没有待审批的延期申请', upgrades: '没有待审批的调度申请',
  } as Readonly<Record<DeskList, string>>, emptyWhy: '列表自动更新。',
  sign: '签收', checkIn: '报到', nextOne: '下一件', lastOne: '上一件', openPage: '单独打开这件工单',
}

const en: typeof zh = {
  title: 'My desk', lists: 'Lists', ticket: 'Ticket', below: 'With departments below', chooseOne: 'Choose a ticket on the left.',
  names: { to_sign: 'To sign', to_verify: 'To verify', handling: 'In hand', rework: 'To do again', due_today: 'Due today', overdue: 'Overdue', to_review: 'To review', whistles: 'To check in', approvals: 'To approve', co_tasks: 'Tasks for others', supervised: 'Supervision', disputed: 'Disputed', returns: 'Returns asked for', extensions: 'More time asked for', upgrades: 'Leader asked for' },
  todo: { to_sign: 'sign for new tickets', to_verify: 'contact citizens and verify', handling: 'handle and reply', rework: 'do again what citizens are dissatisfied with', due_today: 'finish what is due today', overdue: 'finish what is overdue', to_review: 'review replies', whistles: 'check in on the spot', approvals: 'decide on applications', co_tasks: 'answer tasks', supervised: 'answer supervision', disputed: 'look at what citizens object to', returns: 'wait', extensions: 'wait', upgrades: 'wait' },
  groups: { mine: 'For you', others: 'With others', waiting: 'Waiting for a decision' },
  late: (n) => `${n} late`, more: 'More', came: (n) => `${n} new`, fresh: 'New', since: (at) => `since ${at}`, until: (at) => `by ${at}`, sentBack: 'Reply sent back', today: (time) => `today ${time}`, tomorrow: (time) => `tomorrow ${time}`, urgent: 'Emergency: ',
  first: (what, n) => `First ${what}: ${n}`, ofThemLate: (n) => `, ${n} of them late`, after: 'Then: ', item: (name, n) => `${name} ${n}`, goThere: 'Go there',
  nothing: 'There is nothing for you to do now.', nothingWhy: 'New tickets show here at once.',
  empty: { to_sign: 'Nothing to sign', to_verify: 'Nothing to verify', handling: 'Nothing in hand', rework: 'Nothing to do again', due_today: 'Nothing due today', overdue: 'Nothing overdue', to_review: 'No reply to review', whistles: 'No whistle', approvals: 'Nothing to approve', co_tasks: 'No task', supervised: 'No supervision to answer', disputed: 'Nobody objects', returns: 'No return asked for', extensions: 'No more time asked for', upgrades: 'No leader asked for' }, emptyWhy: 'The list keeps itself up to date.',
  sign: 'Sign', checkIn: 'Check in', nextOne: 'Next', lastOne: 'Previous', openPage: 'Open this ticket on its own page',
}

export const words: Words<typeof zh> = { zh, en }

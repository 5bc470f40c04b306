import type { AgentState, NotReadyReason } from '../../../contract/agent.ts'
import type { CallStage, Rank } from '../../../contract/call.ts'
import type { Words } from '../../words/language.ts'
import { ALARM_EN, ALARM_ZH } from './alarm-words.ts'

const zh = {
  title: '现场监控',
  waitingNow: '排队中', longestWait: '最长等待', talkingNow: '通话中', readyNow: '示闲', signedIn: '签入',
  offeredToday: '今日来电', offered: '来电', answered: '接通', answerRate: '接通率', serviceLevel: (seconds: number) => `${seconds} 秒接通率`,
  abandoned: '放弃', ofThatShort: (short: number) => `其中短时 ${short}`, overflow: '转回拨或留言', lost: '异常中断', meanWait: '平均等待', meanTalk: '平均通话',
  number: '号码', line: '热线', group: '技能组', rank: '级别', state: '状态', agent: '话务员', name: '姓名', extension: '分机', waited: '等待', inState: '持续', position: '位次', caller: '主叫', offeredTo: '正在派发', call: '通话', actions: '操作',
  all: '全部', search: '分机或姓名', clear: '清除筛选',
  shown: (shown: number, all: number) => (shown === all ? `${all}` : `${shown} / ${all}`),
  nobodyWaits: '目前没有人排队', noneFits: '没有符合筛选条件的记录', noAgents: '还没有话务员账号',
  asOf: (time: string) => `连接中断，显示的是 ${time} 的情况`,
  linesToday: '今日各号码', noCallsToday: '今天还没有来电', courseToday: '今日走势（每半小时）',
  courseLabel: '今日每半小时的来电、接通与接通率', time: '时间',
  toHead: '移至队首', toGroup: '改派到技能组', movedToHead: '已移至队首', movedToGroup: (group: string) => `已改派到${group}`,
  listen: '监听', whisper: '密语', barge: '强插', stop: '停止监听', takeOver: '接管', release: '强拆', setReady: '置为示闲', setNotReady: '置为示忙', setOffline: '强制签出', nothingToDo: '暂无可用操作',
  listening: (mode: string, agent: string) => `${mode}：${agent}`, ringingYou: '正在呼叫您的话机，请接听', bargeFirst: '强插之后才能接管', stopped: '已停止监听', started: (mode: string) => `${mode}已开始，请接听您的话机`, switched: (mode: string) => `已切换为${mode}`,
  releaseTitle: '强拆这通电话？', releaseText: (agent: string) => `${agent} 与来电人的通话会立即结束，双方都会被挂断。此操作记入审计。`, released: '通话已强拆',
  takeOverTitle: '接管这通电话？', takeOverText: (agent: string) => `${agent} 将退出通话，由您继续接待来电人。这计为该来电唯一的一次转接。`, tookOver: '通话已由您接管',
  offlineTitle: '强制签出？', offlineText: (agent: string) => `${agent} 将被签出，不再接到来电；正在进行的通话不受影响。此操作记入审计。`, stateSet: (agent: string, state: string) => `${agent} 已${state}`,
  bargeTitle: '强插这通电话？', bargeText: '来电人和话务员都会听到您的声音。',
  confirm: '确定', cancel: '取消', menuOf: (what: string) => `操作：${what}`, waitingList: '排队列表', agentList: '话务员列表', unreachable: '话机未注册', headed: '班长置顶',
  alarms: '告警', acknowledge: '确认', acknowledged: '告警已确认', noAlarms: '没有未确认的告警', timesSince: (times: number, first: string) => `${times} 次，首次 ${first}`, lastAt: (time: string) => `最近 ${time}`, more: (count: number) => `展开其余 ${count} 条`, less: '收起',
  alarm: ALARM_ZH as Readonly<Record<string, string>>, otherAlarm: '其他告警',
  states: { offline: '签出', ready: '示闲', not_ready: '示忙', ringing: '振铃', talking: '通话', on_hold: '保持', three_way: '三方通话', acw: '话后整理' } as Readonly<Record<AgentState, string>>,
  reasons: { break: '小休', lunch: '用餐', training: '培训', meeting: '会议', other: '其他', rna: '未应答', busy: '话机忙', unreachable: '话机不通', declined: '拒接' } as Readonly<Record<NotReadyReason, string>>,
  ranks: { emergency: '紧急', elder: '老人', return: '优先', normal: '普通' } as Readonly<Record<Rank, string>>,
  stages: {
    arriving: '呼入', announcement: '听提示音', queue: '排队', offer: '振铃', connecting: '接通中', talking: '通话', hold: '保持', rating: '评价', cancelled_announcement: '停用提示', fallback: '应急接听',
    consulting: '咨询', three_way: '三方通话', transferring: '转接中', handed_over: '已转出', rescuing: '恢复通话中', callback_accepted: '已约回拨', message: '留言', booked: '待外呼', dialling: '外呼中', department: '呼叫承办单位', asking: '自动语音',
  } as Readonly<Record<CallStage, string>>,
}

const en: typeof zh = {
  title: 'Floor',
  waitingNow: 'Waiting', longestWait: 'Longest wait', talkingNow: 'Talking', readyNow: 'Ready', signedIn: 'Signed in',
  offeredToday: 'Calls today', offered: 'Calls', answered: 'Answered', answerRate: 'Answer rate', serviceLevel: (seconds) => `Service level ${seconds} s`,
  abandoned: 'Abandoned', ofThatShort: (short) => `${short} short`, overflow: 'Call-back or message', lost: 'Lost to faults', meanWait: 'Mean wait', meanTalk: 'Mean talk',
  number: 'Number', line: 'Line', group: 'Group', rank: 'Rank', state: 'State', agent: 'Agent', name: 'Name', extension: 'Ext.', waited: 'Waited', inState: 'For', position: 'Place', caller: 'Caller', offeredTo: 'Offered to', call: 'Call', actions: 'Actions',
  all: 'All', search: 'Extension or name', clear: 'Clear filters',
  shown: (shown, all) => (shown === all ? `${all}` : `${shown} of ${all}`),
  nobodyWaits: 'Nobody is waiting', noneFits: 'Nothing fits the filters', noAgents: 'There are no agents yet',
  asOf: (time) => `Not connected: this is how it was at ${time}`,
  linesToday: 'Today by number', noCallsToday: 'No calls today yet', courseToday: 'Course of the day (half hours)',
  courseLabel: 'Calls, answered calls and service level in each half hour of today', time: 'Time',
  toHead: 'Move to the head', toGroup: 'Move to a group', movedToHead: 'Moved to the head of the line', movedToGroup: (group) => `Moved to ${group}`,
  listen: 'Listen', whisper: 'Whisper', barge: 'Barge in', stop: 'Stop listening', takeOver: 'Take over', release: 'Force release', setReady: 'Set ready', setNotReady: 'Set not ready', setOffline: 'Sign out', nothingToDo: 'Nothing to do now',
  listening: (mode, agent) => `${mode}: ${agent}`, ringingYou: 'Your phone is ringing: pick it up', bargeFirst: 'Barge in before taking over', stopped: 'Listening has ended', started: (mode) => `${mode}: pick up your phone`, switched: (mode) => `Changed to: ${mode}`,
  releaseTitle: 'Force this call to end?', releaseText: (agent) => `${agent} and the caller are both hung up at once. This is audited.`, released: 'The call was ended',
  takeOverTitle: 'Take this call over?', takeOverText: (agent) => `${agent} leaves and the caller stays with you. It is the call’s one transfer.`, tookOver: 'The call is yours now',
  offlineTitle: 'Sign the agent out?', offlineText: (agent) => `${agent} is signed out and gets no more calls; a call in hand goes on. This is audited.`, stateSet: (agent, state) => `${agent}: ${state}`,
  bargeTitle: 'Barge into this call?', bargeText: 'Caller and agent will both hear you.',
  confirm: 'Yes', cancel: 'Cancel', menuOf: (what) => `Actions: ${what}`, waitingList: 'Callers waiting', agentList: 'Agents', unreachable: 'Phone not registered', headed: 'Moved to the head',
  alarms: 'Alarms', acknowledge: 'Acknowledge', acknowledged: 'Alarm acknowledged', noAlarms: 'No open alarms', timesSince: (times, first) => `${times} times since ${first}`, lastAt: (time) => `Last at ${time}`, more: (count) => `Show ${count} more`, less: 'Show fewer',
  alarm: ALARM_EN, otherAlarm: 'Other alarm',
  states: { offline: 'Signed out', ready: 'Ready', not_ready: 'Not ready', ringing: 'Ringing', talking: 'Talking', on_hold: 'On hold', three_way: 'Three-way', acw: 'Wrap-up' },
  reasons: { break: 'break', lunch: 'lunch', training: 'training', meeting: 'meeting', other: 'other', rna: 'no answer', busy: 'phone busy', unreachable: 'unreachable', declined: 'declined' },
  ranks: { emergency: 'Emergency', elder: 'Elder', return: 'Priority', normal: 'Normal' },
  stages: {
    arriving: 'Arriving', announcement: 'Announcement', queue: 'Waiting', offer: 'Ringing', connecting: 'Connecting', talking: 'Talking', hold: 'On hold', rating: 'Rating', cancelled_announcement: 'Cancelled number', fallback: 'Fallback',
    consulting: 'Consulting', three_way: 'Three-way', transferring: 'Transferring', handed_over: 'Handed over', rescuing: 'Restoring the call', callback_accepted: 'Call-back booked', message: 'Message', booked: 'To be called', dialling: 'Dialling', department: 'Calling the department', asking: 'Automatic call',
  },
}

export const words: Words<typeof zh> = { zh, en }

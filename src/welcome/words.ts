import type { AgentState } from '../contract/agent.ts'
import type { HotlineStatus, MergeMode } from '../contract/hotline.ts'
import type { Language } from '../platform/language.ts'

/** Everything the page says, in one language. */
export interface Words {
  lang: 'zh-CN' | 'en'
  product: string
  what: string
  other: { language: Language; name: string; lang: 'zh-CN' | 'en' }
  signIn: string
  inService: string
  notInService: string
  checks: Readonly<Record<string, string>>
  now: string
  waiting: string
  talking: string
  agents: string
  agentStates: Readonly<Record<AgentState, string>>
  numbers: string
  number: string
  name: string
  mode: string
  today: string
  modes: Readonly<Record<MergeMode, string>>
  statuses: Readonly<Record<HotlineStatus, string>>
  from: string
  until: string
  noNumbers: string
  firstCall: string
  more: string
  apiDocs: string
  version: string
  asOf: string
  refresh: string
  stopRefresh: string
}

const zh: Words = {
  lang: 'zh-CN',
  product: '一号通',
  what: '政务服务便民热线',
  other: { language: 'en', name: 'English', lang: 'en' },
  signIn: '登录工作台',
  inService: '热线服务正常',
  notInService: '热线暂未就绪',
  checks: {
    asterisk: '未与 Asterisk 连通，来电由备用应答接听',
    journal: '数据库暂时无法写入，记录先存入备用文件，通话照常',
    reconciled: '超过一分钟未能与 Asterisk 核对通话',
    disk: '磁盘剩余空间不足',
  },
  now: '当前情况',
  waiting: '排队等待',
  talking: '正在通话',
  agents: '座席',
  agentStates: { ready: '空闲', ringing: '振铃', talking: '通话', on_hold: '保持', three_way: '三方通话', acw: '话后整理', not_ready: '示忙', offline: '离线' },
  numbers: '热线号码',
  number: '号码',
  name: '名称',
  mode: '归并方式',
  today: '今日状态',
  modes: { primary: '主号码', whole_merge: '整体并入', dual_number: '双号并行', sub_center: '设分中心', direct_cancel: '直接取消', emergency: '紧急联动' },
  statuses: { active: '使用中', scheduled: '待过渡', transition: '过渡期', cancelled: '已取消' },
  from: '过渡期始于',
  until: '停用日期',
  noNumbers: '尚未登记号码。',
  firstCall: '拨打第一个电话',
  more: '接口与文档',
  apiDocs: '接口文档',
  version: '版本',
  asOf: '更新于',
  refresh: '每 10 秒自动刷新',
  stopRefresh: '停止自动刷新',
}

const en: Words = {
  lang: 'en',
  product: 'Yihaotong',
  what: 'Government service hotline',
  other: { language: 'zh', name: '简体中文', lang: 'zh-CN' },
  signIn: 'Sign in',
  inService: 'The hotline is in service',
  notInService: 'The hotline is not ready',
  checks: {
    asterisk: 'No link to Asterisk: the fallback answers callers',
    journal: 'The database takes no records: they go to a spare file, and calls go on',
    reconciled: 'Calls have not been compared with Asterisk for over a minute',
    disk: 'The disk is nearly full',
  },
  now: 'Right now',
  waiting: 'Waiting',
  talking: 'Talking',
  agents: 'Agents',
  agentStates: { ready: 'Ready', ringing: 'Ringing', talking: 'Talking', on_hold: 'On hold', three_way: 'Three-way', acw: 'Wrap-up', not_ready: 'Not ready', offline: 'Offline' },
  numbers: 'Hotline numbers',
  number: 'Number',
  name: 'Name',
  mode: 'Merged as',
  today: 'Today',
  modes: { primary: 'Primary', whole_merge: 'Whole merge', dual_number: 'Dual number', sub_center: 'Branch centre', direct_cancel: 'Cancelled at once', emergency: 'Emergency peer' },
  statuses: { active: 'Active', scheduled: 'Scheduled', transition: 'Transition', cancelled: 'Cancelled' },
  from: 'transition from',
  until: 'ends on',
  noNumbers: 'No numbers are registered yet.',
  firstCall: 'The first call',
  more: 'API and documents',
  apiDocs: 'API documentation',
  version: 'Version',
  asOf: 'as of',
  refresh: 'Refresh every 10 seconds',
  stopRefresh: 'Stop refreshing',
}

export const WORDS: Readonly<Record<Language, Words>> = { zh, en }

import type { AgentState } from '../../../../contract/agent.ts'
import type { Words } from '../../../words/language.ts'

interface AgentsWords {
  add: string
  edit: (extension: string) => string
  extension: string
  extensionHelp: string
  name: string
  groups: string
  user: string
  noUser: string
  noUserHelp: string
  valid: string
  always: string
  phone: string
  reachable: string
  unreachable: string
  unknown: string
  state: string
  lastSignIn: string
  never: string
  enabled: string
  disabled: string
  inUse: string
  all: string
  anyGroup: string
  renew: string
  renewWhy: string
  secretTitle: (extension: string) => string
  secretLabel: string
  secretHelp: string
  states: Record<AgentState, string>
  visiting: string
  resident: string
}

export const words: Words<AgentsWords> = {
  zh: {
    add: '新增话务员', edit: (extension) => `座席 ${extension}`, extension: '分机号', extensionHelp: '3 至 6 位数字，启用后不能更改。', name: '显示姓名', groups: '技能组', user: '登录用户', noUser: '未绑定用户',
    noUserHelp: '座席还需要一个登录用户：到“用户与角色”中新增，并填写同一分机号。', valid: '有效期', always: '长期', phone: '话机', reachable: '在线', unreachable: '不在线', unknown: '未知', state: '状态', lastSignIn: '最近登录', never: '从未登录',
    enabled: '启用', disabled: '已停用', inUse: '在用', all: '全部', anyGroup: '全部技能组', renew: '重置话机密码', renewWhy: '原密码立即失效，桌面话机需用新密码重新注册。', secretTitle: (extension) => `分机 ${extension} 的话机密码`, secretLabel: '话机密码',
    secretHelp: '只显示这一次，请抄录到桌面话机。浏览器软电话不需要它。',
    states: { offline: '离线', ready: '示闲', not_ready: '示忙', ringing: '振铃', talking: '通话', on_hold: '保持', three_way: '三方通话', acw: '话后整理' }, visiting: '来访专家', resident: '派驻',
  },
  en: {
    add: 'Add an agent', edit: (extension) => `Seat ${extension}`, extension: 'Extension', extensionHelp: '3 to 6 digits; cannot be changed later.', name: 'Name shown', groups: 'Skill groups', user: 'User', noUser: 'no user',
    noUserHelp: 'A seat needs a user as well: add one under “Users and roles” with the same extension.', valid: 'Valid', always: 'for good', phone: 'Phone', reachable: 'reachable', unreachable: 'not reachable', unknown: 'unknown', state: 'State', lastSignIn: 'Last sign-in', never: 'never',
    enabled: 'In use', disabled: 'disabled', inUse: 'In use', all: 'All', anyGroup: 'All skill groups', renew: 'New phone password', renewWhy: 'The old one ends at once; the desk phone has to register with the new one.', secretTitle: (extension) => `Phone password of ${extension}`, secretLabel: 'Phone password',
    secretHelp: 'Shown this once: put it into the desk phone. The softphone in the browser does not need it.',
    states: { offline: 'signed out', ready: 'ready', not_ready: 'not ready', ringing: 'ringing', talking: 'talking', on_hold: 'on hold', three_way: 'three-way', acw: 'wrap-up' }, visiting: 'visiting', resident: 'resident',
  },
}

import type { Words } from '../../../words/language.ts'

interface UsersWords {
  add: string
  edit: (username: string) => string
  username: string
  usernameHelp: string
  name: string
  role: string
  anyRole: string
  extension: string
  extensionHelp: string
  department: string
  kind: string
  kinds: { staff: string; resident: string; visiting: string }
  validFrom: string
  validUntil: string
  password: string
  passwordHelp: string
  lastSignIn: string
  never: string
  status: string
  active: string
  disabled: string
  signInAllowed: string
  reset: string
  resetWhy: string
  secretTitle: (username: string) => string
  secretHelp: string
  endsSessions: string
}

export const words: Words<UsersWords> = {
  zh: {
    add: '新增用户', edit: (username) => `用户 ${username}`, username: '用户名', usernameHelp: '字母、数字和 . _ -，2 至 64 位，不能更改。', name: '姓名', role: '角色', anyRole: '全部角色', extension: '分机号', extensionHelp: '话务员、专席和班长填写；对应“话务员”页中的座席。',
    department: '所属单位', kind: '人员类别', kinds: { staff: '本中心人员', resident: '部门派驻', visiting: '来访专家' }, validFrom: '可登录首日', validUntil: '可登录末日', password: '初始密码', passwordHelp: '至少 12 位，不含用户名。',
    lastSignIn: '最近登录', never: '从未登录', status: '状态', active: '正常', disabled: '已停用', signInAllowed: '允许登录', reset: '重置密码', resetWhy: '将生成新密码；该用户在所有设备上的登录立即失效。', secretTitle: (username) => `${username} 的新密码`, secretHelp: '只显示这一次，请当面或通过安全渠道告知本人。',
    endsSessions: '修改角色、分机、单位或停用，会使该用户立即退出登录。',
  },
  en: {
    add: 'Add a user', edit: (username) => `User ${username}`, username: 'User name', usernameHelp: 'Letters, digits and . _ -, 2 to 64 of them; cannot be changed.', name: 'Name', role: 'Role', anyRole: 'All roles', extension: 'Extension', extensionHelp: 'For agents, specialists and supervisors: the seat under “Agents”.',
    department: 'Department', kind: 'Belongs to', kinds: { staff: 'own staff', resident: 'sent by a department', visiting: 'visiting' }, validFrom: 'First day of access', validUntil: 'Last day of access', password: 'First password', passwordHelp: 'At least 12 characters, without the user name.',
    lastSignIn: 'Last sign-in', never: 'never', status: 'Status', active: 'active', disabled: 'disabled', signInAllowed: 'May sign in', reset: 'New password', resetWhy: 'A new password is made up; the user is signed out everywhere at once.', secretTitle: (username) => `New password of ${username}`, secretHelp: 'Shown this once: give it to the person themselves, in a safe way.',
    endsSessions: 'A change of role, extension or department, or disabling, signs the user out at once.',
  },
}

import type { RoleName } from '../../contract/user.ts'
import type { Words } from '../words/language.ts'

export type PageName =
  | 'agent' | 'queue' | 'dispatch' | 'callback' | 'unit' | 'tickets' | 'demoPhone' | 'hotlines' | 'prompts' | 'policy' | 'audit' | 'agents' | 'groups' | 'calendar' | 'departments' | 'users' | 'notices' | 'notifications'
  | 'ledger' | 'pool' | 'evaluation' | 'hotlineDay' | 'socialReview' | 'duty' | 'surveys' | 'campaigns'

interface Shell {
  product: string
  what: string
  pages: Record<PageName, string>
  admin: string
  roles: Record<RoleName, string>
  toContent: string
  pagesLabel: string
  signOut: string
  otherLanguage: string
  largeType: string
  shortcuts: string
  shortcutsShort: string
  links: { connecting: string; live: string; lost: string; lostLong: string }
  unsaved: string
  leave: string
  stay: string
  inCall: string
  notYet: string
  notPart: string
  notPartWhy: string
  notFound: string
  notAllowed: string
  toHome: string
  crashed: string
  reload: string
  newVersion: string
  signIn: {
    title: string
    username: string
    password: string
    submit: string
    usernameMissing: string
    passwordMissing: string
    capsLock: string
    wait: (seconds: number) => string
    again: string
    againWhy: string
    offline: string
    help: string
  }
}

export const words: Words<Shell> = {
  zh: {
    product: '一号通',
    what: '政务服务便民热线',
    pages: {
      agent: '话务工作台', queue: '现场监控', dispatch: '派单工作台', callback: '回访回拨', surveys: '自动回访', campaigns: '外呼任务', unit: '待办工单', tickets: '工单', ledger: '跟进台账', pool: '工单监测池', evaluation: '评价与案例', hotlineDay: '热线日', duty: '值班应急', socialReview: '社会评议', demoPhone: '市民电话演示', hotlines: '热线归并', prompts: '语音提示', policy: '运行参数',
      audit: '审计日志', agents: '话务员', groups: '技能组', calendar: '工作日历', departments: '承办单位', users: '用户与角色', notices: '提醒', notifications: '邮件与推送',
    },
    admin: '系统管理',
    roles: {
      admin: '系统管理员', supervisor: '班长', agent: '话务员', specialist: '专席', dispatcher: '派单员', unit: '承办单位经办人', unit_head: '承办单位负责人', callback: '回访员', auditor: '审计员', leader: '分管领导', reviewer: '社会监督员',
    },
    toContent: '跳到正文',
    pagesLabel: '页面导航',
    signOut: '退出登录',
    otherLanguage: 'English',
    largeType: '大字模式',
    shortcuts: '键盘快捷键',
    shortcutsShort: '快捷键',
    links: { connecting: '正在连接', live: '已连接', lost: '连接中断', lostLong: '与服务器的连接中断，正在重连。页面显示的是断线前的情况；正在进行的通话不受影响。' },
    unsaved: '有内容尚未保存，确定离开吗？',
    leave: '离开',
    stay: '留在本页',
    inCall: '您正在通话，退出登录后通话将由系统另行安排。确定退出吗？',
    notYet: '本页正在建设',
    notPart: '当前版本不含此功能',
    notPartWhy: '该页面将在后续版本提供。',
    notFound: '没有这个页面',
    notAllowed: '您的角色无权使用此页面',
    toHome: '返回首页',
    crashed: '页面出错了',
    reload: '重新加载',
    newVersion: '系统已更新，请重新加载页面。',
    signIn: {
      title: '登录', username: '用户名', password: '密码', submit: '登录', usernameMissing: '请输入用户名', passwordMissing: '请输入密码', capsLock: '大写锁定已开启',
      wait: (seconds) => `尝试次数过多，请 ${seconds} 秒后再试。`,
      again: '登录已失效', againWhy: '请重新登录，页面上已填写的内容会保留。', offline: '暂时连不上服务器，请检查网络。', help: '忘记密码请联系系统管理员。',
    },
  },
  en: {
    product: 'Yihaotong',
    what: 'Government service hotline',
    pages: {
      agent: 'Workplace', queue: 'Floor', dispatch: 'Dispatch', callback: 'Call-backs', surveys: 'Automatic call-backs', campaigns: 'Campaigns', unit: 'My desk', tickets: 'Tickets', ledger: 'Ledger', pool: 'Monitoring pool', evaluation: 'Evaluation', duty: 'Duty', hotlineDay: 'Hotline day', socialReview: 'Social review', demoPhone: 'Citizen’s phone (demo)', hotlines: 'Hotlines', prompts: 'Prompts', policy: 'Policy values',
      audit: 'Audit log', agents: 'Agents', groups: 'Skill groups', calendar: 'Working days', departments: 'Departments', users: 'Users and roles', notices: 'Notices', notifications: 'Mail and events',
    },
    admin: 'Administration',
    roles: {
      admin: 'Administrator', supervisor: 'Supervisor', agent: 'Agent', specialist: 'Specialist', dispatcher: 'Dispatcher', unit: 'Department clerk', unit_head: 'Department head', callback: 'Call-back agent', auditor: 'Auditor', leader: 'Leader', reviewer: 'Social reviewer',
    },
    toContent: 'Skip to content',
    pagesLabel: 'Pages',
    signOut: 'Sign out',
    otherLanguage: '中文',
    largeType: 'Large type',
    shortcuts: 'Keyboard shortcuts',
    shortcutsShort: 'Keys',
    links: { connecting: 'Connecting', live: 'Connected', lost: 'Connection lost', lostLong: 'The connection to the server is lost; trying again. What you see is as of then. A call in progress goes on.' },
    unsaved: 'Something is not saved yet. Leave all the same?',
    leave: 'Leave',
    stay: 'Stay',
    inCall: 'You are on a call. If you sign out, the caller is passed on. Sign out all the same?',
    notYet: 'This page is being built',
    notPart: 'Not part of this version',
    notPartWhy: 'This page comes with a later version.',
    notFound: 'There is no such page',
    notAllowed: 'Your role may not use this page',
    toHome: 'To my start page',
    crashed: 'Something went wrong on this page',
    reload: 'Load again',
    newVersion: 'The system was updated. Please load the page again.',
    signIn: {
      title: 'Sign in', username: 'User name', password: 'Password', submit: 'Sign in', usernameMissing: 'Enter your user name', passwordMissing: 'Enter your password', capsLock: 'Caps Lock is on',
      wait: (seconds) => `Too many attempts. Try again in ${seconds} s.`,
      again: 'You have been signed out', againWhy: 'Sign in again; what you typed on the page is kept.', offline: 'The server cannot be reached. Check the network.', help: 'Forgotten your password? Ask your administrator.',
    },
  },
}

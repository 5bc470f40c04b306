import type { MailWhen } from '../../../contract/notify.ts'
import type { Words } from '../../words/language.ts'

interface NoticesWords {
  title: string
  filter: string
  all: string
  unseen: string
  seen: string
  kind: string
  everyKind: string
  ticket: string
  none: string
  noneWhy: string
  more: string
  settings: string
  settingsOf: string
  volume: string
  volumeHelp: string
  listen: string
  toasts: string
  browser: string
  browserAllow: string
  browserDenied: string
  browserAllowed: string
  browserNone: string
  quiet: string
  quietHelp: string
  from: string
  until: string
  mailTo: string
  mailHelp: string
  mailWhen: string
  mailWhens: Record<MailWhen, string>
  mailLanguage: string
  muted: string
  mutedHelp: string
}

export const words: Words<NoticesWords> = {
  zh: {
    title: '提醒记录', filter: '是否已看', all: '全部', unseen: '未看', seen: '已看', kind: '提醒类型', everyKind: '全部类型', ticket: '工单编号', none: '没有提醒', noneWhy: '与本岗位有关的工单有新情况时会提醒。', more: '更早的提醒', settings: '提醒设置', settingsOf: '我的提醒设置',
    volume: '紧急提示音音量', volumeHelp: '紧急工单无人接手时持续响铃，不能静音。', listen: '试听', toasts: '紧要提醒在页面右下角弹出', browser: '页面在后台时使用浏览器通知', browserAllow: '允许浏览器通知', browserDenied: '浏览器已禁止本站通知，请在浏览器地址栏左侧的网站设置中允许。', browserAllowed: '浏览器已允许通知。', browserNone: '本浏览器不支持通知，或页面不是 https 访问。',
    quiet: '免打扰时段', quietHelp: '时段内只提醒紧急工单，其余在时段结束后发送。', from: '开始', until: '结束', mailTo: '接收邮箱', mailHelp: '邮件只含工单编号、提醒类型、期限和链接，不含诉求内容和个人信息。留空则不发邮件。', mailWhen: '邮件提醒', mailWhens: { off: '不发', soon: '只发紧要的', all: '全部（一般提醒合并发送）' }, mailLanguage: '邮件语言', muted: '不需要弹出和邮件的类型', mutedHelp: '仍会出现在提醒列表中；紧急工单始终提醒。',
  },
  en: {
    title: 'Notices', filter: 'Seen or not', all: 'All', unseen: 'Unseen', seen: 'Seen', kind: 'Kind', everyKind: 'Every kind', ticket: 'Ticket number', none: 'No notices', noneWhy: 'You are told when something about your tickets happens.', more: 'Earlier ones', settings: 'Settings', settingsOf: 'How I am told',
    volume: 'Volume of the emergency sound', volumeHelp: 'It sounds until somebody takes the emergency, and cannot be silenced.', listen: 'Listen', toasts: 'What is urgent pops up at the bottom right', browser: 'Notifications of the browser while the page is not looked at', browserAllow: 'Allow notifications', browserDenied: 'The browser forbids them: allow them in the settings of this site, left of the address.', browserAllowed: 'The browser allows them.', browserNone: 'This browser has none, or the page was not opened by https.',
    quiet: 'Quiet hours', quietHelp: 'Only emergencies are told then; the rest is mailed when they are over.', from: 'From', until: 'Until', mailTo: 'Mail address', mailHelp: 'Mails have the number, kind, term and link, and nothing of the matter. Empty: no mail.', mailWhen: 'By mail', mailWhens: { off: 'nothing', soon: 'what is urgent', all: 'everything; the rest gathered' }, mailLanguage: 'Language of mails', muted: 'Kinds without pop-ups and mails', mutedHelp: 'They are in the list all the same; emergencies are always told.',
  },
}

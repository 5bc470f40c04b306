import type { DeliveryState, WebhookEvent } from '../../../../contract/notify.ts'
import type { Words } from '../../../words/language.ts'

interface NotificationsWords {
  mail: string
  mailNone: string
  mailHow: string
  server: string
  from: string
  encrypted: string
  plain: string
  waiting: string
  dead: string
  lastSent: string
  never: string
  lastError: string
  test: string
  testTo: string
  testSent: string
  testFailed: string
  webhooks: string
  webhooksHelp: string
  add: string
  edit: string
  name: string
  url: string
  urlHelp: string
  eventsLabel: string
  active: string
  off: string
  secret: string
  secretHelp: string
  newSecret: string
  newSecretWhy: string
  remove: string
  removeWhy: string
  testEvent: string
  testEventSent: string
  resendAll: string
  resent: (n: number) => string
  deliveries: string
  deliveriesNone: string
  deliveriesHelp: string
  to: string
  what: string
  state: string
  tries: string
  error: string
  placed: string
  next: string
  resend: string
  notices: (n: string) => string
  events: Record<WebhookEvent | 'test', string>
  states: Record<DeliveryState, string>
}

export const words: Words<NotificationsWords> = {
  zh: {
    mail: '邮件', mailNone: '尚未配置邮件服务器', mailHow: '请在启动环境中设置 YHT_SMTP 和 YHT_MAIL_FROM 后重启，详见文档 docs/notifications.md。未配置时，提醒只在系统内送达。', server: '邮件服务器', from: '发件人', encrypted: '加密传输', plain: '未加密', waiting: '待发送', dead: '未能送达', lastSent: '最近发出', never: '尚无', lastError: '最近一次失败',
    test: '发送测试邮件', testTo: '收件邮箱', testSent: '邮件服务器已接收', testFailed: '发送失败',
    webhooks: '事件推送', webhooksHelp: '工单受理、派发、办结等事件实时推送到其他业务系统（如智慧城市平台）。只含编号、类别、状态和时间，不含诉求内容和个人信息；保密工单和分平台工单不推送。', add: '添加接收系统', edit: '修改接收系统', name: '系统名称', url: '接收地址', urlHelp: '以 https:// 开头。内网地址须先在运行参数“允许推送的内部网段”中登记。', eventsLabel: '推送的事件', active: '启用', off: '已停用',
    secret: '签名密钥', secretHelp: '密钥只显示这一次，请交给对方系统用于校验签名。', newSecret: '更换密钥', newSecretWhy: '更换后，旧密钥签名立即停用，对方须同时更换。', remove: '删除', removeWhy: '删除后不再推送，尚未送达的事件一并删除。', testEvent: '推送测试事件', testEventSent: '测试事件已提交，送达情况见下方记录', resendAll: '全部重发', resent: (n) => `已重新发送 ${n} 条`,
    deliveries: '待发送与未能送达', deliveriesNone: '没有待发送或未能送达的', deliveriesHelp: '未送达的会自动重试；超过时限后停止，可在此人工重发。', to: '接收方', what: '内容', state: '状态', tries: '已尝试', error: '原因', placed: '产生时间', next: '下次尝试', resend: '重发', notices: (n) => `提醒邮件（${n} 条）`,
    events: { accepted: '已受理', emergency: '紧急工单', dispatched: '已派单', signed: '已签收', returned: '已退回', replied: '已答复', rework: '返工重办', overdue: '超期', closed: '已办结', rejected: '不予受理', transferred: '已移交', reopened: '重新办理', test: '测试' },
    states: { waiting: '待发送', sending: '发送中', sent: '已送达', dropped: '已无须发送', dead: '未能送达' },
  },
  en: {
    mail: 'Mail', mailNone: 'No mail server is set up', mailHow: 'Set YHT_SMTP and YHT_MAIL_FROM in the environment and restart; see docs/notifications.md. Without it people are told in the product only.', server: 'Mail server', from: 'From', encrypted: 'encrypted', plain: 'not encrypted', waiting: 'Waiting', dead: 'Not delivered', lastSent: 'Last sent', never: 'never', lastError: 'Last failure',
    test: 'Send a test mail', testTo: 'To', testSent: 'The mail server has taken it', testFailed: 'Not sent',
    webhooks: 'Events for other systems', webhooksHelp: 'Other systems, such as a smart-city platform, are told when tickets are taken, dispatched, closed. Numbers, codes and times only; nothing of confidential matters or of a sub-platform.', add: 'Add a system', edit: 'Change a system', name: 'Name', url: 'Address', urlHelp: 'Begins with https://. Addresses inside the house must be in the policy value “Networks for events” first.', eventsLabel: 'Events', active: 'Active', off: 'off',
    secret: 'Secret', secretHelp: 'It is shown this once: the other system checks our signature with it.', newSecret: 'New secret', newSecretWhy: 'The old one is no longer used from now on; the other system must change it too.', remove: 'Remove', removeWhy: 'It is told nothing any more, and what waits for it is deleted.', testEvent: 'Send a test event', testEventSent: 'A test event is on its way; see below', resendAll: 'Send all again', resent: (n) => `${n} sent again`,
    deliveries: 'Waiting, and not delivered', deliveriesNone: 'Nothing waits, nothing was given up', deliveriesHelp: 'What does not get through is tried again by itself; after its time it is given up and can be sent again here.', to: 'To', what: 'What', state: 'State', tries: 'Tries', error: 'Why', placed: 'Since', next: 'Next try', resend: 'Send again', notices: (n) => `Mail (${n})`,
    events: { accepted: 'accepted', emergency: 'emergency', dispatched: 'dispatched', signed: 'signed for', returned: 'returned', replied: 'replied', rework: 'done again', overdue: 'overdue', closed: 'closed', rejected: 'rejected', transferred: 'transferred', reopened: 'reopened', test: 'test' },
    states: { waiting: 'waiting', sending: 'being sent', sent: 'sent', dropped: 'not needed any more', dead: 'not delivered' },
  },
}

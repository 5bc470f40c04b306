import { expect, it } from 'vitest'
import { type MailItem, mailText } from './mail-text.ts'

const frame = { language: 'zh', site: '晋城12345政务服务便民热线', timeZone: 'Asia/Shanghai', panel: 'https://12345.example.cn' } as const
const at = Date.parse('2026-11-23T14:00:00+08:00')
const item = (over: Partial<MailItem> = {}): MailItem => ({ ticketNo: 'JC20261123000001', sense: 'dispatched', urgency: 'soon', at, dueBy: Date.parse('2026-11-30T23:59:59+08:00'), ...over })

it('a mail about one notice says its kind, number, term and link', () => {
  expect(mailText([item()], frame)).toEqual({
    subject: '新派工单：工单 JC20261123000001',
    text: `晋城12345政务服务便民热线提醒您：

【新派工单】工单 JC20261123000001
  提醒时间 2026/11/23 14:00　办理期限 2026/11/30 23:59
  https://12345.example.cn/tickets/JC20261123000001

工单内容请登录系统查看。本邮件由系统自动发出，请勿回复；接收方式可在“提醒设置”中修改：https://12345.example.cn/notices
`,
  })
})

it('a mail about several begins with what is most urgent, then with what is due first', () => {
  const { subject, text } = mailText([item({ ticketNo: 'JC3', sense: 'review', urgency: 'later', dueBy: null }), item({ ticketNo: 'JC2', dueBy: at + 2 }), item({ ticketNo: 'JC1', dueBy: at + 1 }), item({ ticketNo: 'JC0', sense: 'emergency', urgency: 'emergency', dueBy: null })], { ...frame, language: 'en' })
  expect(subject).toBe('[Emergency] 4 notices about 12345 tickets')
  expect([...text.matchAll(/\] ticket (JC\d)/g)].map(([, no]) => no)).toEqual(['JC0', 'JC1', 'JC2', 'JC3'])
})

it('a mail lists fifty and says how many more there are', () => {
  const { subject, text } = mailText(Array.from({ length: 63 }, (_, n) => item({ ticketNo: `JC${n}` })), frame)
  expect([subject, text.match(/【新派工单】/g)?.length]).toEqual(['12345 工单提醒 63 条', 50])
  expect(text).toContain('另有 13 条，请登录系统查看：https://12345.example.cn/notices')
})

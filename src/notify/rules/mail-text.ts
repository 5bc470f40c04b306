import { NOTICE_WORDS, type NoticeSense } from '../../contract/notice-words.ts'
import type { NoticeUrgency } from '../../contract/ticket-notice.ts'

export interface MailItem {
  ticketNo: string
  sense: NoticeSense
  urgency: NoticeUrgency
  at: number
  dueBy: number | null
}

export interface MailFrame {
  language: 'zh' | 'en'
  /** "晋城12345政务服务便民热线". */
  site: string
  timeZone: string
  /** Where the panel is, without a slash at the end: "https://12345.example.gov.cn". */
  panel: string
}

const SHOWN = 50

/** A mail without anything personal and without a word of the ticket: number, kind, term and link. */
export function mailText(items: readonly MailItem[], frame: MailFrame): { subject: string; text: string } {
  const [say, words] = [frame.language === 'zh' ? ZH : EN, NOTICE_WORDS[frame.language]]
  const when = (at: number): string => new Intl.DateTimeFormat(frame.language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: frame.timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false }).format(at)
  const sorted = items.toSorted((a, b) => rank(a) - rank(b) || (a.dueBy ?? Infinity) - (b.dueBy ?? Infinity) || a.at - b.at)
  const [first] = sorted
  const subject = first && items.length === 1 ? say.one(words[first.sense], first.ticketNo) : say.many(items.length)
  const lines = sorted.slice(0, SHOWN).map(({ ticketNo, sense, at, dueBy }) => [
    say.line(words[sense], ticketNo),
    `  ${say.told} ${when(at)}${dueBy === null ? '' : `　${say.due} ${when(dueBy)}`}`,
    `  ${frame.panel}/tickets/${ticketNo}`,
  ].join('\n'))
  const more = items.length > SHOWN ? [say.more(items.length - SHOWN, `${frame.panel}/notices`)] : []
  return { subject: `${first?.urgency === 'emergency' ? say.emergency : ''}${subject}`, text: `${[say.begin(frame.site), ...lines, ...more, say.end(`${frame.panel}/notices`)].join('\n\n')}\n` }
}

const rank = ({ urgency }: MailItem): number => ['emergency', 'soon', 'later'].indexOf(urgency)

const ZH = {
  emergency: '【紧急】',
  one: (kind: string, ticketNo: string) => `${kind}：工单 ${ticketNo}`,
  many: (n: number) => `12345 工单提醒 ${n} 条`,
  line: (kind: string, ticketNo: string) => `【${kind}】工单 ${ticketNo}`,
  told: '提醒时间',
  due: '办理期限',
  more: (n: number, link: string) => `另有 ${n} 条，请登录系统查看：${link}`,
  begin: (site: string) => `${site}提醒您：`,
  end: (link: string) => `工单内容请登录系统查看。本邮件由系统自动发出，请勿回复；接收方式可在“提醒设置”中修改：${link}`,
}

const EN: typeof ZH = {
  emergency: '[Emergency] ',
  one: (kind, ticketNo) => `${kind}: ticket ${ticketNo}`,
  many: (n) => `${n} notices about 12345 tickets`,
  line: (kind, ticketNo) => `[${kind}] ticket ${ticketNo}`,
  told: 'Told',
  due: 'due',
  more: (n, link) => `And ${n} more: ${link}`,
  begin: (site) => `From ${site}:`,
  end: (link) => `What the tickets are about stands in the system. This mail was sent automatically, do not answer it; choose what you are mailed at ${link}`,
}

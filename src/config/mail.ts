import type { SmtpSettings } from '../notify/smtp.ts'
import type { Reader } from './environment.ts'

const ADDRESS = /^(?:[^<>\r\n]{0,60}<[^\s<>@]+@[\w.-]+>|[^\s<>@]+@[\w.-]+)$/
const ALLOWED = 'smtp://user:password@host:587 (STARTTLS), smtps://user:password@host:465, or smtp://host:25?tls=none for a relay that knows no TLS'

/**
 * YHT_SMTP and YHT_MAIL_FROM; null = no mail is sent. Names and passwords are percent-encoded. What is complained of never
 * repeats the password.
 */
export function readMail({ text, problems }: Reader): SmtpSettings | null {
  const [given, from] = [text('YHT_SMTP', ''), text('YHT_MAIL_FROM', '')]
  if (given === '') return null
  if (!ADDRESS.test(from)) problems.push(`YHT_MAIL_FROM is "${from}", but must be an address such as 12345@example.gov.cn or 12345热线 <12345@example.gov.cn>.`)
  const settings = settingsOf(given)
  if (settings === null) {
    problems.push(`YHT_SMTP must be ${ALLOWED}.`)
    return null
  }
  if (settings.tls === 'none' && settings.password !== null && !isHere(settings.host)) problems.push('YHT_SMTP has a password, but ?tls=none: it would be sent in the open.')
  return { ...settings, from }
}

function settingsOf(given: string): Omit<SmtpSettings, 'from'> | null {
  if (!URL.canParse(given)) return null
  const { protocol, hostname, port, username, password, searchParams, pathname } = new URL(given)
  const asked = searchParams.get('tls')
  if (!['smtp:', 'smtps:'].includes(protocol) || hostname === '' || !['', '/'].includes(pathname) || ![null, 'none'].includes(asked)) return null
  const direct = protocol === 'smtps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  return {
    host, port: Number(port || (direct ? 465 : 587)), tls: direct ? 'direct' : asked === 'none' ? 'none' : 'upgrade',
    user: username === '' ? null : decodeURIComponent(username), password: password === '' ? null : decodeURIComponent(password),
  }
}

const isHere = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host)

/** Where people open the panel, for links in mails: YHT_PUBLIC_URL. */
export function readPanelUrl({ text, complain }: Reader, otherwise: string): string {
  const value = text('YHT_PUBLIC_URL', '')
  if (value === '') return otherwise
  const fits = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).search === ''
  if (!fits) complain('YHT_PUBLIC_URL', value, 'the address of the panel, such as https://12345.example.gov.cn')
  return value.replace(/\/+$/, '')
}

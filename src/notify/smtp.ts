import type { Failure, Tried } from '../platform/courier.ts'

/** Where mails are handed in; see config.ts. */
export interface SmtpSettings {
  host: string
  port: number
  /** direct: TLS from the first byte (465). upgrade: STARTTLS, and nothing without it. none: within this machine, or where somebody asked for it. */
  tls: 'direct' | 'upgrade' | 'none'
  /** Name and password, if the server asks for them. */
  user: string | null
  password: string | null
  from: string
}

export interface Letter {
  /** The same for all tries: a server that has it already knows it by this. */
  id: string
  to: string
  subject: string
  text: string
}

export interface PostOffice {
  send: (letter: Letter, timeoutMs: number) => Promise<Tried | Failure>
}

/** Hands mails in by SMTP (RFC 5321), each in a connection of its own. Certificates are checked; NODE_EXTRA_CA_CERTS names a city's own authority. */
export function smtpOffice({ host, port, tls, user, password, from }: SmtpSettings, now: () => number): PostOffice {
  return {
    async send({ id, to, subject, text }, timeoutMs) {
      const { createTransport } = await import('nodemailer') // only where mail is set up
      const transport = createTransport({
        host, port, secure: tls === 'direct', requireTLS: tls === 'upgrade', ignoreTLS: tls === 'none',
        ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
        connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true,
      })
      try {
        const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, headers, messageId: `<${id}@${domainOf(from)}>`, date: new Date(now()) })
        return { how: 'delivered' }
      } catch (error) {
        const said = saidBy(error, to)
        return isForGood(error) ? { how: 'dead', at: now(), error: said } : { error: said }
      } finally {
        transport.close()
      }
    },
  }
}

/** Nobody of that address there: asking again would change nothing (RFC 5321 §4.2.1). Anything else may be mended by somebody. */
function isForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) return false
  return Number(error.responseCode) >= 500 && error.command === 'RCPT TO'
}

/** What went wrong, without the address and without what nodemailer knows of the password. */
function saidBy(error: unknown, to: string): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replaceAll(to, '…').replaceAll(/[\w.+-]+@[\w.-]+/g, '…').slice(0, 200)
}

export const domainOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'

/**
 * Whether a SIP message (RFC 3261) from a browser may go on to Asterisk: what begins something new must say that it is
 * from the browser's own phone. Asterisk tells phones apart by that name, and takes what it does not know, coming from its
 * own machine, for the carrier. Answers, and requests inside a dialog (their To has a tag), belong to what Asterisk began.
 */
export function mayPass(message: string, user: string): boolean {
  const head = (message.split('\r\n\r\n', 1)[0] ?? '').replace(/\r?\n[ \t]+/g, ' ')
  const [first = '', ...lines] = head.split(/\r?\n/)
  if (first.startsWith('SIP/2.0 ')) return true
  if (!/^[A-Z]{3,12} \S+ SIP\/2\.0$/.test(first)) return false
  const valuesOf = (name: RegExp): string[] => lines.filter((line) => name.test(line)).map((line) => line.slice(line.indexOf(':') + 1).trim())
  const [from, ...others] = valuesOf(/^(from|f)[ \t]*:/i)
  const [to, ...more] = valuesOf(/^(to|t)[ \t]*:/i)
  if (from === undefined || to === undefined || others.length + more.length > 0) return false
  return /;[ \t]*tag[ \t]*=/i.test(to.replace(/^("[^"]*")?[^<]*<[^>]*>/, '')) || userIn(from) === user
}

/** The user of a From header: `"name" <sip:user@host>;tag=…` or `sip:user@host;tag=…`. */
const userIn = (value: string): string | null => /^(?:"(?:[^"\\]|\\.)*"|[^<"]*)?[ \t]*<sips?:([^@;>:]+)(?::[^@>]*)?@[^>]*>/i.exec(value)?.[1] ?? /^sips?:([^@;>:]+)@/i.exec(value)?.[1] ?? null

/** Bytes that only keep the connection open (RFC 5626 §3.5.1). */
export const isKeepAlive = (message: string): boolean => /^[\r\n]*$/.test(message)

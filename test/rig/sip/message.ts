// SIP messages as data (RFC 3261 §7, §25). Only what the rig's phones need.

export type Header = readonly [name: string, value: string]

export interface SipRequest {
  kind: 'request'
  method: string
  uri: string
  headers: readonly Header[]
  body: string
}

export interface SipResponse {
  kind: 'response'
  status: number
  reason: string
  headers: readonly Header[]
  body: string
}

export type SipMessage = SipRequest | SipResponse

const COMPACT: Readonly<Record<string, string>> = {
  v: 'via', f: 'from', t: 'to', i: 'call-id', m: 'contact', l: 'content-length', c: 'content-type', e: 'content-encoding', s: 'subject', k: 'supported',
}

/** Reads one datagram. Undefined when it is no SIP message (keep-alives, noise). */
export function parseMessage(text: string): SipMessage | undefined {
  const split = text.indexOf('\r\n\r\n')
  if (split < 0) return undefined
  const [first = '', ...lines] = text.slice(0, split).replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = lines.flatMap((line): Header[] => {
    const colon = line.indexOf(':')
    if (colon < 0) return []
    const name = line.slice(0, colon).trim()
    return [[COMPACT[name.toLowerCase()] ?? name, line.slice(colon + 1).trim()]]
  })
  const body = text.slice(split + 4)
  const status = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(first)
  if (status) return { kind: 'response', status: Number(status[1]), reason: status[2] ?? '', headers, body }
  const request = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(first)
  return request ? { kind: 'request', method: request[1] ?? '', uri: request[2] ?? '', headers, body } : undefined
}

export function formatMessage(message: SipMessage): string {
  const first =
    message.kind === 'request' ? `${message.method} ${message.uri} SIP/2.0` : `SIP/2.0 ${message.status} ${message.reason}`
  const headers = message.headers.filter(([name]) => name.toLowerCase() !== 'content-length')
  const lines = [...headers, ['Content-Length', String(Buffer.byteLength(message.body))] as const]
  return `${first}\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${message.body}`
}

export function headers(message: SipMessage, name: string): string[] {
  return message.headers.filter(([n]) => n.toLowerCase() === name.toLowerCase()).map(([, value]) => value)
}

/** First value of the header, '' when absent. */
export const header = (message: SipMessage, name: string): string => headers(message, name)[0] ?? ''

export const tagOf = (value: string): string => /;\s*tag=([^;>\s]+)/i.exec(value.replace(/<[^>]*>/, ''))?.[1] ?? ''
export const branchOf = (message: SipMessage): string => /;\s*branch=([^;,\s]+)/i.exec(header(message, 'via'))?.[1] ?? ''
export const methodOf = (message: SipMessage): string =>
  message.kind === 'request' ? message.method : (header(message, 'cseq').split(/\s+/)[1] ?? '')
/** The URI of a From, To, Contact or Route header. */
export const uriOf = (value: string): string => /<([^>]*)>/.exec(value)?.[1] ?? value.split(';')[0] ?? value
/** The user part of a URI: "sip:12345@host" → "12345". */
export const userOf = (uri: string): string => /^sips?:([^@;]+)@/.exec(uri)?.[1] ?? ''
/** The display name of a From or To header, without quotes. */
export const displayNameOf = (value: string): string => /^\s*"?([^"<]*?)"?\s*</.exec(value)?.[1] ?? ''

/** A response to the request with the headers RFC 3261 §8.2.6.2 copies. */
export function responseTo(request: SipRequest, status: number, reason: string, toTag: string): SipResponse {
  const to = header(request, 'to')
  return {
    kind: 'response',
    status,
    reason,
    headers: [
      ...headers(request, 'via').map((via): Header => ['Via', via]),
      ['From', header(request, 'from')],
      ['To', tagOf(to) || status === 100 ? to : `${to};tag=${toTag}`],
      ['Call-ID', header(request, 'call-id')],
      ['CSeq', header(request, 'cseq')],
      ...headers(request, 'record-route').map((route): Header => ['Record-Route', route]),
    ],
    body: '',
  }
}

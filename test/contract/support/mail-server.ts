import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'

export interface Received {
  to: string[]
  subject: string
  text: string
  messageId: string
  /** Whether it came encrypted, and as whom it was handed in. */
  secure: boolean
  user: string
}

const header = (raw: string, name: string): string => new RegExp(`^${name}: ?((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'im').exec(raw)?.[1]?.replaceAll(/\r?\n[ \t]+/g, ' ') ?? ''
/** RFC 2047, as mailers write it. */
const words = (text: string): string => text.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, coded: string) => (how.toLowerCase() === 'b' ? Buffer.from(coded, 'base64').toString() : quoted(coded.replaceAll('_', ' '))))
const quoted = (text: string): string => Buffer.from(text.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString()

function bodyOf(raw: string): string {
  const body = raw.slice(raw.search(/\r?\n\r?\n/)).trim()
  const how = header(raw, 'Content-Transfer-Encoding').toLowerCase()
  return (how === 'base64' ? Buffer.from(body, 'base64').toString() : how === 'quoted-printable' ? quoted(body) : body).replaceAll('\r\n', '\n')
}

function certificate(): { key: Buffer; cert: Buffer; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'yht-mail-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'], { stdio: 'ignore' })
  return { key: readFileSync(key), cert: readFileSync(cert), file: cert }
}

interface Wishes {
  port?: number
  tls?: 'upgrade'
  password?: string
  refuse?: (address: string) => boolean
}

/** A mail server of its own that keeps what it is given. */
export async function mailServer({ port = 0, tls, password, refuse = () => false }: Wishes = {}) {
  const got: Received[] = []
  const own = tls ? certificate() : undefined
  const server = new SMTPServer({
    ...(own ? { key: own.key, cert: own.cert } : { hideSTARTTLS: true }), authOptional: password === undefined, allowInsecureAuth: tls === undefined, disableReverseLookup: true,
    onAuth: ({ password: given }, _session, done) => (given === password ? done(null, { user: 'hotline' }) : done(new Error('wrong password'))),
    onRcptTo: ({ address }, _session, done) => (refuse(address) ? done(Object.assign(new Error('nobody of that name'), { responseCode: 550 })) : done()),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString()
        got.push({ to: session.envelope.rcptTo.map(({ address }) => address), subject: words(header(raw, 'Subject')), text: bodyOf(raw), messageId: header(raw, 'Message-ID'), secure: session.secure === true, user: String(session.user ?? '') })
        done()
      })
    },
  })
  server.on('error', () => {}) // a client that went away
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', () => done()))
  return { got, port: (server.server.address() as AddressInfo).port, authority: own?.file ?? null, close: async () => await new Promise<void>((done) => server.close(() => done())) }
}

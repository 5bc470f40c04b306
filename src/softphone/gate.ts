import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import type { Extension } from '../contract/ids.ts'
import type { Principal } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { rateLimiter } from '../platform/rate-limit.ts'
import { isCrossSite, sessionToken } from '../platform/session-token.ts'
import { isKeepAlive, mayPass } from './rules/from.ts'
import type { DemoPhones } from './demo-phones.ts'
import type { Softphones } from './softphones.ts'

export interface GateNeeds {
  server: Server
  /** Asterisk's HTTP port, on this machine. */
  asteriskPort: number
  identify: (token: string) => Promise<{ user: Principal; session: string } | null>
  softphones: Pick<Softphones, 'tabOf' | 'onTaken'>
  demo: Pick<DemoPhones, 'userAt'> | null
  userOf: (extension: Extension) => string
  /** The page that had the softphone has gone: reloaded or closed. */
  onLeft: (extension: Extension) => void
  clock: Clock
  log: Log
}

/** One browser, and the connection to Asterisk that is its own. */
interface Line {
  /** Null for a citizen's phone. */
  extension: Extension | null
  tab: string
  browser: WebSocket
  asterisk: WebSocket
  heard: boolean
}

type Admitted = { extension: Extension | null; tab: string; user: string }

const PATH = '/sip'
const MESSAGE_MAX_BYTES = 32_768
const UNSENT_MAX_BYTES = 1_000_000
const MESSAGES = { burst: 200, perSecond: 50 }
/** Two unanswered pings and the connection is half open. */
const PING_EVERY_MS = 5_000
const LINES_MAX = 2_000
const LINES_PER_PHONE_MAX = 4
/** The page is going away (RFC 6455 §7.4.1). */
const GOING_AWAY = 1_001
/** Ours: the softphone is another tab's, or was signed off, or its session ended. */
export const CLOSED = { another_tab: 4_001, closed: 4_002, session_ended: 4_003 } as const

/**
 * /sip: SIP over WebSocket (RFC 7118) for whoever is signed in and has an extension, forwarded to Asterisk, whose HTTP
 * port nobody else reaches. The browser is told the truth about Asterisk: when that cannot be reached, neither can this.
 */
export function openGate(needs: GateNeeds): { connected: (tab: string) => boolean; stop: () => void } {
  const { server, log, clock, softphones } = needs
  const lines = new Set<Line>()
  const limit = rateLimiter(MESSAGES, clock.now)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_MAX_BYTES, perMessageDeflate: false, handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false) })
  let stopping = false
  let serial = 0

  async function admit(request: IncomingMessage): Promise<Admitted | number> {
    if (isCrossSite(request.headers)) return 403
    if (!(request.headers['sec-websocket-protocol'] ?? '').split(',').some((name) => name.trim() === 'sip')) return 400
    const tab = new URL(request.url ?? '', 'http://local.invalid').searchParams.get('tab') ?? ''
    const citizen = needs.demo?.userAt(tab)
    if (citizen) return { extension: null, tab, user: citizen }
    const token = sessionToken(request.headers)
    const known = token && (await needs.identify(token.token))
    if (!known) return 401
    const { extension } = known.user
    const current = extension && softphones.tabOf(extension)
    if (!extension || !current) return 403
    if (tab !== '' && tab !== current) return 409
    return { extension, tab: current, user: needs.userOf(extension) }
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const admitted = lines.size >= LINES_MAX ? 503 : await admit(request)
    if (typeof admitted === 'number') return refuse(socket, admitted)
    if ([...lines].filter(({ tab }) => tab === admitted.tab).length >= LINES_PER_PHONE_MAX) return refuse(socket, 429)
    const asterisk = await reach(needs.asteriskPort)
    if (!asterisk || socket.destroyed) {
      asterisk?.terminate()
      return refuse(socket, 503)
    }
    sockets.handleUpgrade(request, socket, head, (browser) => join(browser, asterisk, admitted))
  }

  function join(browser: WebSocket, asterisk: WebSocket, { extension, tab, user }: Admitted): void {
    const line: Line = { extension, tab, browser, asterisk, heard: true }
    const key = String((serial += 1))
    lines.add(line)
    log.debug('a softphone is connected', { user })
    browser.on('message', (data, binary) => {
      line.heard = true
      const message = textOf(data)
      if (isKeepAlive(message)) return
      if (binary || limit(key) > 0 || !mayPass(message, user)) {
        log.warn('a softphone was cut off for what it sent', { user, first: message.slice(0, 40) })
        return drop(line, 1_008)
      }
      pass(line, asterisk, message)
    })
    asterisk.on('message', (data) => pass(line, browser, textOf(data)))
    browser.on('pong', () => (line.heard = true))
    browser.on('close', (code) => over(line, code))
    asterisk.on('close', () => drop(line, 1_012))
    for (const end of [browser, asterisk]) end.on('error', (error) => log.debug('a softphone’s connection failed', { user, error }))
    if (asterisk.readyState !== WebSocket.OPEN) drop(line, 1_012)
  }

  function pass(line: Line, to: WebSocket, message: string): void {
    if (to.readyState !== WebSocket.OPEN) return
    if (to.bufferedAmount > UNSENT_MAX_BYTES) return drop(line, 1_013)
    to.send(message)
  }

  /** Told once for each page: what it had goes on in whichever comes next, or with somebody else. */
  function over(line: Line, code: number): void {
    if (!lines.delete(line)) return
    line.asterisk.close()
    const { extension, tab } = line
    if (stopping || code !== GOING_AWAY || extension === null || softphones.tabOf(extension) !== tab) return
    if (![...lines].some((other) => other.tab === tab)) needs.onLeft(extension)
  }

  function drop(line: Line, code: number): void {
    line.browser.close(code)
    line.asterisk.close()
  }

  softphones.onTaken((extension, tab, why) => {
    for (const line of lines) if (line.extension === extension && line.tab === tab) drop(line, CLOSED[why])
  })

  const listener = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    if (path.startsWith('/socket.io')) return
    socket.on('error', () => socket.destroy())
    if (path !== PATH) return refuse(socket, 404)
    upgrade(request, socket, head).catch((error: unknown) => {
      log.error('a softphone could not be let in', { error })
      refuse(socket, 500)
    })
  }
  server.on('upgrade', listener)

  const pinging = clock.every(PING_EVERY_MS, () => {
    for (const line of lines) {
      if (!line.heard) line.browser.terminate()
      line.heard = false
      line.browser.ping()
    }
  })

  return {
    /** Whether the page of this tab is there. */
    connected: (tab) => [...lines].some((line) => line.tab === tab),
    stop() {
      stopping = true
      pinging()
      server.off('upgrade', listener)
      for (const { browser, asterisk } of lines) {
        browser.close(1_012)
        asterisk.close()
      }
    },
  }
}

const textOf = (data: RawData): string => (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8')

const REASONS: Readonly<Record<number, string>> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict', 429: 'Too Many Requests', 500: 'Internal Server Error', 503: 'Service Unavailable' }

function refuse(socket: Duplex, status: number): void {
  if (!socket.destroyed) socket.end(`HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** A connection of its own for each browser, so that Asterisk tells them apart and knows when one is gone. */
const reach = (port: number): Promise<WebSocket | null> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, 'sip', { perMessageDeflate: false, handshakeTimeout: 2_000, maxPayload: 65_536 })
    socket.once('open', () => resolve(socket))
    socket.once('error', () => resolve(null))
  })

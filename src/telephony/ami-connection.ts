import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { type AmiMessage, type AmiSession, openAmi } from './ami-session.ts'
import { unsendable } from './rules/ami-fields.ts'

const RETRY_AFTER_MS = [1_000, 2_000, 5_000, 10_000] as const
const PING_EVERY_MS = 10_000

/** `timeout` may have been carried out; `unavailable` was not sent or lost with the connection. */
export class AmiFault extends Error {
  override readonly name = 'AmiFault'
  readonly why: 'refused' | 'timeout' | 'unavailable'

  constructor(why: 'refused' | 'timeout' | 'unavailable', detail: string) {
    super(detail)
    this.why = why
  }
}

export interface AmiSettings {
  host: string
  port: number
  user: string
  password: string
  /** Of one action; also of connecting and logging in. */
  timeoutMs: number
  clock: Clock
  log: Log
}

type Fields = Readonly<Record<string, string>>

export interface AmiConnection {
  start: () => void
  stop: () => void
  up: () => boolean
  /** Rejects with AmiFault: line breaks in `fields`, an Error response, no answer, no connection. */
  action: (name: string, fields?: Fields) => Promise<AmiMessage>
  /** For actions that answer with a list of events; resolves to those, without the closing one. */
  list: (name: string, fields?: Fields) => Promise<readonly AmiMessage[]>
  /** Field names in lower case. */
  onEvent: (listener: (event: AmiMessage) => void) => void
  onLink: (listener: (state: 'up' | 'down') => void) => void
}

interface Pending {
  rows: AmiMessage[]
  isList: boolean
  resolve: (rows: readonly AmiMessage[]) => void
  reject: (error: AmiFault) => void
  cancelTimeout: () => void
}

/** One connection to the Asterisk Manager Interface, kept for ever. Nothing asked of it stays unanswered. */
export function amiConnection(settings: AmiSettings): AmiConnection {
  const { clock, log, timeoutMs } = settings
  const pending = new Map<string, Pending>()
  const events: ((event: AmiMessage) => void)[] = []
  const links: ((state: 'up' | 'down') => void)[] = []
  let lastId = 0
  let session: AmiSession | null = null

  function settle(id: string, how: (asked: Pending) => void): void {
    const asked = pending.get(id)
    if (!asked) return
    pending.delete(id)
    asked.cancelTimeout()
    how(asked)
  }
  function respond(id: string, response: AmiMessage): void {
    const asked = pending.get(id)
    if (response['response'] === 'Error') {
      const empty = asked?.isList && /^No (Contacts|members|.* found)/i.test(response['message'] ?? '')
      return settle(id, ({ resolve, reject }) => (empty ? resolve([]) : reject(new AmiFault('refused', response['message'] ?? 'refused'))))
    }
    if (!asked?.isList) settle(id, ({ resolve }) => resolve([response]))
  }
  function hear(event: AmiMessage): void {
    const asked = pending.get(event['actionid'] ?? '')
    if (!asked?.isList) return tell(events, event)
    if (event['eventlist'] !== undefined && /complete/i.test(event['eventlist'])) settle(event['actionid'] ?? '', ({ resolve, rows }) => resolve(rows))
    else asked.rows.push(event)
  }
  function tell<T>(listeners: readonly ((what: T) => void)[], what: T): void {
    for (const listener of listeners) {
      try {
        listener(what)
      } catch (error) {
        log.error('a listener of AMI failed', { error })
      }
    }
  }
  function ask(name: string, fields: Fields, isList: boolean): Promise<readonly AmiMessage[]> {
    const wrong = unsendable({ ...fields, Action: name })
    if (wrong) return Promise.reject(new AmiFault('refused', wrong))
    const open = session
    if (!open) return Promise.reject(new AmiFault('unavailable', 'not connected to AMI'))
    const id = `yht-${++lastId}`
    return new Promise((resolve, reject) => {
      const cancelTimeout = clock.at(clock.now() + timeoutMs, () =>
        settle(id, () => reject(new AmiFault('timeout', `no answer to ${name} within ${timeoutMs} ms`))),
      )
      pending.set(id, { rows: [], isList, resolve, reject, cancelTimeout })
      open.send({ ...fields, action: name, actionid: id }, (response) => respond(id, response))
    })
  }

  const kept = keepSession(settings, {
    onOpen(opened) {
      session = opened
      tell(links, 'up')
    },
    onEvent: hear,
    onDown() {
      session = null
      for (const id of pending.keys()) settle(id, ({ reject }) => reject(new AmiFault('unavailable', 'the connection to AMI was lost')))
      tell(links, 'down')
    },
    ping: () => ask('Ping', {}, false),
  })
  return {
    start: kept.start,
    stop: kept.stop,
    up: () => session !== null,
    action: async (name, fields = {}) => (await ask(name, fields, false))[0] ?? {},
    list: (name, fields = {}) => ask(name, fields, true),
    onEvent: (listener) => void events.push(listener),
    onLink: (listener) => void links.push(listener),
  }
}

interface Told {
  onOpen: (session: AmiSession) => void
  onEvent: (event: AmiMessage) => void
  onDown: () => void
  ping: () => Promise<unknown>
}

/** Connects again after 1, 2, 5, then every 10 s; a connection that does not answer a ping is ended. */
function keepSession(settings: AmiSettings, { onOpen, onEvent, onDown, ping }: Told) {
  const { clock, log, timeoutMs } = settings
  let running = false
  let attempt = 0
  let open = false
  let cancel = (): void => {}
  let stopPing = (): void => {}
  let current: { close: () => void } | null = null

  function closed(why: string): void {
    cancel()
    stopPing()
    current = null
    if (open) onDown()
    if (running && (open || attempt === 0)) log.warn('not connected to AMI; recording and contact states wait', { why })
    open = false
    if (!running) return
    const wait = RETRY_AFTER_MS[Math.min(attempt++, RETRY_AFTER_MS.length - 1)] ?? 10_000
    cancel = clock.at(clock.now() + wait, connect)
  }
  function connect(): void {
    const mine = openAmi({
      ...settings,
      onEvent,
      onClosed: closed,
      onOpen(session) {
        cancel()
        attempt = 0
        open = true
        log.info('connected to AMI')
        stopPing = clock.every(PING_EVERY_MS, () => void ping().catch(() => mine.close()))
        onOpen(session)
      },
    })
    current = mine
    cancel = clock.at(clock.now() + timeoutMs, () => mine.close())
  }
  return {
    start: (): void => {
      running = true
      connect()
    },
    stop: (): void => {
      running = false
      cancel()
      current?.close()
    },
  }
}

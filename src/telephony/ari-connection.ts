import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { HEARTBEAT, heartbeat, pinging } from './ari-heartbeat.ts'
import { type KeptSocket, keptSocket, type KeptSocketWishes } from './ari-kept-socket.ts'
import { type AriOperations, ariOperations, AriRefusal } from './ari-operations.ts'
import { type AriRequests, ariRequests } from './ari-requests.ts'
import type { AriReply, AriRequest, AriSocket } from './ari-socket.ts'
import { checkVersion } from './rules/version.ts'

/** Asterisk tells these many times per call and nobody here asks for them (performance: half of Node's cost). */
const UNHEARD = ['ChannelVarset', 'Dial', 'ChannelConnectedLine', 'ChannelLeftBridge', 'BridgeDestroyed', 'ChannelDialplan', 'BridgeCreated', 'ChannelCallerId', 'PlaybackStarted', 'PlaybackContinuing', 'ChannelHold', 'ChannelUnhold']
const TIMEOUTS_OF_A_SICK_LINK = 3
const PING = { method: 'GET', path: 'asterisk/ping', query: [] } as const
const STOPPED = 'stopped'
const UNHEARD_EVENTS_MAX = 10_000

export type RawEvent = { type: string } & Record<string, unknown>

export interface AriSettings {
  host: string
  port: number
  user: string
  password: string
  /** Application of this server, e.g. "hotline-n1": its events come here and calls are claimed for it. */
  app: string
  /** Names of further sockets that only carry requests. */
  restApps: readonly string[]
  policy: Policy['ari']
  clock: Clock
  log: Log
  /** In [0, 1). */
  random: () => number
  /** Milliseconds that go on while the wall clock is set. */
  monotonic: () => number
  /** Another server has taken our application: this one must end. */
  onStolen: () => void
}

export interface AriConnection {
  start: () => void
  stop: () => void
  onEvent: (listener: (event: RawEvent) => void) => void
  onLink: (listener: (state: 'up' | 'down') => void) => void
  /** Null while there is no link. */
  operations: () => AriOperations | null
  /** Up, heartbeats come back, and answers too. */
  healthy: () => boolean
}

/** One socket for events, some for requests, kept for ever. */
export function ariConnection(settings: AriSettings): AriConnection {
  const { app, policy, clock, log } = settings
  const requests = ariRequests(clock, policy.commandTimeoutMs)
  const told = listeners(log)
  const carriers = settings.restApps.map((name) => carrier(settings, name, requests))
  const beating = heartbeat({
    ...settings,
    drop: (why) => events.drop(why),
    // Whether answers come in time again must be known without a caller to try it on.
    onBeat: () => requests.timeoutsInARow() > 0 && void requests.send(PING, 0).catch(() => {}),
  })
  let operations: AriOperations | null = null
  let state: 'up' | 'down' | 'stolen' = 'down'
  let early: RawEvent[] = []

  function goDown(why: string, to: 'down' | 'stolen'): void {
    const was = state
    state = to
    early = []
    requests.refuseAll(why)
    if (was === 'up') told.link('down')
  }
  function stolen(): void {
    if (state === 'stolen') return
    goDown('another server has taken our application', 'stolen')
    stop()
    log.error('another server has taken our ARI application; this one must end', { app })
    settings.onStolen()
  }
  function stop(): void {
    beating.stop()
    events.stop(STOPPED)
    for (const kept of carriers) kept.stop(STOPPED)
  }
  function hear(event: RawEvent): void {
    if (event.type === 'ApplicationReplaced') return stolen()
    if (event.type === 'ChannelUserevent' && event['eventname'] === HEARTBEAT) return beating.heard()
    if (state === 'up') told.event(event)
    else if (early.length < UNHEARD_EVENTS_MAX) early.push(event)
  }
  async function prepare(socket: AriSocket): Promise<void> {
    early = []
    await introduce(socket, app)
    await beating.first(socket)
    requests.addSocket(socket, 'standIn')
    try {
      operations ??= await ariOperations((request, priority) => requests.send(request, priority))
    } catch (error) {
      requests.removeSocket(socket)
      throw error
    }
  }
  const events: KeptSocket = keptSocket({
    ...socketWishes(settings, app),
    onEvent: hear,
    prepare,
    onUp(socket) {
      state = 'up'
      log.info('connected to Asterisk', { app })
      beating.watch(socket)
      for (const kept of carriers) kept.start()
      told.link('up')
      for (const event of early.splice(0)) told.event(event)
    },
    onDown(socket, why) {
      beating.watch(null)
      requests.removeSocket(socket)
      for (const kept of carriers) kept.stop(why)
      if (why !== STOPPED) log.warn('lost the connection to Asterisk', { app, why })
      goDown(why, state === 'stolen' ? 'stolen' : 'down')
    },
    onFailed: failures(log, app),
  })

  return {
    start() {
      beating.start()
      events.start()
    },
    stop,
    onEvent: told.onEvent,
    onLink: told.onLink,
    operations: () => (state === 'up' ? operations : null),
    healthy: () => state === 'up' && beating.regular() && requests.timeoutsInARow() < TIMEOUTS_OF_A_SICK_LINK,
  }
}

function socketWishes(settings: AriSettings, app: string) {
  const { host, port, user, password, policy, clock, random, log } = settings
  return {
    host,
    port,
    user,
    password,
    app,
    clock,
    random,
    handshakeTimeoutMs: policy.commandTimeoutMs,
    readyWithinMs: 4 * policy.commandTimeoutMs,
    onGarbage: (error: unknown) => log.warn('a message from Asterisk could not be used', { app, error }),
  } satisfies Partial<KeptSocketWishes>
}

/** A socket that only carries requests; events of its application would be nobody's. */
function carrier(settings: AriSettings, app: string, requests: AriRequests): KeptSocket {
  const pings = pinging(settings.policy, settings.clock, (why) => kept.drop(why))
  const kept: KeptSocket = keptSocket({
    ...socketWishes(settings, app),
    onEvent: () => {},
    prepare: () => Promise.resolve(),
    onUp(socket) {
      requests.addSocket(socket, 'carrier')
      pings.watch(socket)
    },
    onDown(socket) {
      pings.stop()
      requests.removeSocket(socket)
    },
    onFailed: failures(settings.log, app),
  })
  return kept
}

async function answered(socket: AriSocket, request: AriRequest): Promise<AriReply> {
  const reply = await socket.request(request)
  if (reply.status >= 300) throw new AriRefusal(reply.status, `${request.method} ${request.path}: ${reply.status} ${reply.reason}`)
  return reply
}

/** Refuses an Asterisk that is too old, and sets the event filter, which outlives connections. */
async function introduce(socket: AriSocket, app: string): Promise<void> {
  const info = await answered(socket, { method: 'GET', path: 'asterisk/info', query: [{ name: 'only', value: 'system' }] })
  const { system } = JSON.parse(info.body) as { system?: { version?: string } }
  const wrong = checkVersion(system?.version ?? '')
  if (wrong) throw new Error(wrong)
  const body = JSON.stringify({ disallowed: UNHEARD.map((type) => ({ type })) })
  await answered(socket, { method: 'PUT', path: `applications/${app}/eventFilter`, query: [], body })
}

/** Says each new reason once: a password is wrong = somebody must act; anything else is Asterisk not being there yet. */
function failures(log: Log, app: string) {
  let last = ''
  return (why: string, status: number | null): void => {
    if (why === last) return
    last = why
    if (status === 401 || status === 403) log.error('Asterisk refuses our ARI user; check its password in ari.conf', { app, status })
    else log.warn('cannot connect to Asterisk yet', { app, why })
  }
}

/** What a listener throws is logged; the others still hear. */
function listeners(log: Log) {
  const ofEvent: ((event: RawEvent) => void)[] = []
  const ofLink: ((state: 'up' | 'down') => void)[] = []
  function tell<T>(all: readonly ((told: T) => void)[], what: T, type: string): void {
    for (const listener of all) {
      try {
        listener(what)
      } catch (error) {
        log.error('a listener of telephony failed', { type, error })
      }
    }
  }
  return {
    onEvent: (listener: (event: RawEvent) => void) => void ofEvent.push(listener),
    onLink: (listener: (state: 'up' | 'down') => void) => void ofLink.push(listener),
    event: (event: RawEvent) => tell(ofEvent, event, event.type),
    link: (state: 'up' | 'down') => tell(ofLink, state, state),
  }
}

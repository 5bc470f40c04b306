import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { AriSocket } from './ari-socket.ts'

export const HEARTBEAT = 'yht-heartbeat'
/** No timer for this long: the process was stopped, and what it believes may be old. */
const STOOD_STILL_MS = 5_000

interface Needs {
  app: string
  policy: Policy['ari']
  clock: Clock
  monotonic: () => number
  /** Ends the connection, so that a new one is made. */
  drop: (why: string) => void
  /** Called with each beat that is sent. */
  onBeat: () => void
}

/**
 * Sends ourselves an event through Asterisk every second. Only what comes back on our own event socket
 * counts: that catches a half-open connection and an application name taken by another server, which a
 * WebSocket ping would not.
 */
export function heartbeat({ app, policy, clock, monotonic, drop, onBeat }: Needs) {
  const beat = { method: 'POST', path: `events/user/${HEARTBEAT}`, query: [{ name: 'application', value: app }] }
  let watched: AriSocket | null = null
  let unanswered = 0
  let lastTickAt = monotonic()
  let stop = (): void => {}
  let onHeard = (): void => {}

  const tooMany = policy.heartbeatMissesMax
  const stillMs = Math.max(STOOD_STILL_MS, 3 * policy.heartbeatEveryMs)

  function tick(): void {
    const stillFor = monotonic() - lastTickAt
    lastTickAt = monotonic()
    if (!watched) return
    if (stillFor > stillMs) return drop(`this process stood still for ${Math.round(stillFor)} ms`)
    if (unanswered >= tooMany) return drop(`${unanswered} heartbeats did not come back`)
    unanswered++
    watched.request(beat).catch(() => {}) // a closed socket tells of itself
    onBeat()
  }

  return {
    start() {
      lastTickAt = monotonic()
      stop = clock.every(policy.heartbeatEveryMs, tick)
    },
    stop() {
      stop()
      watched = null
    },
    heard() {
      unanswered = 0
      onHeard()
    },
    /** Resolves when the first heartbeat has come back: events of our application reach this socket. */
    async first(socket: AriSocket): Promise<void> {
      watched = null
      const heard = new Promise<void>((done) => (onHeard = done))
      const { status, reason } = await socket.request(beat)
      if (status >= 300) throw new Error(`heartbeat refused: ${status} ${reason}`)
      await heard
    },
    watch(socket: AriSocket | null) {
      unanswered = 0
      watched = socket
    },
    regular: () => unanswered <= 1,
  }
}

/** For a socket without events: asks for an answer every second, and drops a connection that gives none. */
export function pinging(policy: Policy['ari'], clock: Clock, drop: (why: string) => void) {
  let unanswered = 0
  let stop = (): void => {}
  return {
    watch(socket: AriSocket) {
      unanswered = 0
      stop = clock.every(policy.heartbeatEveryMs, () => {
        if (unanswered >= policy.heartbeatMissesMax) return drop(`${unanswered} pings were not answered`)
        unanswered++
        socket.request({ method: 'GET', path: 'asterisk/ping', query: [] }).then(
          () => (unanswered = 0),
          () => {}, // a closed socket tells of itself
        )
      })
    },
    stop: () => stop(),
  }
}

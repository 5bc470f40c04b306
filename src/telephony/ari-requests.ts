import type { Clock } from '../platform/clock.ts'
import { type AriReply, type AriRequest, type AriSocket, SocketClosed } from './ari-socket.ts'
import { PRIORITIES, type Priority } from './rules/priority.ts'

// Every REST request goes through here: bounded, by priority, spread over the sockets. Asterisk carries
// out the requests of one socket one after another, so more than two on their way to one only hide the
// order we want.

const ON_ONE_SOCKET = 2
const QUEUE_MAX = 1_000

/** `timeout` may have been carried out; `unavailable` was refused here or lost with the connection. */
export class AriFault extends Error {
  override readonly name = 'AriFault'
  readonly why: 'timeout' | 'unavailable'

  constructor(why: 'timeout' | 'unavailable', detail: string) {
    super(detail)
    this.why = why
  }
}

interface Wanted {
  request: AriRequest
  resolve: (reply: AriReply) => void
  reject: (error: AriFault) => void
  cancelTimeout: () => void
  settled: boolean
}

export interface AriRequests {
  /** Rejects with AriFault. The timeout counts from here, waiting included. */
  send: (request: AriRequest, priority: Priority) => Promise<AriReply>
  /** A stand-in carries requests only while there is no other socket. */
  addSocket: (socket: AriSocket, as: 'carrier' | 'standIn') => void
  removeSocket: (socket: AriSocket) => void
  /** Everything that still waits is refused. */
  refuseAll: (detail: string) => void
  waiting: () => number
  /** Timeouts since the last answer that came in time. */
  timeoutsInARow: () => number
}

export function ariRequests(clock: Clock, timeoutMs: number): AriRequests {
  const carriers: AriSocket[] = []
  const standIns: AriSocket[] = []
  const sockets = () => (carriers.length > 0 ? carriers : standIns)
  const queues: Wanted[][] = Array.from({ length: PRIORITIES }, () => [])
  let waiting = 0
  let timeouts = 0

  function next(): Wanted | undefined {
    for (const queue of queues) {
      for (let wanted = queue.shift(); wanted; wanted = queue.shift()) {
        if (wanted.settled) continue
        waiting--
        return wanted
      }
    }
    return undefined
  }
  function settle(wanted: Wanted): boolean {
    if (wanted.settled) return false
    wanted.settled = true
    wanted.cancelTimeout()
    return true
  }
  function dispatch(): void {
    while (waiting > 0) {
      const socket = leastBusy(sockets())
      if (!socket) return
      const wanted = next()
      if (!wanted) return
      void carry(socket, wanted)
    }
  }
  async function carry(socket: AriSocket, wanted: Wanted): Promise<void> {
    try {
      const reply = await socket.request(wanted.request)
      if (settle(wanted)) {
        timeouts = 0
        wanted.resolve(reply)
      }
    } catch (error) {
      if (settle(wanted)) wanted.reject(new AriFault('unavailable', error instanceof SocketClosed ? error.message : String(error)))
    }
    dispatch()
  }
  function expire(wanted: Wanted, sent: boolean): void {
    if (!settle(wanted)) return
    timeouts++
    if (!sent) waiting--
    wanted.reject(new AriFault('timeout', `no answer to ${wanted.request.method} ${wanted.request.path} within ${timeoutMs} ms`))
  }

  return {
    send(request, priority) {
      if (sockets().length === 0) return Promise.reject(new AriFault('unavailable', 'not connected to Asterisk'))
      if (waiting >= QUEUE_MAX) return Promise.reject(new AriFault('unavailable', `${QUEUE_MAX} requests are waiting`))
      return new Promise((resolve, reject) => {
        const queue = queues[priority] ?? []
        const wanted: Wanted = { request, resolve, reject, settled: false, cancelTimeout: () => {} }
        wanted.cancelTimeout = clock.at(clock.now() + timeoutMs, () => expire(wanted, !queue.includes(wanted)))
        queue.push(wanted)
        waiting++
        dispatch()
      })
    },
    addSocket(socket, as) {
      ;(as === 'carrier' ? carriers : standIns).push(socket)
      dispatch()
    },
    removeSocket(socket) {
      for (const sockets of [carriers, standIns]) {
        const i = sockets.indexOf(socket)
        if (i >= 0) sockets.splice(i, 1)
      }
      dispatch()
    },
    refuseAll(detail) {
      for (let wanted = next(); wanted; wanted = next()) if (settle(wanted)) wanted.reject(new AriFault('unavailable', detail))
    },
    waiting: () => waiting,
    timeoutsInARow: () => timeouts,
  }
}

function leastBusy(sockets: readonly AriSocket[]): AriSocket | undefined {
  let best: AriSocket | undefined
  for (const socket of sockets) {
    if (socket.inFlight() < ON_ONE_SOCKET && (!best || socket.inFlight() < best.inFlight())) best = socket
  }
  return best
}

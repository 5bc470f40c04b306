import type { Outcome, Telephony, TelephonyEvent } from '../telephony/port.ts'
import { live, type Board } from './board.ts'
import type { Random } from './rules/random.ts'
import { execute } from './switchboard.ts'
import type { VirtualTime } from './virtual-time.ts'

const UNAVAILABLE: Outcome = { ok: false, why: 'unavailable', detail: 'simulated' }

/** One run of the server, from its start until it is killed. Nothing it does after that reaches the world. */
export interface Life {
  alive: boolean
}

/** The connection between Asterisk and the server that lives now: in order, a little late, and cut at times. */
export interface LineToAsterisk {
  /** New callers are given to the server. */
  accepting: () => boolean
  isUp: () => boolean
  setUp: (up: boolean) => void
  /** Tells the server of today what Asterisk tells. */
  tell: (event: TelephonyEvent) => void
  /** A server has started: from now on it is the one that is told. */
  connect: (life: Life, board: Board) => Telephony
}

interface Server {
  life: Life
  accepts: boolean
  hear: (event: TelephonyEvent) => void
  link: (state: 'up' | 'down') => void
}

export function lineToAsterisk(time: VirtualTime, chance: Random, latencyMs: number, trace: (what: string, data: unknown) => void): LineToAsterisk {
  let up = true
  let server: Server | null = null
  const toServer = inOrder(time, chance, latencyMs)
  const toAsterisk = inOrder(time, chance, latencyMs)

  function connect(life: Life, board: Board): Telephony {
    const mine: Server = { life, accepts: false, hear: () => {}, link: () => {} }
    server = mine
    return {
      onEvent: (listener) => void (mine.hear = listener),
      onLink(listener) {
        mine.link = listener
        if (up) toServer(() => void (life.alive && up && listener('up')))
      },
      acceptCalls: (accept) => void (mine.accepts = accept),
      perform: (command) =>
        new Promise((resolve) => {
          if (!life.alive) return
          if (!up) return resolve(UNAVAILABLE)
          // What has left the server arrives even when the server dies meanwhile.
          toAsterisk(() => {
            const outcome = up ? execute(board, command) : UNAVAILABLE
            trace('carried out', { command, outcome })
            resolve(outcome)
          })
        }),
      live: () =>
        new Promise((resolve, reject) => {
          if (!up) return reject(new Error('the link is down'))
          // The answer keeps its place among the events.
          toAsterisk(() => {
            const found = live(board)
            toServer(() => (up ? resolve(found) : reject(new Error('the link was lost'))))
          })
        }),
    }
  }

  return {
    accepting: () => up && server !== null && server.life.alive && server.accepts,
    isUp: () => up,
    setUp(now) {
      up = now
      trace('link', { up })
      if (server?.life.alive) server.link(now ? 'up' : 'down')
    },
    tell(event) {
      trace('happened', event)
      const to = server
      if (to && up) toServer(() => void (to.life.alive && up && to.hear(event)))
    },
    connect,
  }
}

/** Things arrive up to `latencyMs` later, never before what was sent earlier. */
function inOrder(time: VirtualTime, chance: Random, latencyMs: number): (task: () => void) => void {
  let last = 0
  return (task) => {
    last = Math.max(last, time.now() + (latencyMs > 0 ? chance.below(latencyMs + 1) : 0))
    time.at(last, task)
  }
}

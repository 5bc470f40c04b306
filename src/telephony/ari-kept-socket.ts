import type { Clock } from '../platform/clock.ts'
import { type AriSocket, HandshakeRefused, openAriSocket, type SocketWishes } from './ari-socket.ts'
import { backoffMs } from './rules/backoff.ts'

export interface KeptSocketWishes extends Omit<SocketWishes, 'onClosed'> {
  clock: Clock
  /** In [0, 1). */
  random: () => number
  /** Opening and preparing together may take this long. */
  readyWithinMs: number
  /** Makes a fresh connection usable; a rejection ends it. */
  prepare: (socket: AriSocket) => Promise<void>
  onUp: (socket: AriSocket) => void
  /** Told once for each onUp. */
  onDown: (socket: AriSocket, why: string) => void
  /** Told for each failed try. `status` is that of a refused handshake. */
  onFailed: (why: string, status: number | null) => void
}

export interface KeptSocket {
  start: () => void
  /** Ends this connection; the next try follows. */
  drop: (why: string) => void
  /** Ends for good. */
  stop: (why: string) => void
}

/** Keeps one connection to Asterisk, trying again for ever with full jitter. */
export function keptSocket(wishes: KeptSocketWishes): KeptSocket {
  const { clock, random, prepare, onUp, onDown, onFailed, readyWithinMs } = wishes
  let running = false
  let attempt = 0
  /** Numbers the tries, so that what belongs to an earlier one is told apart. */
  let turn = 0
  let socket: AriSocket | null = null
  let up = false
  let cancel = (): void => {}

  function lost(why: string, status: number | null = null): void {
    turn++
    cancel()
    const old = socket
    const wasUp = up
    socket = null
    up = false
    old?.drop()
    if (running) cancel = clock.at(clock.now() + backoffMs(attempt++, random()), () => void connect())
    if (wasUp && old) onDown(old, why)
    else if (running) onFailed(why, status)
  }

  async function connect(): Promise<void> {
    const mine = ++turn
    cancel = clock.at(clock.now() + readyWithinMs, () => lost(`not ready within ${readyWithinMs} ms`))
    try {
      const opened = await openAriSocket({ ...wishes, onClosed: () => mine === turn && lost('Asterisk closed the connection') })
      if (mine !== turn) return opened.drop()
      socket = opened
      await prepare(opened)
      if (mine !== turn) return
      cancel()
      attempt = 0
      up = true
      onUp(opened)
    } catch (error) {
      if (mine !== turn) return
      lost(error instanceof Error ? error.message : String(error), error instanceof HandshakeRefused ? error.status : null)
    }
  }

  return {
    start() {
      running = true
      void connect()
    },
    drop: (why) => lost(why),
    stop(why) {
      running = false
      if (socket || turn > 0) lost(why)
    },
  }
}

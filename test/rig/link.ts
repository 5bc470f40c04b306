import { createServer, connect } from 'node:net'
import type { Socket } from 'node:net'
import { once } from 'node:events'

/** What the line between server and Asterisk does with bytes and with new connections. */
export type LinkMode =
  | 'passes'
  /** Nothing arrives any more, and nobody is told: a half-open connection. */
  | 'swallows'
  /** Answers every HTTP request with 503, as Asterisk does while it boots. */
  | 'says 503'
  | 'refuses'

export interface Link {
  set: (mode: LinkMode) => void
  /** Connections made so far. */
  connections: () => number
  close: () => Promise<void>
}

const BUSY = 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

/** A TCP line from `port` to `target` on this machine that can be broken in several ways while it is used. */
export async function openLink(port: number, target: number): Promise<Link> {
  let mode: LinkMode = 'passes'
  let count = 0
  const open = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    return socket
  }

  const server = createServer((near) => {
    count += 1
    keep(near)
    if (mode === 'refuses') return near.destroy()
    if (mode === 'says 503') return near.once('data', () => near.end(BUSY))
    const far = keep(connect(target, '127.0.0.1'))
    near.on('data', (bytes) => mode !== 'swallows' && far.write(bytes))
    far.on('data', (bytes) => mode !== 'swallows' && near.write(bytes))
    near.on('close', () => far.destroy())
    far.on('close', () => mode !== 'swallows' && near.destroy())
    return undefined
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  return {
    set: (next) => void (mode = next),
    connections: () => count,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

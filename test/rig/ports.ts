import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

// Suites, other suites and a running product share one machine. Each rig takes a block of 1,000 ports,
// held by an open TCP port at its start; the blocks lie below Linux's ephemeral range (32768…) and away
// from the product's defaults (5060, 8088, 10000–10999, 12345).

const FIRST = 19_000
const BLOCKS = 13
const SIZE = 1_000

export interface PortBlock {
  http: number
  ari: number
  ami: number
  sip: number
  /** Where the carrier of the rig listens: calls come from here, outbound calls go here. */
  trunk: number
  /** For something between the server and Asterisk. */
  link: number
  /** For SIPp and other programs of one test: `sipp(n)` SIP, `sippMedia(n)` RTP. */
  sipp: (n: number) => number
  sippMedia: (n: number) => number
  /** Asterisk's RTP: 250 call legs. */
  rtp: { start: number; end: number }
  /** Another even port for a phone's RTP at each call. */
  voice: () => number
  free: () => Promise<void>
}

async function hold(port: number): Promise<Server | undefined> {
  const server = createServer()
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true })
    await once(server, 'listening')
    return server.unref()
  } catch {
    return undefined
  }
}

async function tcpIsFree(port: number): Promise<boolean> {
  const server = await hold(port)
  if (!server) return false
  server.close()
  await once(server, 'close')
  return true
}

async function udpIsFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    socket.bind(port, '127.0.0.1')
    await once(socket, 'listening')
    socket.close()
    await once(socket, 'close')
    return true
  } catch {
    return false
  }
}

function layOut(base: number, guard: Server): PortBlock {
  let next = 0
  return {
    http: base + 1, ari: base + 2, ami: base + 3, sip: base + 4, trunk: base + 5, link: base + 6,
    sipp: (n) => base + 10 + n,
    sippMedia: (n) => base + 100 + n * 10,
    rtp: { start: base + 200, end: base + 699 },
    voice: () => base + 700 + 2 * (next++ % 150),
    async free() {
      guard.close()
      await once(guard, 'close')
    },
  }
}

/** A block nobody else uses, until `free`. Throws when all are taken. */
export async function reservePorts(): Promise<PortBlock> {
  const start = Math.floor(Math.random() * BLOCKS)
  for (let n = 0; n < BLOCKS; n += 1) {
    const base = FIRST + ((start + n) % BLOCKS) * SIZE
    const guard = await hold(base)
    if (!guard) continue
    const tcp = await Promise.all([1, 2, 3].map((p) => tcpIsFree(base + p)))
    const udp = await Promise.all([4, 5, 200, 450, 700].map((p) => udpIsFree(base + p)))
    if ([...tcp, ...udp].every(Boolean)) return layOut(base, guard)
    guard.close()
  }
  throw new Error(`no free block of ports between ${FIRST} and ${FIRST + BLOCKS * SIZE}`)
}

import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { Socket } from 'node:dgram'

export interface StreamQuality {
  packets: number
  /** Packets per second over the window. */
  rate: number
  /** Sequence numbers that never came. */
  lost: number
  /** Longest time between two packets, ms. */
  maxGapMs: number
  /** Pauses longer than 60 ms: three packets of 20 ms missed their time. */
  longGaps: number
}

const LONG_GAP_MS = 60

interface Stream {
  packets: number
  lost: number
  maxGapMs: number
  longGaps: number
  lastAt: number
  lastSequence: number
}

function take(stream: Stream, packet: Buffer, at: number): void {
  if (packet.length < 12 || (packet[0] ?? 0) >> 6 !== 2) return
  const sequence = packet.readUInt16BE(2)
  const marker = ((packet[1] ?? 0) & 0x80) !== 0
  if (stream.packets > 0) {
    const gap = at - stream.lastAt
    stream.maxGapMs = Math.max(stream.maxGapMs, gap)
    if (gap > LONG_GAP_MS) stream.longGaps += 1
    // The marker bit begins a new talkspurt (RFC 3551 §4.1), where a jump of the sequence is no loss.
    if (!marker) stream.lost += Math.max(0, ((sequence - stream.lastSequence + 65_536) % 65_536) - 1)
  }
  stream.packets += 1
  stream.lastAt = at
  stream.lastSequence = sequence
}

export interface RtpSink {
  ports: readonly number[]
  /** Forgets what came so far and measures from now. */
  restart: () => void
  qualities: () => StreamQuality[]
  close: () => void
}

/** One UDP port for each sampled caller; counts what arrives (RTP, RFC 3550 §5.1). */
export async function openRtpSink(count: number): Promise<RtpSink> {
  const fresh = (): Stream => ({ packets: 0, lost: 0, maxGapMs: 0, longGaps: 0, lastAt: 0, lastSequence: 0 })
  const streams = Array.from({ length: count }, fresh)
  let startedAt = performance.now()
  const sockets: Socket[] = []
  for (let index = 0; index < count; index += 1) {
    const socket = createSocket('udp4')
    socket.on('message', (packet) => {
      const stream = streams[index]
      if (stream) take(stream, packet, performance.now())
    })
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    sockets.push(socket)
  }
  return {
    ports: sockets.map((socket) => socket.address().port),
    restart() {
      startedAt = performance.now()
      for (const [index] of streams.entries()) streams[index] = fresh()
    },
    qualities() {
      const seconds = (performance.now() - startedAt) / 1000
      return streams.map(({ packets, lost, maxGapMs, longGaps }) => ({ packets, lost, maxGapMs, longGaps, rate: packets / seconds }))
    },
    close: () => sockets.forEach((socket) => socket.close()),
  }
}

import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import { ALAW, TELEPHONE_EVENT } from './sip/sdp.ts'
import type { MediaAddress } from './sip/sdp.ts'
import { ALAW_SILENCE, decodeAlaw, encodeAlaw } from './sound/alaw.ts'
import { RATE } from './sound/tone.ts'

const FRAME = 160 // 20 ms
const MAX_PAUSE_S = 30
const LATE = RATE / 5
/** Packets over which a sender is seen to have fallen behind the clock; the fastest of them counts. */
const PACE = 50
const BEHIND = RATE / 10
const DIGITS = '0123456789*#ABCD'

/** One party's voice: sends 20 ms frames and keeps what it hears. */
export interface Voice {
  readonly local: MediaAddress
  /** Begins to send to the address; again after a re-INVITE. */
  sendTo: (remote: MediaAddress) => void
  /** What is said, over and over; null says nothing at all (a silent caller sends no packet). */
  say: (samples: Int16Array | null) => void
  /** One key as RFC 4733 events of 100 ms; resolves when its last packet has left. */
  digit: (digit: string) => Promise<void>
  /** Everything heard so far at 8 kHz, gaps as silence; position 0 is the first packet. */
  heard: () => Int16Array
  /** The end of it: so many samples, or all there are. */
  heardLast: (samples: number) => Int16Array
  /** How many samples there are. */
  heardLength: () => number
  /** Unix ms of the first packet, null before. */
  firstHeardAt: () => number | null
  received: () => { packets: number; lost: number; longestGapMs: number; /** Steps of the clock that were none of the sound's. */ jumpsMs: readonly number[] }
  close: () => Promise<void>
}

interface Heard {
  at: number
  payload: Buffer
}

const speaking = new Set<() => void>()
let ticker: NodeJS.Timeout | undefined

/** One clock for all voices: every 20 ms, or several frames at once when the machine was late. */
function everyFrame(task: () => void): () => void {
  speaking.add(task)
  if (!ticker) {
    let next = performance.now()
    ticker = setInterval(() => {
      for (const now = performance.now(); next <= now; next += 20) for (const speak of speaking) speak()
    }, 10)
  }
  return () => {
    speaking.delete(task)
    if (speaking.size > 0) return
    clearInterval(ticker)
    ticker = undefined
  }
}

async function bind(host: string, ports: () => number): Promise<Socket> {
  for (let tries = 0; ; tries += 1) {
    const socket = createSocket('udp4')
    try {
      socket.bind(ports(), host)
      await once(socket, 'listening')
      return socket
    } catch (error) {
      if (tries >= 20) throw error
    }
  }
}

function packet(type: number, marker: boolean, fields: { sequence: number; timestamp: number; ssrc: number }, payload: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head[0] = 0x80
  head[1] = type | (marker ? 0x80 : 0)
  head.writeUInt16BE(fields.sequence & 0xffff, 2)
  head.writeUInt32BE(fields.timestamp >>> 0, 4)
  head.writeUInt32BE(fields.ssrc >>> 0, 8)
  return Buffer.concat([head, payload])
}

/** Places each packet on one time line: by timestamp, and by arrival where a new source begins or timestamps jump. */
export function timeline() {
  const packets: Heard[] = []
  let behind = Infinity
  let first: number | undefined
  let base: { ssrc: number; timestamp: number; at: number } | undefined
  const jumpsMs: number[] = []
  let [lost, longestGapMs, lastArrival, lastSequence] = [0, 0, 0, -1]
  return {
    add(data: Buffer, arrivedAt: number): void {
      const [sequence, timestamp, ssrc] = [data.readUInt16BE(2), data.readUInt32BE(4), data.readUInt32BE(8)]
      first ??= arrivedAt
      const step = base ? (timestamp - base.timestamp) | 0 : Number.NaN
      // A packet that comes late keeps its place: this process may have been busy.
      // Asterisk goes on with the clock of another party when the bridge changes: back, or ahead of what has passed.
      const passed = ((arrivedAt - lastArrival) * RATE) / 1_000
      const follows = base?.ssrc === ssrc && step > -LATE && step < Math.min(MAX_PAUSE_S * RATE, passed + RATE)
      if (base?.ssrc === ssrc && !follows) jumpsMs.push(Math.round((step * 1_000) / RATE))
      const at = base && follows ? base.at + step : Math.round(((arrivedAt - first) * RATE) / 1_000)
      if (follows && ((sequence - lastSequence) & 0xffff) < 1_000) lost += ((sequence - lastSequence - 1) & 0xffff) % 0xffff
      base = { ssrc, timestamp, at }
      packets.push({ at, payload: data.subarray(12) })
      // On a busy machine a mixer makes fewer frames than there is time and numbers them without a hole: the hole was heard.
      behind = Math.min(behind, Math.round(((arrivedAt - first) * RATE) / 1_000) - at)
      if (packets.length % PACE === 0) {
        if (behind > BEHIND) base = { ...base, at: at + behind }
        behind = Infinity
      }
      if (packets.length > 1) longestGapMs = Math.max(longestGapMs, arrivedAt - lastArrival)
      ;[lastArrival, lastSequence] = [arrivedAt, sequence]
    },
    figures: () => ({ packets: packets.length, lost, longestGapMs: Math.round(longestGapMs), jumpsMs }),
    /** Without decoding what came long before: asked for many times a second. */
    last(count: number): Int16Array {
      const recent = packets.slice(-Math.ceil(count / FRAME) - 10)
      const end = recent.reduce((most, { at, payload }) => Math.max(most, at + payload.length), 0)
      const samples = new Int16Array(Math.min(count, end))
      const from = end - samples.length
      for (const { at, payload } of recent) if (at >= from) samples.set(decodeAlaw(payload), at - from)
      return samples
    },
    end: () => packets.slice(-10).reduce((most, { at, payload }) => Math.max(most, at + payload.length), 0),
    heard(): Int16Array {
      const end = packets.reduce((most, { at, payload }) => Math.max(most, at + payload.length), 0)
      const samples = new Int16Array(end)
      for (const { at, payload } of packets) if (at >= 0) samples.set(decodeAlaw(payload), at)
      return samples
    },
  }
}

/** Opens a voice on one of the ports; `ports` gives another even port at each call. */
export async function createVoice(host: string, ports: () => number): Promise<Voice> {
  const socket = await bind(host, ports)
  const local = { host, port: socket.address().port }
  const line = timeline()
  const silence = Buffer.alloc(FRAME, ALAW_SILENCE)
  const ssrc = Math.floor(Math.random() * 0xffffffff)
  let remote: MediaAddress | undefined
  let speech: Buffer | null = silence
  let [sequence, timestamp, offset] = [1, 160, 0]
  let firstHeardAt: number | null = null
  let pressed: { digit: number; frames: number; startedAt: number; done: () => void }[] = []
  let closed = false

  const put = (type: number, marker: boolean, at: number, payload: Buffer): void => {
    if (remote && !closed) socket.send(packet(type, marker, { sequence: sequence++, timestamp: at, ssrc }, payload), remote.port, remote.host)
  }

  const pressFrame = (): boolean => {
    const key = pressed[0]
    if (!key) return false
    if (key.frames === 0) key.startedAt = timestamp
    key.frames += 1
    const ends = key.frames > 5 // five frames of 20 ms, then the end packet three times (RFC 4733 §2.5.1.4)
    const event = Buffer.from([key.digit, ends ? 0x8a : 0x0a, 0, 0])
    event.writeUInt16BE(Math.min(key.frames, 6) * FRAME, 2)
    put(TELEPHONE_EVENT, key.frames === 1, key.startedAt, event)
    if (key.frames >= 8) {
      pressed = pressed.slice(1)
      key.done()
    }
    return true
  }

  const stop = everyFrame(() => {
    timestamp += FRAME
    if (!remote || pressFrame() || !speech) return
    const frame = speech.length < FRAME ? silence : Buffer.concat([speech.subarray(offset, offset + FRAME), speech.subarray(0, Math.max(0, offset + FRAME - speech.length))])
    offset = (offset + FRAME) % Math.max(speech.length, FRAME)
    put(ALAW, false, timestamp, frame)
  })

  socket.on('message', (data) => {
    if (data.length < 12 || ((data[1] ?? 0) & 0x7f) !== ALAW) return
    firstHeardAt ??= Date.now()
    line.add(data, performance.now())
  })

  return {
    local,
    sendTo: (address) => void (remote = address),
    say(samples) {
      speech = samples && encodeAlaw(samples)
      offset = 0
    },
    digit: (digit) =>
      new Promise((done) => {
        pressed = [...pressed, { digit: DIGITS.indexOf(digit.toUpperCase()), frames: 0, startedAt: 0, done }]
      }),
    heard: () => line.heard(),
    heardLast: (samples) => line.last(samples),
    heardLength: () => line.end(),
    firstHeardAt: () => firstHeardAt,
    received: () => line.figures(),
    async close() {
      if (closed) return
      closed = true
      stop()
      for (const key of pressed) key.done() // the call ended at the key's first packets
      socket.close()
      await once(socket, 'close')
    },
  }
}

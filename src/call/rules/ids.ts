import type { CallId, LegId } from '../../contract/ids.ts'

// Which call an event belongs to is read off the leg id itself, so events can never overtake each other on the
// way to their call. Ids we give to Asterisk are lower case and of one length per kind: Asterisk 22 refuses a
// channel id of which a living one is a prefix, and compares without regard to case.

const WIDTH = { epoch: 7, serial: 6, host: 7 } as const
const CALL_ID = 'c[0-9a-z]{20}'
const OWN_LEG = new RegExp(`^[a-z][0-9a-z]{2}(${CALL_ID})$`)
const UNIQUE_ID = /^(?:(.*)-)?(\d{9,11})\.(\d+)$/

/**
 * The call of the channel that started it. Asterisk's unique id is "<systemname>-<epoch seconds>.<serial>":
 * the call id holds all three, so one channel gives one call however often it is found, and ids sort by time.
 */
export function callIdOf(channel: string): CallId {
  const [, host = '', epoch, serial] = UNIQUE_ID.exec(channel) ?? []
  const when = epoch === undefined ? hash(`${channel}#`) : Number(epoch)
  const which = serial === undefined ? hash(channel) : Number(serial)
  return `c${base36(when, WIDTH.epoch)}${base36(which, WIDTH.serial)}${base36(hash(host), WIDTH.host)}` as CallId
}

/**
 * The call of a call of ours: `source` is what it is made for ("callback <id> <attempt>"), so that it is made once
 * however often it is asked for, and `at` when it was booked.
 */
export const callIdFor = (source: string, at: number): CallId => `c${base36(Math.floor(at / 1000), WIDTH.epoch)}${base36(hash(source), WIDTH.serial)}${base36(hash(`${source}#`), WIDTH.host)}` as CallId

export const callOfLeg = (leg: LegId): CallId => (OWN_LEG.exec(leg)?.[1] as CallId | undefined) ?? callIdOf(leg)

/** Whether the leg is one we made (an agent's), not a caller's channel. */
export const isOwnLeg = (leg: string): boolean => OWN_LEG.test(leg)

export const agentLegId = (call: CallId, attempt: number): LegId => `a${base36(attempt, 2)}${call}` as LegId
/** Somebody asked to join: a specialist, a sub-centre, 110. */
export const thirdLegId = (call: CallId, attempt: number): LegId => `t${base36(attempt, 2)}${call}` as LegId
export const monitorLegId = (call: CallId, serial: number): LegId => `m${base36(serial, 2)}${call}` as LegId
/** The ear on an agent's leg. */
export const snoopLegId = (call: CallId, serial: number): LegId => `e${base36(serial, 2)}${call}` as LegId
const SNOOP_LEG = new RegExp(`^e[0-9a-z]{2}${CALL_ID}$`)
export const isSnoopLeg = (leg: string): boolean => SNOOP_LEG.test(leg)
/** A department's phone, in a call that it asked for. */
export const departmentLegId = (call: CallId): LegId => `d01${call}` as LegId
/** The person called, in a call of ours. */
export const calledLegId = (call: CallId): LegId => `o01${call}` as LegId
export const listenBridgeId = (call: CallId): string => `b01${call}`
export const bridgeId = (call: CallId): string => `b00${call}`
export const callOfBridge = (bridge: string): CallId | undefined => (bridge.startsWith('b') ? (OWN_LEG.exec(bridge)?.[1] as CallId | undefined) : undefined)
export const recordingId = (call: CallId, part: number): string => `r${base36(part, 2)}${call}`
export const playbackId = (call: CallId, count: number): string => `p${base36(count, 3)}${call}`

function base36(value: number, width: number): string {
  return (value % 36 ** width).toString(36).padStart(width, '0')
}

/** FNV-1a, 32 bits (draft-eastlake-fnv): tells hosts apart in an id, protects nothing. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

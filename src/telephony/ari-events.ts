import { z } from 'zod'
import { LegId } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { RawEvent } from './ari-connection.ts'
import type { TelephonyEvent } from './port.ts'
import { isFarHalf } from './rules/far-half.ts'
import { isRepeated, type LastDigit } from './rules/digits.ts'

const NORMAL_CLEARING = 16 // ITU-T Q.850
/** Asterisk puts its own AST_SOFTHANGUP_EXPLICIT here when we hang up; 0 means it has no cause. */
const NO_CAUSE = new Set([0, 32])
const REMEMBERED_ENDS_MAX = 5_000

/** What another centre says of a caller it hands over (dialplan, from-trunk); empty without. */
export const FromCentre = z
  .object({ YHT_FROM_TRANSFERS: z.string().default(''), YHT_FROM_INTERACTION: z.string().default('') })
  .default({ YHT_FROM_TRANSFERS: '', YHT_FROM_INTERACTION: '' })
  .transform(({ YHT_FROM_TRANSFERS: transfers, YHT_FROM_INTERACTION: interaction }) => ({
    transferCount: /^\d{1,2}$/.test(transfers) ? Number(transfers) : null,
    interaction: interaction === '' ? null : interaction,
  }))

const Channel = z.object({
  id: LegId,
  name: z.string(),
  state: z.string(),
  caller: z.object({ number: z.string(), name: z.string() }),
  dialplan: z.object({ exten: z.string() }),
  creationtime: z.string(),
  channelvars: FromCentre,
})

// The ARI events that mean something to us ("Asterisk REST Data Models", docs.asterisk.org).
const Heard = z.discriminatedUnion('type', [
  z.object({ type: z.literal('StasisStart'), args: z.array(z.string()), channel: Channel }),
  z.object({ type: z.literal('StasisEnd'), channel: Channel }),
  z.object({ type: z.literal('ChannelStateChange'), channel: Channel }),
  z.object({ type: z.literal('ChannelHangupRequest'), cause: z.number().optional(), channel: Channel }),
  z.object({ type: z.literal('ChannelDestroyed'), cause: z.number(), channel: Channel }),
  z.object({ type: z.literal('ChannelEnteredBridge'), bridge: z.object({ id: z.string() }), channel: Channel }),
  z.object({ type: z.literal('ChannelDtmfReceived'), digit: z.string(), channel: Channel }),
  z.object({ type: z.literal('ChannelTalkingStarted'), channel: Channel }),
  z.object({ type: z.literal('ChannelTalkingFinished'), channel: Channel }),
  z.object({ type: z.literal('PlaybackFinished'), playback: z.object({ id: z.string(), target_uri: z.string(), state: z.string() }) }),
])
type Heard = z.infer<typeof Heard>

const HEARD = new Set<string>(['StasisStart', 'StasisEnd', 'ChannelStateChange', 'ChannelHangupRequest', 'ChannelDestroyed', 'ChannelEnteredBridge', 'ChannelDtmfReceived', 'ChannelTalkingStarted', 'ChannelTalkingFinished', 'PlaybackFinished'])

/** First of the appArgs of a leg that we ring; a caller's StasisStart has none. */
export const RUNG = 'rung'

/**
 * Translates what Asterisk tells into what the house understands; undefined when it means nothing to us,
 * throws when it is malformed. A caller's channel is not followed after it leaves the application, so its
 * end is known from the hang-up request before the StasisEnd; a StasisEnd without one is a leg that lives on
 * in the dialplan: its lease ran out, or somebody took it.
 */
export function ariEvents(clock: Clock) {
  const names = new Map<LegId, string>()
  const endings = new Map<LegId, number>()
  const ended = new Set<LegId>()
  const digits = new Map<LegId, LastDigit>()

  function legEnded(leg: LegId, cause: number): TelephonyEvent | undefined {
    const asked = endings.get(leg)
    forget(leg)
    if (ended.delete(leg)) return undefined
    return { type: 'legEnded', leg, cause: NO_CAUSE.has(cause) ? (asked ?? NORMAL_CLEARING) : cause }
  }
  function forget(leg: LegId): void {
    names.delete(leg)
    endings.delete(leg)
    digits.delete(leg)
  }
  function left(leg: LegId): TelephonyEvent | undefined {
    const cause = endings.get(leg)
    if (cause === undefined) {
      forget(leg)
      return { type: 'legLeft', leg }
    }
    const event = legEnded(leg, cause)
    if (ended.size >= REMEMBERED_ENDS_MAX) ended.clear()
    ended.add(leg) // of a leg that we rang, ChannelDestroyed follows
    return event
  }
  function started(event: Heard & { type: 'StasisStart' }): TelephonyEvent {
    const { id: leg, caller, dialplan, creationtime, channelvars } = event.channel
    ended.delete(leg)
    if (event.args[0] === RUNG) return { type: 'legAnswered', leg }
    return { type: 'legArrived', leg, callerNumber: caller.number, callerName: caller.name, dialled: dialplan.exten, createdAt: Date.parse(creationtime), ...channelvars }
  }
  function pressed(leg: LegId, digit: string): TelephonyEvent | undefined {
    const now = clock.now()
    const repeated = isRepeated(digits.get(leg), digit, now)
    digits.set(leg, { digit, at: now })
    return repeated ? undefined : { type: 'digit', leg, digit }
  }
  function translated(event: Heard): TelephonyEvent | undefined {
    if (event.type === 'PlaybackFinished') {
      const { id: playback, target_uri, state } = event.playback
      // Nobody waits for what a bridge was told.
      if (target_uri.startsWith('bridge:')) return undefined
      return { type: 'promptEnded', leg: target_uri.replace(/^channel:/, '') as LegId, playback, failed: state === 'failed' }
    }
    const { id: leg, name, state } = event.channel
    if (isFarHalf(leg)) return undefined
    names.set(leg, name)
    switch (event.type) {
      case 'StasisStart':
        return started(event)
      case 'StasisEnd':
        return left(leg)
      case 'ChannelStateChange':
        return state === 'Ringing' ? { type: 'legRinging', leg } : undefined
      case 'ChannelHangupRequest':
        endings.set(leg, event.cause === undefined || NO_CAUSE.has(event.cause) ? NORMAL_CLEARING : event.cause)
        return undefined
      case 'ChannelDestroyed':
        return legEnded(leg, event.cause)
      case 'ChannelEnteredBridge':
        return { type: 'legJoined', leg, bridge: event.bridge.id }
      case 'ChannelDtmfReceived':
        return pressed(leg, event.digit)
      case 'ChannelTalkingStarted':
        return { type: 'legSpoke', leg }
      case 'ChannelTalkingFinished':
        return { type: 'legQuiet', leg }
    }
  }

  return {
    translate: (raw: RawEvent): TelephonyEvent | undefined => (HEARD.has(raw.type) ? translated(Heard.parse(raw)) : undefined),
    /** Asterisk's name of a channel seen since the link came up, e.g. "PJSIP/trunk-0000001f". */
    nameOf: (leg: LegId): string | undefined => names.get(leg),
    /** Events may have been missed: nothing remembered holds. */
    forgetAll(): void {
      for (const memory of [names, endings, digits]) memory.clear()
      ended.clear()
    },
  }
}

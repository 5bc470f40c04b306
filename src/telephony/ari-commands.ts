import { type AriOperations, AriRefusal, type Originate } from './ari-operations.ts'
import { AriFault } from './ari-requests.ts'
import { farHalf } from './rules/far-half.ts'
import { RUNG } from './ari-events.ts'
import type { LegId } from '../contract/ids.ts'
import type { HangUpCause, Outcome, TelephonyCommand } from './port.ts'
import { refusal } from './rules/outcome.ts'
import { phoneOf } from './rules/phone-settings.ts'

const MUSIC_CLASS = 'waiting'

/** ITU-T Q.850; Asterisk answers an unanswered caller with the SIP status that belongs to it. */
const REASON: Readonly<Record<HangUpCause, string>> = { normal: '16', busy: '17', no_answer: '19', congestion: '34', unallocated: '1' }

export interface CommandNeeds {
  app: string
  /** An agent's leg ends by itself after this long, whatever happens to us. */
  rungLegLeaseMs: number
  recording: {
    record: (command: TelephonyCommand & { type: 'record' }) => Promise<Outcome>
    stop: (leg: LegId) => Promise<Outcome>
  }
}

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000))

export async function perform(ari: AriOperations, command: TelephonyCommand, needs: CommandNeeds): Promise<Outcome> {
  if (command.type === 'record') return needs.recording.record(command)
  if (command.type === 'stopRecord') return needs.recording.stop(command.leg)
  try {
    await send(ari, command, needs)
    return { ok: true }
  } catch (error) {
    return failed(command.type, error)
  }
}

function failed(command: TelephonyCommand['type'], error: unknown): Outcome {
  if (error instanceof AriFault) return { ok: false, why: error.why, detail: error.message }
  if (error instanceof AriRefusal) return { ok: false, why: refusal(command, error.status, error.message), detail: `${error.status} ${error.message}` }
  return { ok: false, why: 'refused', detail: String(error) }
}

async function send(ari: AriOperations, command: Exclude<TelephonyCommand, { type: 'record' | 'stopRecord' }>, needs: CommandNeeds): Promise<unknown> {
  switch (command.type) {
    case 'answer':
      return ari.channels.answer({ channelId: command.leg })
    case 'ring':
      return originate(ari, command.leg, phone(command, needs))
    case 'dial':
      return originate(ari, command.leg, outside(command, needs))
    case 'listenFor':
      return ari.channels.setChannelVar({ channelId: command.leg, variable: 'TALK_DETECT(set)', value: '' })
    case 'snoop':
      return ari.channels.snoopChannelWithId({
        channelId: command.leg, snoopId: command.snoop, app: needs.app, appArgs: `${RUNG},${command.call}`, spy: 'both', whisper: command.whisper ? 'out' : 'none',
      })
    case 'playToBridge':
      return ari.bridges.playWithId({ bridgeId: command.bridge, playbackId: command.playback, media: command.media.join(',') })
    case 'hangUp':
      return ari.channels.hangup({ channelId: command.leg, reason_code: REASON[command.cause] })
    case 'join':
      return join(ari, command.bridge, command.legs)
    case 'part':
      return ari.bridges.removeChannel({ bridgeId: command.bridge, channel: command.leg })
    case 'closeBridge':
      return ari.bridges.destroy({ bridgeId: command.bridge })
    case 'play':
      return ari.channels.playWithId({ channelId: command.leg, playbackId: command.playback, media: command.media.join(',') })
    case 'stopPlay':
      return ari.playbacks.stop({ playbackId: command.playback })
    case 'music':
      return command.on
        ? ari.channels.startMoh({ channelId: command.leg, mohClass: MUSIC_CLASS })
        : ari.channels.stopMoh({ channelId: command.leg })
    case 'lease':
      return ari.channels.setChannelVar({ channelId: command.leg, variable: 'TIMEOUT(absolute)', value: `${seconds(command.forMs)}` })
  }
}

const phone = ({ leg, endpoint, callerName, callerId, timeoutMs, autoAnswer, call }: TelephonyCommand & { type: 'ring' }, { app, rungLegLeaseMs }: CommandNeeds): Originate => ({
  channelId: leg,
  endpoint,
  app,
  appArgs: `${RUNG},${call}`,
  ...(isBrowser(endpoint) ? { formats: 'opus,alaw,ulaw' } : {}),
  callerId: `"${plain(callerName)}" <${plain(callerId)}>`,
  timeout: seconds(timeoutMs),
  variables: { 'TIMEOUT(absolute)': `${seconds(rungLegLeaseMs)}`, ...(autoAnswer ? ANSWER_BY_ITSELF : {}) },
})

/** Asked for nothing, Asterisk offers G.711 first whatever the endpoint prefers; Opus conceals what a network loses. */
const isBrowser = (endpoint: string): boolean => phoneOf(endpoint.replace('PJSIP/', ''))?.device === 'browser'

/** Headers on the INVITE as phones know them (draft-ietf-sip-answermode was never finished; RFC 3261 §20.9 leaves Call-Info open). */
const ANSWER_BY_ITSELF = { 'PJSIP_HEADER(add,Call-Info)': '<sip:yihaotong.invalid>;answer-after=0', 'PJSIP_HEADER(add,Alert-Info)': '<sip:yihaotong.invalid>;info=alert-autoanswer' }

/** The dialplan ends the ringing itself, so that its cause tells why; our own limit comes a moment later. */
const DIALPLAN_FIRST_S = 2

/** Through the dialplan's gate: never to the carrier directly. Without a format both halves would be 192 kHz. */
const outside = ({ leg, number, callerId, timeoutMs, call, centre }: TelephonyCommand & { type: 'dial' }, { app, rungLegLeaseMs }: CommandNeeds): Originate => ({
  channelId: leg,
  otherChannelId: farHalf(leg),
  endpoint: `Local/${number.replace(/\D/g, '')}@outbound/n`,
  formats: 'alaw',
  app,
  appArgs: `${RUNG},${call}`,
  callerId: `"" <${plain(callerId)}>`,
  timeout: seconds(timeoutMs) + DIALPLAN_FIRST_S,
  variables: {
    YHT_CALLER_ID: callerId.replace(/\D/g, ''),
    YHT_RING_SECONDS: `${seconds(timeoutMs)}`,
    ...(centre ? { YHT_TRANSFERS: `${centre.transferCount}`, YHT_INTERACTION: centre.interaction } : {}),
    'TIMEOUT(absolute)': `${seconds(rungLegLeaseMs)}`,
  },
})

async function originate(ari: AriOperations, leg: LegId, wanted: Originate): Promise<void> {
  try {
    await ari.channels.originateWithId(wanted)
  } catch (error) {
    if (error instanceof AriRefusal && error.status === 409) await confirmDuplicate(ari, leg)
    throw error
  }
}

/**
 * After one true 409, Asterisk 22.10.1 answers every originate that fails for whatever reason on the same
 * connection with 409 (its error code is kept per thread), so the channel itself is asked for.
 */
async function confirmDuplicate(ari: AriOperations, leg: string): Promise<void> {
  try {
    await ari.channels.get({ channelId: leg })
  } catch (error) {
    if (error instanceof AriRefusal && error.status === 404) throw new AriRefusal(500, 'the phone could not be rung')
    throw error
  }
}

/** What would break out of `"name" <number>`. */
const plain = (text: string): string => text.replace(/[\p{Cc}"\\<>]/gu, '')

async function join(ari: AriOperations, bridgeId: string, legs: readonly string[]): Promise<void> {
  try {
    // Plain mixing keeps Asterisk's native RTP path while two talk; dtmf_events would cost 1.5 times the media.
    await ari.bridges.createWithId({ bridgeId, type: 'mixing' })
  } catch (error) {
    if (!(error instanceof AriRefusal && error.status === 409)) throw error
  }
  await ari.bridges.addChannel({ bridgeId, channel: legs.join(',') })
}

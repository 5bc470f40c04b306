import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { CallDetail, CallNow } from '../../src/contract/call.ts'
import type { Target } from '../../src/contract/target.ts'
import type { Answer, Api } from './api.ts'
import type { DeskPhone } from './desk-phone.ts'
import type { IncomingCall } from './sip/call.ts'
import { header, uriOf, userOf } from './sip/message.ts'
import { power, tone } from './sound/tone.ts'
import { parseWav } from './sound/wav.ts'
import { heardMs, hearsNow, HZ, lately, shareWith, silenceMs, type Who } from './sound/who.ts'
import type { Product } from './start-product.ts'
import { talkingRecord } from './suite.ts'
import type { CallerCall } from './trunk.ts'
import { ASK_EVERY_MS, until } from './until.ts'

type Command = 'hold' | 'resume' | 'hangup' | 'consult' | 'join' | 'complete' | 'cancel-consult' | 'transfer' | 'monitor' | 'stop-monitor' | 'take-over' | 'force-release'

/** A caller and an agent who talk, and whoever comes to it. */
export interface Talk {
  readonly product: Product
  readonly id: string
  readonly caller: CallerCall
  readonly extension: string
  readonly phone: DeskPhone
  /** The agent's part. */
  readonly agent: IncomingCall
  readonly api: Api
  /** Samples each had heard when the conversation began. */
  readonly since: { caller: number; agent: number }
  /** As the agent. */
  ask: (command: Command, body?: unknown, key?: string) => Promise<Answer<CallNow & { code?: string }>>
  /** As the agent, and it must be accepted. */
  do: (command: Command, target?: Target) => Promise<CallNow>
  now: () => Promise<CallDetail>
  /** As somebody else who may. */
  by: (api: Api, command: Command, body?: unknown, key?: string) => Promise<Answer<CallNow & { code?: string }>>
}

export const voiceOf = (who: Who): Int16Array => tone(HZ[who], 1_000, 6_000)

/** A seat's phone that says its tone. */
export async function seatOf(product: Product, extension: string, who: Who): Promise<DeskPhone> {
  const phone = await product.phone(extension, { answersAfterMs: 0 })
  phone.says(voiceOf(who))
  return phone
}

const usernames: Readonly<Record<string, string>> = { 2001: 'hr2001', 2002: 'hr2002', 2101: 'medical2101', 8001: 'supervisor' }
export const userOfSeat = (extension: string): string => usernames[extension] ?? `agent${extension}`

let setUp: Promise<unknown> = Promise.resolve()

interface How {
  number?: string
  headers?: readonly (readonly [string, string])[]
}

/**
 * A conversation between a caller and this agent. Phones ring one after the other, so that each caller gets the agent
 * meant, and nobody goes on before all those that were asked for together are there.
 */
export async function talk(product: Product, extension: string, how: How = {}): Promise<Talk> {
  const rung = setUp.then(() => ring(product, extension, how))
  setUp = rung.catch(() => {})
  const { caller, phone, agent } = await rung
  const { id } = await talkingRecord(product, caller)
  for (let seen: unknown; seen !== setUp; await seen) seen = setUp
  const api = await product.as(userOfSeat(extension))
  const by: Talk['by'] = async (who, command, body, key) => await who.ask('POST', `/calls/${id}/${command}`, body, key)
  return {
    product, id, caller, extension, phone, agent, api, by,
    since: { caller: caller.voice.heardLength(), agent: agent.voice.heardLength() },
    ask: (command, body, key) => by(api, command, body, key),
    async do(command, target) {
      const { status, body } = await by(api, command, target && { target })
      if (status >= 300) throw new Error(`${command}: HTTP ${status} ${JSON.stringify(body)}`)
      return body
    },
    now: async () => (await product.as('supervisor')).call(id),
  }
}

async function ring(product: Product, extension: string, { number = '12345', headers }: How): Promise<Pick<Talk, 'caller' | 'phone' | 'agent'>> {
  const phone = product.phones.find((each) => each.extension === extension) ?? (await seatOf(product, extension, 'agent'))
  const before = phone.calls.length
  await (await product.as(userOfSeat(extension))).setAgent(extension, 'ready')
  const caller = await product.trunk.call(number, undefined, headers)
  caller.voice.say(voiceOf('caller'))
  const agent = await phone.nextCall(before, 15_000)
  expect(userOf(uriOf(header(agent.invite, 'from')))).toBe(caller.ani)
  return { caller, phone, agent }
}

/** Waits until each hears exactly those, all the time; nobody else. */
export async function hear(expected: readonly (readonly [call: Pick<IncomingCall, 'voice' | 'end'>, whom: readonly Who[]])[], withinMs = 10_000): Promise<void> {
  const wanted = expected.map(([, whom]) => whom.toSorted().join('+'))
  let seen: string[] = []
  await until('everybody to hear whom they should', () => {
    seen = expected.map(([call]) => hearsNow(call).join('+'))
    return seen.every((each, n) => each === wanted[n])
  }, withinMs, ASK_EVERY_MS).catch(() => expect(seen, expected.map(([call]) => soundsLike(call)).join('; ')).toEqual(wanted))
}

/** What is heard instead, for the one who has to find out why. */
function soundsLike(call: Pick<IncomingCall, 'voice' | 'end'>): string {
  const sound = lately(call, 500)
  const shares = (Object.keys(HZ) as Who[]).map((who) => `${who} ${shareWith(who, sound).toFixed(2)}`)
  return `${call.end() ? 'over, ' : ''}power ${Math.round(power(sound))}, ${shares.join(', ')}, ${JSON.stringify(call.voice.received())}`
}

/** The caller hears neither of them: music, or an announcement. */
export async function hearsMusic({ caller }: Pick<Talk, 'caller'>): Promise<void> {
  await hear([[caller, []]])
  expect(lately(caller, 500).some((sample) => Math.abs(sample) > 300)).toBe(true)
}

/** Nobody may be left in silence for longer than this. */
export const SILENCE_MAX_MS = 2_000
/** Of the ringing tone (1 s on, 4 s off), which the agent hears meanwhile: no silence, and no more than this. */
const RINGING_PAUSE_MS = 4_200
export function noSilence({ caller, agent, since }: Pick<Talk, 'caller' | 'agent' | 'since'>, { rang = false } = {}): void {
  const [ofCaller, ofAgent] = [SILENCE_MAX_MS, rang ? RINGING_PAUSE_MS : SILENCE_MAX_MS]
  expect({ caller: Math.max(ofCaller, silenceMs(caller, since.caller)), agent: Math.max(ofAgent, silenceMs(agent, since.agent)) }).toEqual({ caller: ofCaller, agent: ofAgent })
}

/** The call has come to its end: what is on record of it. */
export async function record(talk: Talk, withinMs = 15_000): Promise<CallDetail> {
  const api = await talk.product.as('supervisor')
  return until(`the end of call ${talk.id}`, async () => {
    const call = await api.call(talk.id)
    return call.outcome !== null && call.state === null && call.recordings.every(({ state }) => state !== 'recording') && call
  }, withinMs, 300)
}

/** A busy machine makes the recorder lose moments when the two directions are more than 100 ms apart; a part of the conversation is more. */
const RECORDED_MIN = 0.75

/** One recording of the whole conversation, whole; what the caller has heard of each is on it. */
export async function expectRecording(talk: Talk, whom: readonly Exclude<Who, 'caller'>[]): Promise<CallDetail> {
  const call = await record(talk)
  expect(call.recordings).toHaveLength(1)
  const [recording] = call.recordings
  expect(recording).toMatchObject({ state: 'complete' })
  expect(Math.abs((recording?.lengthMs ?? 0) - (recording?.bridgedMs ?? 0))).toBeLessThanOrEqual(2_000)
  const [own, others] = parseWav(await (await talk.product.as('supervisor')).recording(recording!.id)).channels
  const heard = talk.caller.voice.heard()
  for (const who of whom) {
    expect(heardMs(who, heard), `${who} heard by the caller`).toBeGreaterThan(1_000)
    expect(heardMs(who, others!), `${who} on the recording`).toBeGreaterThanOrEqual(heardMs(who, heard) * RECORDED_MIN)
  }
  expect(heardMs('caller', own!), 'the caller on the recording').toBeGreaterThan(1_000)
  return call
}

export const newKey = (): string => randomUUID()

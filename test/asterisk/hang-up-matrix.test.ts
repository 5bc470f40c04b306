import { expect } from 'vitest'
import { farPhones, type FarPhone } from '../rig/carrier.ts'
import { sideBySide } from '../rig/side-by-side.ts'
import type { CallEnd, IncomingCall } from '../rig/sip/call.ts'
import { clearAway, productForSuite } from '../rig/suite.ts'
import { hear, hearsMusic, noSilence, record, talk, voiceOf, type Talk } from '../rig/talk.ts'
import { pass, until, within } from '../rig/until.ts'

// Each of caller, agent and specialist hangs up, and two at once, while somebody rings, is asked in private, has joined,
// while three are held, and while the caller is on the way to somebody else (issue 3): nobody stays alone or in silence
// for more than two seconds, nothing is left (productForSuite looks), and there is one record with the right count.

const RING_MS = 4_000
const product = productForSuite({
  policy: { wrapUp: { maxMs: 100_000 }, third: { ringMs: RING_MS, lineRingMs: RING_MS, sameAgentMs: 60_000 }, outbound: { night: null, maxCallsPerAgent: 5 } }, restMs: 20_000,
})

type Phase = 'ringing' | 'consulting' | 'joined' | 'holding' | 'transferring'
type Who = 'caller' | 'agent' | 'third'

let outside: ((number: string) => FarPhone) | undefined
let numbers = 13_900_001_000
function someone(behaviour: Parameters<FarPhone['behave']>[0]): FarPhone {
  outside ??= farPhones(product().trunk)
  const phone = outside(String(numbers++))
  phone.says(voiceOf('third'))
  phone.behave(behaviour)
  return phone
}

/** Brings the conversation to the phase. */
async function reach(t: Talk, phase: Phase): Promise<IncomingCall> {
  const rings = phase === 'ringing' || phase === 'transferring'
  const phone = someone(rings ? 'rings' : { answersAfterMs: 0 })
  await t.do(phase === 'transferring' ? 'transfer' : 'consult', { number: phone.number })
  const third = await phone.nextCall(0)
  if (rings) {
    await hearsMusic(t)
    return third
  }
  await hear([[t.agent, ['third']], [third, ['agent']]])
  if (phase === 'consulting') return third
  await t.do('join')
  await hear([[t.caller, ['agent', 'third']], [third, ['agent', 'caller']]])
  if (phase === 'joined') return third
  await t.do('hold')
  await hear([[t.agent, ['third']], [t.caller, []]])
  return third
}

const LET_GO_MS = 3_000
const over = (what: string, call: { ended: Promise<CallEnd> }): Promise<CallEnd> => within(LET_GO_MS, `${what} to be let go`, call.ended)

/** What becomes of those who stay, and how often the caller was handed on. */
async function after(t: Talk, third: IncomingCall, { phase, who }: { phase: Phase; who: readonly Who[] }): Promise<{ transferCount: number; outcome: string }> {
  const { caller, agent } = t
  if (who.includes('caller')) {
    await Promise.all([over('the agent', agent), over('the third', third)])
    if (!who.includes('agent')) return { transferCount: 0, outcome: 'handled' }
    // In the very moment in which the agent goes too, the caller may have been handed over before.
    const { transferCount, outcome } = await record(t)
    expect(outcome).toBe('handled')
    expect([0, 1]).toContain(transferCount)
    return { transferCount, outcome: outcome ?? '' }
  }
  if (who.includes('agent') && who.includes('third')) {
    await nobodyThere(t)
    return { transferCount: (await record(t)).transferCount, outcome: (await record(t)).outcome ?? '' }
  }
  if (who.includes('third')) {
    if (phase === 'holding') {
      await hear([[caller, []]])
      await t.do('resume')
    }
    await hear([[caller, ['agent']], [agent, ['caller']]])
    noSilence(t, { rang: true })
    await caller.hangUp()
    await over('the agent', agent)
    return { transferCount: 0, outcome: 'handled' }
  }
  return agentLeft(t, third, phase)
}

/** The agent has put the phone down. */
async function agentLeft(t: Talk, third: IncomingCall, phase: Phase): Promise<{ transferCount: number; outcome: string }> {
  const { caller } = t
  if (phase === 'ringing' || phase === 'consulting') {
    // Asked in private, it was the agent's alone: the caller goes to the head of the line.
    await over('the one asked', third)
    await nobodyThere(t)
    return { transferCount: 0, outcome: 'interrupted' }
  }
  if (phase === 'transferring') third.answer()
  await hear([[caller, ['third']], [third, ['caller']]])
  await caller.hangUp()
  await over('the third', third)
  return { transferCount: 1, outcome: 'handled' }
}

/** Back in line with music, or asked for a rating; not in silence. */
async function nobodyThere(t: Talk): Promise<void> {
  await until('the caller to be looked after', async () => ['waiting', 'rating', 'closing', null].includes((await t.now()).state), LET_GO_MS)
  await pass(1_500)
  const end = t.caller.end()
  if (!end) noSilence({ ...t, agent: t.caller as never, since: { caller: t.since.caller, agent: t.since.caller } })
  await t.caller.hangUp()
}

const parties = (t: Talk, third: IncomingCall) => ({ caller: t.caller, agent: t.agent, third })

let free = 1_001
async function play(phase: Phase, who: readonly Who[]): Promise<void> {
  const t = await talk(product(), String(free++))
  const third = await reach(t, phase)
  await pass(300)
  await Promise.all(who.map((each) => (each === 'third' && third.times.answeredAt === null ? Promise.resolve(third.refuse(603)) : parties(t, third)[each].hangUp())))
  const expected = await after(t, third, { phase, who })
  const call = await record(t)
  expect(call).toMatchObject(expected)
  expect(call.legs.every(({ endedAt }) => endedAt !== null)).toBe(true)
  expect(call.recordings).toHaveLength(1)
  expect(Math.abs((call.recordings[0]?.lengthMs ?? 0) - (call.recordings[0]?.bridgedMs ?? 0))).toBeLessThanOrEqual(2_000)
}

const WHO: readonly (readonly Who[])[] = [['caller'], ['agent'], ['third'], ['caller', 'agent'], ['caller', 'third'], ['agent', 'third']]
const row = (phase: Phase) => WHO.map((who) => [`${phase}: ${who.join(' and ')}`, () => play(phase, who)] as const)
/** Ten agents: so many conversations at once. */
const both = (...phases: Phase[]): Record<string, () => Promise<void>> => Object.fromEntries(phases.flatMap(row))

sideBySide(both('ringing', 'consulting', 'joined', 'holding', 'transferring'), {
  atOnce: 10,
  async between() {
    free = 1_001
    await clearAway(product())
  },
})

import { expect, it } from 'vitest'
import { farPhones, type FarPhone } from '../rig/carrier.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { productForSuite } from '../rig/suite.ts'
import { expectRecording, hear, hearsMusic, noSilence, record, seatOf, talk, voiceOf, type Talk } from '../rig/talk.ts'
import { pass, until, within } from '../rig/until.ts'

// The server is killed while specialists ring, are asked in private, have joined, while three are held, while a caller is
// on the way to somebody else or with them, and while a supervisor listens (issue 3): conversations go on, and who left
// meanwhile is noticed.

const product = productForSuite({
  policy: { wrapUp: { maxMs: 200_000 }, third: { ringMs: 25_000, lineRingMs: 25_000 }, outbound: { night: null, maxCallsPerAgent: 5 } }, restMs: 40_000,
})

let outside: ((number: string) => FarPhone) | undefined
function far(number: string, behaviour: Parameters<FarPhone['behave']>[0]): FarPhone {
  outside ??= farPhones(product().trunk)
  const phone = outside(number)
  phone.says(voiceOf('third'))
  phone.behave(behaviour)
  return phone
}

type Phase = 'ringing' | 'consulting' | 'joined' | 'holding' | 'transferring' | 'handed'
const PHASES: readonly Phase[] = ['ringing', 'consulting', 'joined', 'holding', 'transferring', 'handed']
interface Scene {
  t: Talk
  third: IncomingCall
}

async function reach(n: number, phase: Phase): Promise<Scene> {
  const t = await talk(product(), String(1001 + n))
  const rings = phase === 'ringing' || phase === 'transferring'
  const phone = far(`1390000${2_000 + n}`, rings ? 'rings' : { answersAfterMs: 0 })
  const before = phone.calls.length
  await t.do(phase === 'transferring' || phase === 'handed' ? 'transfer' : 'consult', { number: phone.number })
  const third = await phone.nextCall(before)
  if (phase === 'transferring') await t.agent.hangUp()
  if (phase === 'joined' || phase === 'holding') {
    await hear([[t.agent, ['third']]])
    await t.do('join')
    await hear([[t.caller, ['agent', 'third']]])
    if (phase === 'holding') await t.do('hold')
  }
  return { t, third }
}

/** Who hears whom, as long as nobody leaves. */
async function unchanged({ t, third }: Scene, phase: Phase): Promise<void> {
  switch (phase) {
    case 'ringing':
    case 'transferring':
      return hearsMusic(t)
    case 'consulting':
    case 'holding':
      await hear([[t.agent, ['third']], [third, ['agent']]])
      return hearsMusic(t)
    case 'joined':
      return hear([[t.caller, ['agent', 'third']], [t.agent, ['caller', 'third']], [third, ['caller', 'agent']]])
    case 'handed':
      return hear([[t.caller, ['third']], [third, ['caller']]])
  }
}

const all = async (): Promise<Map<Phase, Scene>> => new Map(await Promise.all(PHASES.map(async (phase, n) => [phase, await reach(n, phase)] as const)))

async function killed(meanwhile: () => Promise<unknown> = async () => {}): Promise<void> {
  await pass(Math.max(0, 10_500 - (Date.now() - startedAt)))
  await product().killServer()
  await meanwhile()
  await product().ready(15_000)
  startedAt = Date.now()
}
let startedAt = Date.now()

it('conversations go on in every phase, and can be steered when the server is back', async () => {
  const ear = await seatOf(product(), '8001', 'supervisor')
  const scenes = await all()
  const watched = await talk(product(), '1010')
  expect((await watched.by(await product().as('supervisor'), 'monitor', { mode: 'listen' })).status).toBe(200)
  const listening = await ear.nextCall(0)
  for (const [phase, scene] of scenes) await unchanged(scene, phase)
  await killed()
  for (const [phase, scene] of scenes) await unchanged(scene, phase)
  await hear([[listening, ['caller', 'agent']], [watched.caller, ['agent']]])

  const { ringing, consulting, joined, holding, transferring, handed } = Object.fromEntries(scenes) as Record<Phase, Scene>
  ringing.third.answer()
  transferring.third.answer()
  await hear([[ringing.t.agent, ['third']], [transferring.t.caller, ['third']]])
  await consulting.t.do('join')
  await holding.t.do('resume')
  await joined.t.do('complete')
  await hear([[consulting.t.caller, ['agent', 'third']], [holding.t.caller, ['agent', 'third']], [joined.t.caller, ['third']]])
  await pass(1_500) // words for the recordings
  await ringing.t.do('cancel-consult')
  await hear([[ringing.t.caller, ['agent']]])
  for (const { t } of scenes.values()) noSilence({ ...t, agent: t.caller as never, since: { caller: t.since.caller, agent: t.since.caller } })
  await Promise.all([watched, ...[...scenes.values()].map(({ t }) => t)].map(({ caller }) => caller.hangUp()))
  await within(5_000, 'everybody to be let go', Promise.all([listening.ended, ...[...scenes.values()].map(({ third }) => third.ended)]))
  expect((await record(joined.t)).transferCount).toBe(1)
  expect((await record(transferring.t)).transferCount).toBe(1)
  expect((await record(handed.t)).transferCount).toBe(1)
  expect(await record(ringing.t)).toMatchObject({ transferCount: 0, outcome: 'handled' })
  for (const { t } of [consulting, holding]) expect(await expectRecording(t, ['agent', 'third'])).toMatchObject({ transferCount: 0, outcome: 'handled' })
}, 180_000)

it('who left while the server was away is noticed, and nobody waits for them', async () => {
  const { ringing, consulting, joined, holding, transferring, handed } = Object.fromEntries(await all()) as Record<Phase, Scene>
  await killed(() =>
    Promise.all([
      Promise.resolve(ringing.third.refuse(486)), consulting.third.hangUp(), joined.t.agent.hangUp(), holding.third.hangUp(), Promise.resolve(transferring.third.refuse(603)), handed.third.hangUp(),
    ]),
  )
  for (const { t } of [ringing, consulting]) await hear([[t.caller, ['agent']], [t.agent, ['caller']]]) // back together
  await hear([[joined.t.caller, ['third']], [joined.third, ['caller']]]) // the agent is gone, the specialist stays
  await holding.t.do('resume')
  await hear([[holding.t.caller, ['agent']]])
  await until('the caller to be in line first', async () => (await transferring.t.now()).state === 'waiting')
  await within(5_000, 'the end', handed.t.caller.ended) // the other side hung up: it is over
  for (const { t } of [ringing, consulting, joined, holding, transferring]) await t.caller.hangUp()
  expect((await record(joined.t)).transferCount).toBe(1)
  expect((await record(transferring.t)).transferCount).toBe(0)
}, 180_000)

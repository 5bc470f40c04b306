import { describe, expect, it } from 'vitest'
import type { CallDetail } from '../../src/contract/call.ts'
import type { CallerView } from '../../src/contract/caller.ts'
import { promptSound } from '../rig/prompt-sound.ts'
import type { IncomingCall } from '../rig/sip/call.ts'
import { header, uriOf, userOf } from '../rig/sip/message.ts'
import { findPrompt } from '../rig/sound/find-sound.ts'
import { agentIs, endedRecord, productForSuite, recordOf, talkingRecord } from '../rig/suite.ts'
import type { CallerCall } from '../rig/trunk.ts'
import { pass, until } from '../rig/until.ts'

// Who serves whom (domain.md §5.3, §5.5–5.10), on the real Asterisk.

const product = productForSuite({
  policy: {
    offer: { ringTimeoutMs: 10_000, retryGapMs: 300 },
    queue: { positionFirstMs: 2_500, positionEveryMs: 5_000, overflowMs: 6_000, lastAgentMs: 3_000, callbackOfferMs: null },
  },
})
const callerOf = (call: IncomingCall): string => userOf(uriOf(header(call.invite, 'from')))
const api = async () => await product().as('supervisor')
let people = 0
const newNumber = (): string => `137${String(10_000_000 + ((process.pid * 100 + people++) % 89_999_999))}`

/** Dials and is in line. */
async function inLine(number: string, from?: string, headers?: readonly [string, string][]): Promise<CallerCall> {
  const caller = await product().trunk.call(number, from, headers)
  await recordOf(product(), caller, ({ state }) => state === 'waiting')
  return caller
}

/** Somebody is signed in, so that callers wait; nobody takes them yet. */
async function onBreak(extension: string) {
  const phone = await product().phone(extension, { answersAfterMs: 0 })
  await (await api()).setAgent(extension, 'not_ready')
  return phone
}

async function registerElder(...numbers: string[]): Promise<void> {
  const answer = await fetch(`${product().url}/api/v1/elders`, {
    method: 'POST', body: numbers.join('\n'), headers: { authorization: `Bearer ${(await api()).token}`, 'content-type': 'text/csv' },
  })
  expect([answer.status, await answer.json()]).toMatchObject([200, { changed: numbers.length }])
}

/** The call is served to its end by this agent. */
async function served(caller: CallerCall, extension: string) {
  expect(await talkingRecord(product(), caller)).toMatchObject({ agent: extension })
  await caller.hangUp()
  return await endedRecord(product(), caller)
}

/** When the phone of the agent began to ring, counted from the caller's arrival. */
function askedAfterMs({ legs, arrivedAt }: CallDetail, extension: string): number {
  const leg = legs.find(({ party, end }) => party === extension && end === 'answered')
  if (!leg) throw new Error(`${extension} did not answer`)
  return leg.startedAt - arrivedAt
}

describe('elderly callers', () => {
  it('go before three who wait, with a greeting of their own and without hearing a place (A-Z06)', async () => {
    const elder = newNumber()
    await registerElder(elder)
    const phone = await onBreak('1001')
    const ordinary = [await inLine('12345'), await inLine('12319'), await inLine('12345')]
    const caller = await inLine('12345', elder)
    expect((await (await api()).queue()).waiting.map(({ rank, position }) => [rank, position])).toEqual([['elder', 1], ['normal', 2], ['normal', 3], ['normal', 4]])
    await pass(9_000)
    await (await api()).setAgent('1001', 'ready')
    expect(callerOf(await phone.nextCall(0))).toBe(elder)
    expect(await served(caller, '1001')).toMatchObject({ labels: ['elder'], outcome: 'handled' })

    const heard = caller.voice.heard()
    expect(findPrompt(heard, await promptSound('elder_welcome'))).toMatchObject({ whole: true })
    const places = await Promise.all(['0', '1', '2', '3'].map((n) => promptSound('queue_position', { n })))
    expect(places.map((place) => findPrompt(heard, place).whole)).toEqual([false, false, false, false])
    const third = ordinary[2]!.voice.heard() // two before, and the elder since
    expect(places.some((place) => findPrompt(third, place).whole)).toBe(true)
    for (const each of ordinary) await each.hangUp()
    // Heard once in full; the tests that follow need not wait seven seconds for it each time.
    expect((await (await product().as('admin')).ask('PUT', '/prompts/elder_welcome/text', { text: '您好' })).status).toBeLessThan(300)
  })

  it('are served in the order of their arrival among themselves (A-Z07)', async () => {
    const elders = [newNumber(), newNumber()]
    await registerElder(...elders)
    const phone = await onBreak('1001')
    const ordinary = await inLine('12345')
    const callers = [await inLine('12333', elders[0]), await inLine('12345', elders[1])]
    await (await api()).setAgent('1001', 'ready')
    for (const caller of callers) await served(caller, '1001')
    await served(ordinary, '1001')
    expect(phone.calls.map(callerOf)).toEqual([...elders, ordinary.ani])
  })

  it('reach an elders’ seat before anybody who has been free for longer', async () => {
    const elder = newNumber()
    await registerElder(elder)
    const general = await product().readyAgent('1001', { answersAfterMs: 0 })
    const admin = await product().as('admin')
    const serves = async (group: string) => {
      expect((await admin.ask('PATCH', '/agents/1002', { groups: [group] })).status).toBe(200)
      await until('the new group', async () => (await admin.agent('1002')).groups.join() === group, 5_000)
    }
    await serves('elder')
    try {
      await product().readyAgent('1002', { answersAfterMs: 0 })
      await agentIs(product(), '1002', 'ready') // for a moment the server does not know the new phone yet
      await served(await product().trunk.call('12345', elder), '1002')
      expect(general.calls).toHaveLength(0)
    } finally {
      await serves('general')
    }
  })

  it('are known the next time when an agent has noticed it', async () => {
    const number = newNumber()
    await product().readyAgent('1001', { answersAfterMs: 0 })
    const caller = await product().trunk.call('12345', number)
    const { id } = await talkingRecord(product(), caller)
    const agent = await product().as('agent1001')
    expect((await agent.ask<CallerView>('GET', `/calls/${id}/caller`)).body).toMatchObject({ number, elder: false, timesIn30Days: 1 })
    expect((await agent.ask<CallerView>('POST', `/calls/${id}/caller`, { elder: true })).body).toMatchObject({ elder: true })
    expect((await (await product().as('agent1002')).ask('GET', `/calls/${id}/caller`)).status).toBe(404)
    await caller.hangUp()
    await endedRecord(product(), caller)
    await agentIs(product(), '1001', 'ready')
    const again = await product().trunk.call('12345', number)
    expect(await served(again, '1001')).toMatchObject({ labels: ['elder'] })
  })
})

describe('a caller with an open matter', () => {
  it('reaches the agent who knows it, though another has been free for longer; else anybody', async () => {
    const number = newNumber()
    await product().readyAgent('1002', { answersAfterMs: 0 })
    await served(await product().trunk.call('12345', number), '1002')
    const other = await product().readyAgent('1001', { answersAfterMs: 0 })
    // A call in between makes 1002 the one who came free last.
    await (await api()).setAgent('1001', 'not_ready')
    await agentIs(product(), '1002', 'ready')
    await served(await product().trunk.call('12345'), '1002')
    await (await api()).setAgent('1001', 'ready')
    await agentIs(product(), '1002', 'ready')
    expect(await served(await product().trunk.call('12345', number), '1002')).toMatchObject({ labels: [] })
    expect(other.calls).toHaveLength(0)

    // In another call for longer than the caller waits for her: the next who is free.
    await agentIs(product(), '1002', 'ready')
    await (await api()).setAgent('1001', 'not_ready')
    const busy = await product().trunk.call('12345')
    expect(await talkingRecord(product(), busy)).toMatchObject({ agent: '1002' })
    await (await api()).setAgent('1001', 'ready')
    const third = await served(await product().trunk.call('12345', number), '1001')
    expect(third).toMatchObject({ labels: ['repeat'] }) // the third conversation
    expect(askedAfterMs(third, '1001')).toBeGreaterThanOrEqual(3_000)
    expect(askedAfterMs(third, '1001')).toBeLessThan(5_000)

    // On a break: nobody waits for the one who knows it, which is 1001 by now.
    await busy.hangUp()
    await agentIs(product(), '1002', 'ready')
    await (await api()).setAgent('1001', 'not_ready')
    const fourth = await served(await product().trunk.call('12345', number), '1002')
    expect(fourth).toMatchObject({ labels: ['repeat'] })
    expect(askedAfterMs(fourth, '1002')).toBeLessThan(2_500)
  })
})

describe('groups', () => {
  it('help out with the reserve at the time set, and the caller is told', async () => {
    await onBreak('1001')
    const reserve = await product().readyAgent('8001', { answersAfterMs: 5_000 })
    const caller = await product().trunk.call('12345')
    await reserve.nextCall(0, 10_000)
    const record = await served(caller, '8001')
    expect(askedAfterMs(record, '8001')).toBeGreaterThanOrEqual(6_000)
    expect(askedAfterMs(record, '8001')).toBeLessThan(8_000)
    expect(findPrompt(caller.voice.heard(), await promptSound('line_busy_overflow'))).toMatchObject({ whole: true })
  })

  it('are not asked outside their hours', async () => {
    const admin = await product().as('admin')
    const hours = async (schedule: unknown) => expect((await admin.ask('PATCH', '/groups/hr', { schedule })).status).toBe(200)
    const specialist = await product().readyAgent('2001', { answersAfterMs: 0 })
    await product().readyAgent('1001', { answersAfterMs: 0 })
    await hours({ workdays: [], restDays: [] })
    await served(await product().trunk.call('12333'), '1001')
    expect(specialist.calls).toHaveLength(0)
    await hours(null)
    await agentIs(product(), '1001', 'ready')
    await served(await product().trunk.call('12333'), '2001')
  })

  it('can serve two numbers: one call each, nobody is transferred (A-G19)', async () => {
    const admin = await product().as('admin')
    expect((await admin.changeHotline('12345', { group: 'hr' })).status).toBe(200)
    await product().readyAgent('2001', { answersAfterMs: 0 })
    await product().readyAgent('2002', { answersAfterMs: 0 })
    const callers = [await product().trunk.call('12333'), await product().trunk.call('12345')]
    const records = await Promise.all(callers.map((caller) => talkingRecord(product(), caller)))
    expect(new Set(records.map(({ agent }) => agent))).toEqual(new Set(['2001', '2002']))
    for (const caller of callers) {
      await caller.hangUp()
      expect(await endedRecord(product(), caller)).toMatchObject({ outcome: 'handled', transferCount: 0 })
    }
    await admin.changeHotline('12345', { group: 'general' })
  })
})

describe('callers handed over by other centres', () => {
  it('have been transferred once, by number or by header, and are not welcomed twice (A-Z03)', async () => {
    const admin = await product().as('admin')
    expect((await admin.changeHotline('12366', { transferInNumbers: ['963660'] })).status).toBe(200)
    await product().readyAgent('1001', { answersAfterMs: 4_000 })
    const byNumber = await product().trunk.call('963660')
    const record = await served(byNumber, '1001')
    expect(record).toMatchObject({ dnis: '12366', transferCount: 1, labels: ['sub_center', 'transferred_in'] })
    expect(findPrompt(byNumber.voice.heard(), await promptSound('transferred_welcome'))).toMatchObject({ whole: true })
    await agentIs(product(), '1001', 'ready')
    const byHeader = await product().trunk.call('12345', undefined, [['X-Transfer-Count', '1'], ['X-Interaction-Id', 'gz-2026-000123']])
    expect(await served(byHeader, '1001')).toMatchObject({ dnis: '12345', transferCount: 1, interaction: 'gz-2026-000123', labels: ['transferred_in'] })
    await agentIs(product(), '1001', 'ready')
    const plain = await product().trunk.call('12345', undefined, [['X-Transfer-Count', 'x'.repeat(3_000)]])
    expect(await served(plain, '1001')).toMatchObject({ transferCount: 0, labels: [] })
    await admin.changeHotline('12366', { transferInNumbers: [] })
  })

  it('go before everybody when 110 calls from its own number or to the one kept for it', async () => {
    const admin = await product().as('admin')
    expect((await admin.changeHotline('110', { transferInNumbers: ['963110'] })).status).toBe(200)
    const elder = newNumber()
    await registerElder(elder)
    const phone = await onBreak('1001')
    const waiting = [await inLine('12345'), await inLine('12345', elder)]
    const kept = await inLine('963110')
    const own = await product().trunk.call('12345', '110')
    await until('all in line', async () => (await (await api()).queue()).waiting.length === 4, 5_000)
    expect((await (await api()).queue()).waiting.map(({ rank }) => rank)).toEqual(['emergency', 'emergency', 'elder', 'normal'])
    await (await api()).setAgent('1001', 'ready')
    expect(callerOf(await phone.nextCall(0))).toBe(kept.ani)
    expect(await served(kept, '1001')).toMatchObject({ dnis: '110', transferCount: 0, labels: ['emergency', 'from_peer'] })
    await phone.nextCall(1)
    await pass(500)
    await own.hangUp()
    const [ofPeer] = (await (await api()).calls()).filter(({ labels, dnis }) => dnis === '12345' && labels.includes('from_peer'))
    expect(ofPeer).toMatchObject({ ani: null, transferCount: 0, labels: ['from_peer'] })
    for (const caller of waiting) await caller.hangUp()
    await admin.changeHotline('110', { transferInNumbers: [] })
  })
})

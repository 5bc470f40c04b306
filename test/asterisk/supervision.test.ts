import { expect, it } from 'vitest'
import { signIn } from '../rig/api.ts'
import { plugInPhone } from '../rig/desk-phone.ts'
import { agentIs, productForSuite } from '../rig/suite.ts'
import { hear, noSilence, record, seatOf, talk, voiceOf, type Talk } from '../rig/talk.ts'
import { pass, within } from '../rig/until.ts'

// Supervisors listen, whisper, join, take over and end conversations (issue 3); heard at each end, and on record.

const product = productForSuite({ policy: { wrapUp: { maxMs: 1_000 } } })

async function watched(extension: string) {
  const phone = await seatOf(product(), '8001', 'supervisor')
  const t = await talk(product(), extension)
  const supervisor = await product().as('supervisor')
  const monitor = async (mode: 'listen' | 'whisper' | 'barge'): Promise<void> => {
    const { status, body } = await t.by(supervisor, 'monitor', { mode })
    expect([status, body.monitor?.mode]).toEqual([200, mode])
  }
  return { t, phone, supervisor, monitor }
}

const onRecord = async (t: Talk): Promise<string[]> => {
  const auditor = await product().as('auditor')
  const { body } = await auditor.ask<{ items: { action: string; target: string; actor: string }[] }>('GET', `/audit?limit=100&actor=supervisor`)
  return body.items.filter(({ target }) => target === `call:${t.id}`).map(({ action }) => action).toReversed()
}

it('listens unheard, whispers to the agent alone, joins, and goes back to listening', async () => {
  const { t, phone, supervisor, monitor } = await watched('1001')
  await monitor('listen')
  const ear = await phone.nextCall(0)
  await hear([[ear, ['caller', 'agent']], [t.caller, ['agent']], [t.agent, ['caller']]])
  expect((await t.now()).now).toMatchObject({ monitor: { by: '8001', mode: 'listen', active: true } })
  await monitor('whisper')
  await hear([[ear, ['caller', 'agent']], [t.caller, ['agent']], [t.agent, ['caller', 'supervisor']]])
  await monitor('barge')
  await hear([[ear, ['caller', 'agent']], [t.caller, ['agent', 'supervisor']], [t.agent, ['caller', 'supervisor']]])
  await monitor('listen')
  await hear([[ear, ['caller', 'agent']], [t.caller, ['agent']], [t.agent, ['caller']]])
  expect(phone.calls).toHaveLength(1) // one ringing for all of it
  expect((await t.by(supervisor, 'stop-monitor')).status).toBe(200)
  await within(3_000, 'the supervisor to be let go', ear.ended)
  await hear([[t.caller, ['agent']], [t.agent, ['caller']]])
  noSilence(t)
  await t.caller.hangUp()
  expect(await record(t)).toMatchObject({ transferCount: 0, agent: '1001' })
  expect(await onRecord(t)).toEqual(['call.monitor', 'call.monitor', 'call.monitor', 'call.monitor', 'call.stop_monitor'])
}, 60_000)

it('takes a caller over who was joined: it counts as the transfer', async () => {
  const { t, phone, supervisor, monitor } = await watched('1002')
  expect(await t.by(supervisor, 'take-over')).toMatchObject({ status: 409 }) // not on the line
  await monitor('listen')
  const ear = await phone.nextCall(0)
  await hear([[ear, ['caller', 'agent']]])
  expect(await t.by(supervisor, 'take-over')).toMatchObject({ status: 409 }) // only listening
  await monitor('barge')
  await hear([[t.caller, ['agent', 'supervisor']]])
  expect((await t.by(supervisor, 'take-over')).status).toBe(200)
  await within(3_000, 'the agent to be let go', t.agent.ended)
  await hear([[t.caller, ['supervisor']], [ear, ['caller']]])
  noSilence(t)
  await t.caller.hangUp()
  await within(3_000, 'the supervisor to be let go', ear.ended)
  expect(await record(t)).toMatchObject({ transferCount: 1, agent: '8001', outcome: 'handled' })
  expect(await onRecord(t)).toContain('call.take_over')
}, 60_000)

it('ends a conversation for everybody', async () => {
  const { t, supervisor } = await watched('1003')
  await hear([[t.caller, ['agent']], [t.agent, ['caller']]])
  const { status } = await t.by(supervisor, 'force-release')
  expect(status).toBe(200)
  await within(3_000, 'both to be let go', Promise.all([t.caller.ended, t.agent.ended]))
  expect(await record(t)).toMatchObject({ outcome: 'handled', transferCount: 0 })
  expect(await onRecord(t)).toEqual(['call.force_release'])
  expect(await t.ask('force-release')).toMatchObject({ status: 403 }) // no agent may
}, 60_000)

it('goes with the agent: a supervisor is not left on a line that is over', async () => {
  const { t, phone, monitor } = await watched('1004')
  await monitor('whisper')
  const ear = await phone.nextCall(0)
  await hear([[t.agent, ['caller', 'supervisor']]])
  await t.agent.hangUp()
  await within(3_000, 'the supervisor to be let go', ear.ended)
  await agentIs(product(), '8001', 'offline')
  await t.caller.hangUp()
}, 60_000)

it('two at once: one of them listens, the other is told that somebody does', async () => {
  const admin = await product().as('admin')
  const { body: seat } = await admin.ask<{ sipPassword: string }>('POST', '/agents', { extension: '8002', name: '班长二', groups: ['backup'] })
  const account = { username: 'second', password: 'four-quiet-lanterns-31' }
  const added = await admin.ask('POST', '/users', { ...account, name: '班长二', role: 'supervisor', extension: '8002' })
  expect([added.status, added.body]).toMatchObject([201, {}])
  const { t, phone, supervisor } = await watched('1005')
  const other = await plugInPhone(product().sip, product().ports, { extension: '8002', password: seat.sipPassword }, { answersAfterMs: 0 })
  product().phones.push(other)
  other.says(voiceOf('supervisor'))
  const second = await signIn(product().url, account.username, account.password)
  const answers = await Promise.all([t.by(supervisor, 'monitor', { mode: 'listen' }), t.by(second, 'monitor', { mode: 'listen' })])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('ALREADY_MONITORED')
  await pass(1_000)
  expect(phone.calls.length + other.calls.length).toBe(1)
  await t.caller.hangUp()
  await record(t)
}, 60_000)

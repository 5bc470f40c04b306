import { expect, it } from 'vitest'
import { callerNumbers, startSipp, startSippAgents } from '../rig/sipp.ts'
import { productForSuite } from '../rig/suite.ts'
import { pass, until } from '../rig/until.ts'

// Callers come and leave at random while the server is killed again and again (reliability C3, R4). Afterwards the
// records are held against what SIPp and Asterisk saw: productForSuite does that after the test.

const long = process.env['YHT_TEST_CHAOS'] === 'long'
const CALLS = long ? 1_000 : 150
const KILLS = long ? 10 : 3
const PER_SECOND = long ? 10 : 5

const product = productForSuite({ restMs: 90_000, policy: { ari: { reconcileEveryMs: 5_000 } } })

it(`${CALLS} callers, ${KILLS} kills: every caller has one record with one outcome`, async () => {
  const agents = Array.from({ length: 8 }, (_, n) => product().account(`agent${1001 + n}`))
  const phones = await startSippAgents({
    scenario: { name: 'agent-answers', answerMs: 300, talkMs: 2_000 }, slot: 1, server: product().sip, ports: product().ports,
    accounts: agents.map(({ extension = '', sipPassword = '' }) => ({ extension, password: sipPassword })),
  })
  const api = await product().as('supervisor')
  for (const { extension = '' } of agents) await api.setAgent(extension, 'ready')

  const callers = await startSipp({
    scenario: { name: 'caller-leaves-at-random', minMs: 200, maxMs: 15_000 }, server: product().sip, ports: product().ports, slot: 0,
    fields: callerNumbers(CALLS), number: '12345', callsPerSecond: PER_SECOND, calls: CALLS,
  })
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pass(3_000 + ((kill * 1_700) % 4_000))
    await product().killServer()
    await product().ready(20_000)
    for (const { extension = '', state } of await api.agents()) if (agents.some((agent) => agent.extension === extension) && state === 'not_ready') await api.setAgent(extension, 'ready')
  }
  const seen = await callers.done()
  expect(seen).toMatchObject({ successful: CALLS, failed: 0 })
  const records = await until('all records', async () => {
    const all = await api.calls()
    return all.length === CALLS && all.every(({ outcome }) => outcome !== null) && all
  }, 60_000)
  const outcomes = [...new Set(records.map(({ outcome }) => outcome))]
  console.log(outcomes.map((outcome) => `${outcome} ${records.filter((record) => record.outcome === outcome).length}`).join(', '))
  expect(new Set(records.map(({ ani }) => ani)).size).toBe(CALLS)
  expect(records.filter(({ outcome }) => outcome === 'handled').length).toBeGreaterThan(CALLS / 10) // agents did work
  await phones.stop()
}, 600_000)

import { expect, it } from 'vitest'
import type { CallDetail } from '../../src/contract/call.ts'
import type { Callback } from '../../src/contract/callback.ts'
import type { Ticket } from '../../src/contract/ticket.ts'
import type { CelEvent } from '../rig/cel.ts'
import { parseCel } from '../rig/cel.ts'
import { checkHistory } from '../rig/check-history.ts'
import type { History } from '../rig/check-history.ts'

// The oracle itself: what is not as it must be is found, and what is right is not accused.

const row = (event: string, at: number, uniqueid: string): string =>
  [event, String(at / 1_000), uniqueid, uniqueid, 'PJSIP/trunk-00000001', '13800138000', '12345', 'from-trunk', '', '', '', '', ''].map((field) => `"${field}"`).join(',')

const cel = (...rows: string[]): CelEvent[] => parseCel(`${rows.join('\n')}\n`)
const caller = (uniqueid: string, from = 1_000, to = 9_000): string[] => [row('CHAN_START', from, uniqueid), row('CHAN_END', to, uniqueid)]

function call(uniqueid: string, over: Partial<CallDetail> = {}): CallDetail {
  const leg = { id: uniqueid, role: 'caller', party: 'caller', startedAt: 1_000, answeredAt: 1_000, endedAt: 9_000, end: null }
  return {
    id: `c-${uniqueid}`, direction: 'inbound', dnis: '12345', dnisRaw: '12345', ani: '13800138000', aniRaw: '13800138000', arrivedAt: 1_000, answeredAt: 2_000,
    endedAt: 9_000, waitedMs: 1_000, talkedMs: 7_000, outcome: 'handled', endedIn: 'talking', agent: '1001', rating: null, transferCount: 0, ticketId: null,
    labels: [], legs: [leg], events: [], recordings: [], state: null, ...over,
  } as unknown as CallDetail
}

const ticket = (uniqueid: string, ticketNo = 'SF20261121000001'): Ticket => ({ ticketNo, callId: `c-${uniqueid}` }) as unknown as Ticket
const callback = (missedCount = 1): Callback => ({ state: 'open', ani: '138****8000', callable: true, missedCount }) as unknown as Callback

const abandoned = (waitedMs: number): Partial<CallDetail> => ({ outcome: 'abandoned', endedIn: 'queue', answeredAt: null, waitedMs, agent: null })
const found = (history: Partial<History>): string[] =>
  checkHistory({ cel: [], calls: [], tickets: [], callbacks: [], ...history }).map(({ invariant, what }) => `${invariant} ${what}`)

it('a handled call with its ticket is right', () => {
  expect(found({ cel: cel(...caller('1.1')), calls: [call('1.1')], tickets: [ticket('1.1')] })).toEqual([])
})

it('a caller without a record is found', () => {
  expect(found({ cel: cel(...caller('1.1')) })).toEqual([expect.stringMatching(/INV-1 caller 1\.1 .* has 0 records/)])
})

it('a caller with two records is found', () => {
  const twice = { cel: cel(...caller('1.1')), calls: [call('1.1', abandoned(0)), call('1.1', abandoned(0))] }
  expect(found(twice)).toEqual([expect.stringMatching(/INV-1 caller 1\.1 .* has 2 records/)])
})

it('a record without a caller is found', () => {
  expect(found({ calls: [call('1.1', abandoned(0))] })).toEqual([expect.stringContaining('no caller that Asterisk has seen')])
})

it('an ended call without an outcome is found, and one that goes on is not', () => {
  const open = [call('1.1', { ...abandoned(0), outcome: null, endedAt: null })]
  expect(found({ cel: cel(...caller('1.1')), calls: open })).toEqual([expect.stringContaining('has no outcome')])
  expect(found({ cel: cel(row('CHAN_START', 1_000, '1.1')), calls: open })).toEqual([])
})

it('a call closed while its caller is still there is found, unless that Asterisk is gone', () => {
  const early = { cel: cel(row('CHAN_START', 1_000, '1.1')), calls: [call('1.1', { outcome: 'interrupted', answeredAt: null })], callbacks: [callback()] }
  expect(found(early)).toEqual([expect.stringContaining('but its channel lives')])
  expect(found({ ...early, asteriskStartedAt: 5_000 })).toEqual([])
})

it('an answered call without a ticket, with two, or a ticket for nobody is found', () => {
  const history = { cel: cel(...caller('1.1')), calls: [call('1.1')] }
  expect(found(history)).toEqual([expect.stringContaining('has 0 tickets')])
  expect(found({ ...history, tickets: [ticket('1.1'), ticket('1.1', 'SF20261121000002')] })).toEqual([expect.stringContaining('has 2 tickets')])
  expect(found({ ...history, tickets: [ticket('1.1'), ticket('9.9')] })).toEqual([expect.stringContaining('belongs to no call')])
})

it('a ticket for a caller nobody answered is found', () => {
  const history = { cel: cel(...caller('1.1')), calls: [call('1.1', abandoned(1_000))], tickets: [ticket('1.1')] }
  expect(found(history)).toEqual([expect.stringContaining('has 1 tickets')])
})

it('who gave up after waiting must be called back, who gave up at once must not', () => {
  const waited = { cel: cel(...caller('1.1')), calls: [call('1.1', abandoned(8_000))] }
  expect(found(waited)).toEqual([expect.stringContaining('1 calls were missed, but call-backs count 0')])
  expect(found({ ...waited, callbacks: [callback()] })).toEqual([])
  const left = { cel: cel(...caller('1.1')), calls: [call('1.1', abandoned(1_000))] }
  expect(found(left)).toEqual([])
  expect(found({ ...left, callbacks: [callback()] })).toEqual([expect.stringContaining('only 0 calls can have been missed')])
})

it('a number that is to be called back twice is found', () => {
  const history = { cel: cel(...caller('1.1'), ...caller('1.2')), calls: [call('1.1', abandoned(8_000)), call('1.2', abandoned(8_000))] }
  expect(found({ ...history, callbacks: [callback(2)] })).toEqual([])
  expect(found({ ...history, callbacks: [callback(), callback()] })).toEqual([expect.stringContaining('is to be called back 2 times')])
})

it('a leg without an end in an ended call is found', () => {
  const ghost = { id: 'a01', role: 'agent', party: '1001', startedAt: 1_500, answeredAt: 2_000, endedAt: null, end: 'answered' }
  const history = { cel: cel(...caller('1.1')), calls: [call('1.1', { legs: [...call('1.1').legs, ghost] as CallDetail['legs'] })], tickets: [ticket('1.1')] }
  expect(found(history)).toEqual([expect.stringContaining('INV-4 leg a01')])
})

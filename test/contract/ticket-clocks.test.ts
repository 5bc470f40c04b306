import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { TicketNo, TicketEvent } from '../../src/contract/ticket.ts'
import { openDatabase } from '../../src/database/database.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { type Log, silentLog } from '../../src/platform/log.ts'
import { createTimerRunner } from '../../src/ticket/clock/runner.ts'
import { timerStore } from '../../src/ticket/clock/store.ts'
import { databases } from './support/databases.ts'
import { frozen } from './support/frozen-clock.ts'
import { ticketing, type Ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const migrationsDir = new URL('../../migrations', import.meta.url).pathname
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: role, role, extension: null, department })
const [supervisor, leader, dispatcher, clerk, head] = [person('supervisor'), person('leader'), person('dispatcher'), person('unit', 'HB'), person('unit_head', 'HB')]
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工，太吵', contactPhone: '13700001111' } as const
const at = (text: string): number => Date.parse(`${text}+08:00`)
const monday = at('2026-11-23T14:00:00')

async function city(url: string, start = monday, servers = 1) {
  const time = frozen(start)
  const dbs: Knex[] = []
  const errors: string[] = []
  const log: Log = { ...silentLog, error: (message) => void errors.push(message) }
  for (let n = 0; n < servers; n += 1) dbs.push(await openDatabase(url, { migrationsDir }))
  const houses = dbs.map((db) => ticketing(db, { cipher, now: time.clock.now }))
  const thrown: unknown[] = []
  const runners = dbs.map((db, n) => createTimerRunner({
    store: timerStore(db), clock: time.clock, log,
    carryOut: async (id, event) => await houses[n]!.acting.system(id, event).catch((error: unknown) => {
      thrown.push(error)
      throw error
    }),
  }))
  const [db, tickets] = [dbs[0]!, houses[0]!]
  onTestFinished(async () => {
    for (const runner of runners) await runner.stop()
    for (const one of dbs) await one.destroy()
  })
  const dueNow = async (): Promise<number> => (await db('ticket_timers').whereNull('fired_at').where('due_at', '<=', time.clock.now()).select('kind')).length
  return {
    db, errors, thrown, dueNow, become: time.become,
    start: () => runners.forEach((runner) => runner.start()),
    /** Until everything that has run out by then is dealt with. */
    pass: async (to: number): Promise<void> => {
      do {
        time.become(Math.max(to, time.clock.now() + 1_000))
        await pause(5)
      } while ((await dueNow()) > 0)
    },
    open: async (fields: object = {}, event: object | null = { event: 'submit' }): Promise<TicketNo> => {
      const { ticketNo, version } = await tickets.writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise, ...fields }, supervisor, 'zh')
      if (event) await tickets.acting.act(ticketNo, supervisor, { version, ...event } as TicketEvent, 'zh')
      return ticketNo
    },
    act: async (no: TicketNo, user: Principal, event: object) => await tickets.acting.act(no, user, { version: (await tickets.reading.show(no, supervisor)).version, ...event } as TicketEvent, 'zh'),
    show: async (no: TicketNo) => await tickets.reading.show(no, supervisor),
    /** Clocks that have run out, as its history tells. */
    rung: async (no: TicketNo): Promise<(string | null)[]> => (await tickets.reading.show(no, supervisor)).timeline.filter(({ event }) => event === 'timer').map(({ reason }) => reason),
    told: async (user: Principal) => await toldTo(tickets, user),
  }
}

const toldTo = async ({ notices }: Ticketing, user: Principal): Promise<string[]> => (await notices.list(user, { limit: 200 })).items.map(({ kind, audience }) => `${kind} ${audience}`).toReversed()

const LATE = ['respond', 'respond_deputy', 'respond_head', 'yellow', 'co_task', 'red', 'red_written', 'red_interview', 'red_escalated']

describe.each(databases)('clocks of tickets on $on', ({ url }) => {
  it('tell a department that has not signed within 20 minutes, and nobody when it has (A-H01)', async () => {
    const { open, act, start, become, pass, rung, told, db } = await city(await url())
    const [late, signed] = [await open(), await open({ areaCode: '140581' })]
    start()
    become(monday + 1_199_000)
    await act(signed, clerk, { event: 'signFor' })
    expect(await db('ticket_timers').whereNotNull('fired_at')).toEqual([])
    await pass(monday + 1_200_000)
    expect([await rung(late), await rung(signed)]).toEqual([['respond'], []])
    expect((await told(clerk)).filter((one) => one.startsWith('respond'))).toEqual(['respond_late unit'])
    await pass(monday + 3_600_000)
    expect((await told(head)).filter((one) => one.startsWith('respond'))).toEqual(['respond_late unit', 'respond_late deputy', 'respond_late head'])
  })

  it('fire once and in order after a long stop, however many servers wake up (D8, A-U12, U29)', async () => {
    const { open, start, pass, rung, show, told, db } = await city(await url(), monday, 2)
    const three = [await open(), await open(), await open()]
    start()
    await pass(monday + 60 * 86_400_000)
    for (const no of three) {
      expect(await rung(no)).toEqual(LATE)
      const { records, dueAt } = await show(no)
      expect(dueAt).toBe(at('2026-11-30T23:59:59.999'))
      expect(records.filter(({ kind, state }) => kind === 'supervision' && state === 'open').map(({ data }) => data['target'])).toEqual(['leader'])
    }
    expect((await told(clerk)).filter((one) => one === 'yellow_card unit')).toHaveLength(3)
    const fired: { due_at: number; ticket_id: string }[] = await db('ticket_timers').whereNotNull('fired_at').orderBy(['fired_at', 'due_at'])
    expect(fired).toHaveLength(3 * LATE.length)
  })

  it('climb day by day from the yellow card to the leader, over a restart too, until the department feeds back (U29, domain.md §4.4)', async () => {
    const place = await url()
    const first = await city(place)
    const [no, fedBack] = [await first.open(), await first.open()]
    for (const one of [no, fedBack]) await first.act(one, clerk, { event: 'signFor' })
    first.start()
    const orders = async ({ show }: typeof first, one: TicketNo) => (await show(one)).records.filter(({ kind }) => kind === 'supervision').map(({ state, dueAt, data }) => [data['type'], data['target'], state, dueAt])
    await first.pass(at('2026-11-28T00:00:00'))
    expect([(await first.told(clerk)).filter((one) => one.startsWith('yellow')), await orders(first, no)]).toEqual([['yellow_card unit', 'yellow_card unit'], []])
    // Another server, after the first one has gone.
    const later = await city(place, at('2026-11-28T00:00:00'))
    later.start()
    await later.pass(at('2026-12-01T00:00:00'))
    expect(await orders(later, no)).toEqual([['written', 'handler', 'open', at('2026-12-02T23:59:59.999')]])
    await later.pass(at('2026-12-03T00:00:00'))
    expect(await orders(later, no)).toEqual([['written', 'handler', 'dropped', at('2026-12-02T23:59:59.999')], ['written', 'deputy', 'open', at('2026-12-03T23:59:59.999')]])
    await later.act(fedBack, clerk, { event: 'verify', contacted: false, notContactedReason: '未接', substantiated: 'yes', findings: '' })
    await later.act(fedBack, supervisor, { event: 'setGrade', grade: 'D', reason: '超期' })
    const task = (await later.show(fedBack)).records.find(({ kind }) => kind === 'co_task')
    await later.act(fedBack, person('unit', 'GA'), { event: 'answerCoTask', record: task?.id, result: '已到场' })
    await later.act(fedBack, clerk, { event: 'submitReply', contacted: true, contactedAt: monday, contactManner: 'phone', contactedBy: '经办人', result: '已办', publicReply: '已办', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null })
    await later.act(fedBack, { ...head, username: 'head' }, { event: 'reviewReply', approved: true, note: '' })
    await later.pass(at('2026-12-08T00:00:00'))
    expect((await orders(later, no)).slice(2)).toEqual([['interview', 'head', 'dropped', at('2026-12-07T23:59:59.999')], ['escalated', 'leader', 'open', null]])
    // What was fed back climbs no further; its last order is still to be answered.
    expect(await orders(later, fedBack)).toEqual([['written', 'handler', 'dropped', at('2026-12-02T23:59:59.999')], ['written', 'deputy', 'open', at('2026-12-03T23:59:59.999')]])
    expect((await later.rung(no)).filter((kind) => kind !== 'co_task')).toEqual(['yellow', 'red', 'red_written', 'red_interview', 'red_escalated'])
    expect(await later.told(leader)).toEqual(['supervision leader'])
  })

  it('leave nothing half when what they bring cannot be kept, and come again (H11)', async () => {
    const { open, start, pass, become, rung, show, db, dueNow, errors, thrown } = await city(await url())
    const no = await open()
    const { id, version } = await show(no)
    const inTheWay = { id: `${id}.${version + 1}.0`, ticket_id: id, at: 0, kind: 'dispatched', audience: 'unit', unit: 'HB', details: '{}' }
    await db('ticket_notices').insert(inTheWay)
    start()
    become(monday + 1_200_000)
    let ticking = monday + 1_200_000
    await vi.waitFor(() => {
      become((ticking += 100))
      expect(thrown).not.toEqual([])
    }, { timeout: 60_000, interval: 5 })
    expect([await rung(no), await show(no), await dueNow()]).toMatchObject([[], { state: 'dispatched', version, records: [{ kind: 'co_task' }] }, 1])
    await db('ticket_notices').where({ id: inTheWay.id }).del()
    await pass(monday + 1_210_000)
    expect([await rung(no), (await show(no)).version, errors]).toEqual([['respond'], version + 1, []])
  })

  it('that no ticket takes are given up with an error, and hold up no other ticket', async () => {
    const { open, start, pass, rung, show, db, errors } = await city(await url())
    const [stuck, other] = [await open(), await open()]
    await db('ticket_timers').insert({ ticket_id: (await show(stuck)).id, kind: 'judge', due_at: monday })
    start()
    await pass(monday + 1_300_000)
    expect(errors).toEqual(['a clock of a ticket was given up'])
    expect([await rung(stuck), await rung(other)]).toEqual([['respond'], ['respond']])
  })

  it('of an emergency run at night and on a holiday (A-G06, A-G07)', async () => {
    const night = at('2026-10-01T02:00:00')
    const { open, start, pass, show, rung, told } = await city(await url(), night)
    const no = await open({ urgency: 'emergency' })
    expect(await show(no)).toMatchObject({ state: 'dispatched', leadUnit: 'HB', dispatchedAt: night, respondBy: at('2026-10-01T02:05:00'), dueAt: at('2026-10-01T02:30:00') })
    start()
    await pass(at('2026-10-01T02:15:00'))
    expect(await rung(no)).toEqual(['emergency_sign', 'emergency_leader'])
    await pass(at('2026-10-01T02:30:00'))
    expect([await told(supervisor), await told(leader)]).toEqual([['emergency supervisor', 'overdue supervisor'], ['emergency leader', 'overdue leader']])
    expect(await told(dispatcher)).toEqual(['respond_late dispatcher'])
  })

  it('of a sponsor change nothing about the deadline of the ticket (A-G18)', async () => {
    const { open, act, start, pass, show, told } = await city(await url())
    const no = await open()
    const { dueAt } = await show(no)
    await act(no, clerk, { event: 'signFor' })
    await act(no, supervisor, { event: 'sponsor', leader: '王副市长', dueAt: monday + 3_600_000, note: '' })
    start()
    await pass(monday + 3_600_000)
    expect([await told(supervisor), await told(leader), (await show(no)).dueAt]).toEqual([['sponsor_late supervisor'], ['sponsor_late leader'], dueAt])
  })

  it('give what nobody decided on to the government of the district (A-Z13)', async () => {
    const { open, start, pass, show } = await city(await url())
    const no = await open({ categoryCode: '0402' })
    expect(await show(no)).toMatchObject({ state: 'in_triage', triageBy: at('2026-11-24T23:59:59.999') })
    start()
    await pass(at('2026-11-25T00:00:00'))
    expect(await show(no)).toMatchObject({ state: 'dispatched', leadUnit: 'QCQ', districtFallback: true })
  })

  it('end in the archive after 30 quiet days (T32)', async () => {
    const { open, start, pass, show } = await city(await url())
    const no = await open({ reply: '已当场答复' }, { event: 'directAnswer' })
    start()
    await pass(monday + 30 * 86_400_000 - 5_000)
    expect((await show(no)).state).toBe('closed')
    await pass(monday + 30 * 86_400_000)
    expect((await show(no)).state).toBe('archived')
  })
})

import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import type { CallId } from '../../src/contract/ids.ts'
import type { TicketEvent, TicketNo } from '../../src/contract/ticket.ts'
import { transaction } from '../../src/database/transaction.ts'
import type { Heard, Job, JobEnd } from '../../src/dialer/port.ts'
import { createDialing } from '../../src/dialer/schedule-store.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog } from '../../src/platform/log.ts'
import { ticketStore } from '../../src/ticket/store.ts'
import { joinReminders } from '../../src/wiring/reminders.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: `${role}${department ?? ''}`, role, extension: null, department })
const [supervisor, dispatcher, clerk] = [person('supervisor'), person('dispatcher'), person('unit', 'HB')]
const monday = Date.parse('2026-11-23T14:00:00+08:00')
const MINUTE = 60_000
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工，噪音太大', contactPhone: '13700001111' } as const
const PHONES = { dutyPhone: '03562110001', deputy: '13500000002', head: '13500000003' }

async function house(db: Knex, phones: Partial<typeof PHONES> = PHONES) {
  let now = monday
  const inTransaction = async <Result>(work: (trx: Knex.Transaction) => Promise<Result>): Promise<Result> => await transaction(db, work)
  const { dutyPhone = null, deputy = null, head = null } = phones
  const contacts = ([['deputy', deputy], ['head', head]] as const).map(([role, phone]) => ({ role, name: '值班', phone, email: null }))
  const { reminders, jobs } = joinReminders({
    db, inTransaction, dialing: createDialing(cipher), calendar: { isOpen: () => true, nextChange: () => null }, registry: { all: () => [{ number: '12345', mergeMode: 'primary' }] as never },
    departments: { find: () => ({ dutyPhone, phone: null, contacts, schedule: null }) as never }, outbound: { judge: (number) => ({ ok: true, number, kind: 'fixed' }) },
    tickets: ticketStore(db), ticketing: () => city, maxAtOnce: () => 5,
    clock: { now: () => now, at: () => () => {}, every: () => () => {} }, log: { ...silentLog, error: (message, fields) => { throw new Error(message, { cause: fields }) } },
  })
  const city: ReturnType<typeof ticketing> = ticketing(db, { cipher, now: () => now, notify: { isThere: () => true, alongside: async (trx, change) => await reminders.alongside(trx, change) } })
  const act = async (no: TicketNo, who: Principal, event: object) => await city.acting.act(no, who, { version: (await city.reading.show(no, supervisor)).version, ...event } as TicketEvent, 'zh')
  const waiting = async (): Promise<(Job & { number: string; anyHour: boolean })[]> => (await db('dial_jobs').where({ state: 'scheduled' }).orderBy('id').select({ id: 'id', subject: 'subject', number: 'number_sealed', anyHour: 'any_hour' }))
    .map((row: { id: string; subject: string; number: string; anyHour: boolean | number }) => ({ ...row, number: cipher.open(row.number), anyHour: Boolean(row.anyHour), kind: 'reminder', state: 'talking', dnis: '12345' as never, dueAt: now, attempts: 0, busy: 0, notNow: 0, lastAt: null, last: null }))
  const settled = async (): Promise<void> => { reminders.kick(); await reminders.stop() }
  return {
    ...city, act, waiting, jobs, db, settled, become: (to: number) => void (now = to),
    given: async (fields: object = {}): Promise<TicketNo> => {
      const { ticketNo } = await city.writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise, ...fields }, dispatcher, 'zh')
      await act(ticketNo, dispatcher, { event: 'submit' })
      return ticketNo
    },
    /** A clock of the ticket runs out. */
    clock: async (no: TicketNo, kind: string): Promise<void> => {
      const { id } = await db('tickets').where({ ticket_no: no }).first('id') as { id: string }
      const { due_at: dueAt } = await db('ticket_timers').where({ ticket_id: id, kind }).whereNull('fired_at').first('due_at') as { due_at: number }
      now = Number(dueAt)
      expect(await city.acting.system(id, { event: 'timer', kind: kind as 'respond', dueAt: Number(dueAt) })).toBe(true)
    },
    /** The dialer's part: one call about these. */
    called: async (about: readonly Job[], pressed: boolean, end: JobEnd = 'completed'): Promise<unknown[]> => {
      const heard: Heard = { call: 'c1' as CallId, answers: pressed ? [{ step: 'remind', value: 'confirmed', at: now }] : [], messages: [] }
      const verdicts = await inTransaction(async (trx) => {
        const all: unknown[] = []
        for (const job of about) {
          await jobs.heard(trx, job, heard)
          const verdict = await jobs.settle(trx, job, end, heard, now)
          all.push(verdict)
          if (verdict.state !== 'scheduled') await trx('dial_jobs').where({ id: job.id }).update({ state: 'done' })
        }
        return all
      })
      await settled()
      return verdicts
    },
  }
}

describe.each(databases)('reminders by telephone on $on', ({ open }) => {
  it('go to the one on duty about all that is late there in one call; confirmed, they are counted on each ticket (H08, H10)', async () => {
    const { given, clock, waiting, jobs, called, reading, ledger, act } = await house(await open())
    const [a, b, c] = [await given(), await given({ content: '夜市喧哗' }), await given({ content: '高音喇叭' })]
    expect(await waiting()).toEqual([])
    for (const no of [a, b, c]) await clock(no, 'respond')
    const due = await waiting()
    expect(due.map(({ number, anyHour }) => [number, anyHour])).toEqual([[PHONES.dutyPhone, false], [PHONES.dutyPhone, false], [PHONES.dutyPhone, false]])
    // Signed for meanwhile: not spoken of.
    await act(c, clerk, { event: 'signFor' })
    expect(await waiting()).toHaveLength(2)
    const script = await jobs.script(due, monday)
    expect(script?.steps[script.start]).toMatchObject({ prompt: { id: 'unit_reminder', values: { n: '2', status: '超过规定时间未签收' } }, keys: { 1: { value: 'confirmed' } } })
    expect([await jobs.ticketNo?.(due), await jobs.ticketNo?.(due.slice(0, 1))]).toEqual([null, expect.stringMatching(/^JC/)])
    expect(await called(due, true)).toEqual([{ state: 'done' }, { state: 'done' }, { state: 'done' }])
    for (const no of [a, b]) {
      const { records, timeline } = await reading.show(no, supervisor)
      expect(records.filter(({ kind }) => kind === 'reminder')).toMatchObject([{ unit: 'HB', state: 'done', data: { manner: 'phone', whom: 'duty', cause: 'respond', automatic: true, confirmedAt: expect.any(Number) } }])
      expect(timeline.filter(({ event }) => event === 'phoned')).toMatchObject([{ reason: 'confirmed', actor: 'system', details: { tries: 1 } }])
    }
    expect((await reading.show(c, supervisor)).timeline.filter(({ event }) => event === 'phoned')).toEqual([])
    expect((await ledger.counts(supervisor, {})).total.reminders).toMatchObject({ phone: 2 })
  })

  it('are tried again, then climb to deputy and head; in the end the supervisor is told', async () => {
    const { given, clock, waiting, called, act, reading, become, notices } = await house(await open())
    const no = await given()
    await act(no, clerk, { event: 'signFor' })
    await clock(no, 'yellow')
    for (const number of [PHONES.dutyPhone, PHONES.deputy, PHONES.head]) {
      const due = await waiting()
      expect(due.map((one) => one.number)).toEqual([number])
      expect(await called(due, false, 'no_answer')).toMatchObject([{ state: 'scheduled', counts: true }])
      expect(await called(due, false, 'busy')).toMatchObject([{ state: 'scheduled' }])
      expect(await called(due, false, 'silent')).toEqual([{ state: 'done' }])
      become(monday + 5 * MINUTE)
    }
    expect(await waiting()).toEqual([])
    expect((await reading.show(no, supervisor)).timeline.filter(({ event }) => event === 'phoned').map(({ reason, details }) => [reason, details['whom']])).toEqual([['unanswered', 'duty'], ['unanswered', 'deputy'], ['unanswered', 'head']])
    expect((await notices.list(supervisor, { limit: 9 })).items.filter(({ kind }) => kind === 'reminder')).toMatchObject([{ audience: 'supervisor', details: { outcome: 'unanswered', whom: 'head' } }])
    expect((await reading.show(no, supervisor)).records.filter(({ kind, data }) => kind === 'reminder' && data['manner'] === 'phone')).toEqual([])
  })

  it('ring at any hour for emergencies only; where no telephone is registered the supervisor hears of it once a day', async () => {
    const { given, waiting, jobs } = await house(await open())
    await given({ categoryCode: '1201', content: '燃气泄漏', urgency: 'emergency' })
    const [due] = await waiting()
    expect([due?.anyHour, due && jobs.mayCall({ ...due, dueAt: 0 }, monday)]).toEqual([true, true])

    const mute = await house(await open(), { head: PHONES.head })
    const first = await mute.given({ categoryCode: '1201', content: '燃气泄漏', urgency: 'emergency' })
    const before = (await mute.reading.show(first, supervisor)).version
    await mute.given({ categoryCode: '1201', content: '管道破裂', urgency: 'emergency' })
    await mute.settled()
    expect((await mute.waiting()).map(({ number }) => number)).toEqual([PHONES.head, PHONES.head])
    expect((await mute.notices.list(supervisor, { kind: 'reminder', limit: 9 })).items).toMatchObject([{ ticketNo: first, audience: 'supervisor', details: { outcome: 'no_phone', unit: 'RQ', whom: 'duty', cause: 'emergency' } }])
    // Nobody who works on it is in the way.
    expect((await mute.reading.show(first, supervisor)).version).toBe(before)
  })
})

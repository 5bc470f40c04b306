import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import type { TicketEvent, TicketNo } from '../../src/contract/ticket.ts'
import { transaction } from '../../src/database/transaction.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { silentLog } from '../../src/platform/log.ts'
import { siteDay } from '../../src/platform/site-day.ts'
import { recordFacts } from '../../src/ticket/from-calls.ts'
import { createTimerRunner } from '../../src/ticket/clock/runner.ts'
import { timerStore } from '../../src/ticket/clock/store.ts'
import { connected } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { frozen } from './support/frozen-clock.ts'
import { ticketing } from './support/ticketing.ts'

// A gas leak at two in the night of a holiday, from the call until the citizen can be asked (A-G06, A-G07, G18).

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: department === null ? role : `${role}-${department}`, role, extension: null, department })
const [supervisor, dispatcher, duty, head, helper, leader] = [person('supervisor'), person('dispatcher'), person('unit', 'RQ'), person('unit_head', 'RQ'), person('unit', 'YJ'), person('leader')]
const agent: Principal = { userId: 'agent', username: 'agent1001', role: 'agent', extension: Extension.parse('1001'), department: null }

const at = (time: string): number => Date.parse(`2026-10-01T${time}+08:00`)
const rang = at('01:58:00')
const leak = { type: 'help', categoryCode: '1201', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼道里燃气味很重，已关总阀' } as const

async function night(db: Knex) {
  const { clock, become } = frozen(rang)
  const tickets = ticketing(db, { cipher, now: clock.now })
  const runner = createTimerRunner({ store: timerStore(db), clock, log: silentLog, carryOut: async (id, event) => await tickets.acting.system(id, event) })
  onTestFinished(async () => await runner.stop())
  runner.start()
  const dueNow = async (): Promise<number> => (await db('ticket_timers').whereNull('fired_at').where('due_at', '<=', clock.now()).select('kind')).length
  const no = async (call: string): Promise<TicketNo> => (await db('tickets').where({ call_id: call }).first<{ ticket_no: TicketNo }>()).ticket_no
  const show = async (of: TicketNo) => await tickets.reading.show(of, supervisor)
  return {
    ...tickets, show,
    /** Until everything that has run out by then is dealt with. */
    pass: async (to: number): Promise<void> => {
      do {
        become(Math.max(to, clock.now() + 1))
        await pause(5)
      } while ((await dueNow()) > 0)
    },
    /** An agent answers; the draft is there. */
    called: async (call: string): Promise<TicketNo> => {
      const fact = connected(call, { at: clock.now(), answeredAt: clock.now(), arrivedAt: clock.now() - 5_000 })
      await transaction(db, async (trx) => await recordFacts(trx, [fact], { cipher, prefix: 'JC', dayOf: siteDay('Asia/Shanghai'), processingOf: () => ({ processing: 'collaborative', workspace: null }) }))
      return await no(call)
    },
    write: async (of: TicketNo, fields: object): Promise<unknown> => await tickets.writing.change(of, agent, { version: (await tickets.reading.show(of, agent)).version, ...fields }, 'zh'),
    act: async (of: TicketNo, who: Principal, event: object) => await tickets.acting.act(of, who, { version: (await show(of)).version, ...event } as TicketEvent, 'zh'),
    rung: async (of: TicketNo): Promise<(string | null)[]> => (await show(of)).timeline.filter(({ event }) => event === 'timer').map(({ reason }) => reason),
    told: async (who: Principal): Promise<string[]> => (await tickets.notices.list(who, { limit: 200 })).items.map(({ kind, audience }) => `${kind} ${audience}`).toReversed(),
    /** What is for leaders; where the centre has none signed up, its supervisor reads it. */
    leaders: async (): Promise<string[]> => {
      const all = await Promise.all([leader, supervisor].map(async (who) => (await tickets.notices.list(who, { limit: 200 })).items))
      return [...new Map(all.flat().map((one) => [one.id, one])).values()].filter(({ audience }) => audience === 'leader').toSorted((a, b) => a.at - b.at).map(({ kind }) => kind)
    },
    list: async (who: Principal, name: 'to_sign' | 'emergency' | 'overdue' | 'co_tasks' | 'to_review'): Promise<string[]> => (await tickets.worklists.page(who, name, { below: false, limit: 50 })).items.map(({ ticket }) => ticket.ticketNo),
  }
}

describe.each(databases)('an emergency at night on $on', ({ open }) => {
  it('goes from the call to the answer inside 30 minutes, first in every line, and alarms only what is not done (A-G06)', async () => {
    const { called, write, act, pass, show, rung, told, leaders, list } = await night(await open())
    const earlier = await called('1.1')
    await write(earlier, { ...leak, categoryCode: '0401', type: 'complaint', content: '楼下施工' })
    await act(earlier, agent, { event: 'submit' })
    const ordinary = await called('1.2')
    await write(ordinary, { ...leak, categoryCode: '0103', urgency: 'normal', content: '停气' })
    await act(ordinary, agent, { event: 'submit' })
    await act(ordinary, dispatcher, { event: 'triageDecide', unit: 'RQ', section: null, coUnits: [], method: '', requirements: '', final: false })

    const no = await called('1.3')
    await write(no, leak)
    await pass(at('02:00:00'))
    const sent = await act(no, agent, { event: 'submit' })
    expect(sent).toMatchObject({ state: 'dispatched', urgency: 'emergency', leadUnit: 'RQ', section: '抢险队', acceptedAt: at('02:00:00'), dispatchedAt: at('02:00:00'), respondBy: at('02:05:00'), dueAt: at('02:30:00'), limitDays: null })
    expect([await list(duty, 'to_sign'), await list(duty, 'emergency'), await list(helper, 'co_tasks')]).toEqual([[no, ordinary], [no], [no]])
    expect([await told(duty), await told(helper), await told(supervisor)]).toEqual([['dispatched unit', 'dispatched unit', 'emergency unit'], ['co_task unit'], ['emergency supervisor']])

    await pass(at('02:03:00'))
    await act(no, duty, { event: 'signFor' })
    await pass(at('02:09:00'))
    expect(await rung(no)).toEqual([])
    const task = (await act(no, duty, { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '阀门接头泄漏' })).records.find(({ kind }) => kind === 'co_task')
    await act(no, helper, { event: 'answerCoTask', record: task?.id, result: '已疏散警戒' })
    await pass(at('02:15:00'))
    expect([await rung(no), await leaders()]).toEqual([['emergency_leader'], ['emergency']])
    await pass(at('02:22:00'))
    await act(no, duty, { event: 'submitReply', contacted: true, contactedAt: at('02:20:00'), contactManner: 'in_person', contactedBy: '抢险队', result: '更换接头，检测合格', publicReply: '泄漏已排除，可以恢复用气', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null })
    expect(await list(head, 'to_review')).toEqual([no])
    await pass(at('02:26:00'))
    const fedBack = await act(no, head, { event: 'reviewReply', approved: true, note: '' })
    expect(fedBack).toMatchObject({ state: 'pending_callback', feedbackAt: at('02:26:00') })
    expect(fedBack.timeline.at(-1)).toMatchObject({ event: 'reviewReply', details: { onTime: true } })
    expect((fedBack.feedbackAt ?? Infinity) - (fedBack.acceptedAt ?? 0)).toBeLessThanOrEqual(30 * 60_000)
    await pass(at('02:40:00'))
    expect(await rung(no)).toEqual(['emergency_leader'])
    expect(await told(supervisor)).not.toContain('overdue supervisor')
    expect((await show(no)).records.filter(({ kind }) => kind === 'supervision')).toEqual([])
  })

  it('that nobody works on alarms after 5, 15 and 30 minutes, each time somebody higher, and is neither returned nor extended (A-G07, I7)', async () => {
    const { called, write, act, pass, show, rung, told, leaders, list } = await night(await open())
    const no = await called('2.1')
    await write(no, leak)
    await pass(at('02:00:00'))
    await act(no, agent, { event: 'submit' })
    await expect(act(no, duty, { event: 'requestReturn', reason: 'not_our_duty', basis: '不属本单位', suggestedUnit: null })).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE' })
    await pass(at('02:04:59'))
    expect(await rung(no)).toEqual([])
    await pass(at('02:05:00'))
    expect([await rung(no), await told(dispatcher)]).toEqual([['emergency_sign'], ['respond_late dispatcher']])
    expect(await told(duty)).toEqual(['dispatched unit', 'emergency unit', 'respond_late unit'])
    await pass(at('02:15:00'))
    expect([await rung(no), await leaders()]).toEqual([['emergency_sign', 'emergency_leader'], ['emergency']])
    expect(await list(supervisor, 'overdue')).toEqual([])
    await pass(at('02:30:00'))
    expect([await rung(no), await leaders()]).toEqual([['emergency_sign', 'emergency_leader', 'co_task', 'red'], ['emergency', 'overdue']])
    // The matter itself, and the task the other department owes it.
    expect((await told(head)).filter((one) => one.startsWith('overdue'))).toEqual(['overdue unit', 'overdue unit', 'overdue head'])
    await pass(at('02:31:00'))
    expect(await list(supervisor, 'overdue')).toEqual([no])
    expect((await show(no)).records.filter(({ kind, state }) => kind === 'supervision' && state === 'open')).toMatchObject([{ unit: 'RQ', data: { type: 'written', clock: 'red', automatic: true } }])

    await act(no, duty, { event: 'signFor' })
    const verified = await act(no, duty, { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '' })
    await expect(act(no, duty, { event: 'requestExtension', days: 1, reason: 'complex', note: '', callerInformed: true })).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE' })
    await act(no, helper, { event: 'answerCoTask', record: verified.records.find(({ kind }) => kind === 'co_task')?.id, result: '已疏散' })
    await act(no, duty, { event: 'submitReply', contacted: true, contactedAt: at('02:31:00'), contactManner: 'phone', contactedBy: '值班员', result: '已排除', publicReply: '已排除', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null })
    const late = await act(no, head, { event: 'reviewReply', approved: true, note: '' })
    expect(late.timeline.at(-1)?.details).toMatchObject({ onTime: false })
  })
})

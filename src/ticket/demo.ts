import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Extension, HotlineNumber } from '../contract/ids.ts'
import { NewTicket, TicketEvent, type TicketNo } from '../contract/ticket.ts'
import type { Principal, Role } from '../identity/port.ts'
import type { Acting } from './acting.ts'
import { DAY_MS } from './rules/case.ts'
import type { TicketRow, TicketStore } from './store.ts'
import type { Writing } from './writing.ts'

const BY = ['unit', 'head', 'dispatcher', 'supervisor', 'callback'] as const
const Sample = z
  .object({
    title: z.string(),
    fields: z.record(z.string(), z.unknown()),
    dnis: HotlineNumber,
    days: z.int().min(0),
    // oxlint-disable-next-line unicorn/no-thenable -- a list in the file, never awaited
    then: z.array(z.object({ by: z.enum(BY), event: z.string(), minutes: z.int().min(0) }).loose()),
  })
  .strict()
type Sample = z.infer<typeof Sample>
const File = z.object({ tickets: z.array(Sample) }).strict()

const MINUTE_MS = 60_000
const ROLES: Readonly<Record<(typeof BY)[number], Role>> = { unit: 'unit', head: 'unit_head', dispatcher: 'dispatcher', supervisor: 'supervisor', callback: 'callback' }
const AGENT: Principal = { userId: 'demo', username: 'agent1001', role: 'agent', extension: Extension.parse('1001'), department: null }

export interface DemoDeps {
  file: string
  now: () => number
  store: Pick<TicketStore, 'list' | 'find'>
  /** Tickets whose clock shows what it is told. */
  at: (now: () => number) => { writing: Pick<Writing, 'open'>; acting: Pick<Acting, 'act' | 'caseOf'> }
}

/**
 * Fills an empty house with sample tickets, by the same steps that people take; returns how many. A step that would lie in
 * the future is left out, and so is what follows it. Throws when the file does not fit the machine any more.
 */
export async function openDemoTickets({ file, now, store, at }: DemoDeps): Promise<number> {
  if ((await store.list({ limit: 1 })).length > 0) return 0
  const read = File.safeParse(parse(readFileSync(file, 'utf8')))
  if (!read.success) throw new Error(`${basename(file)} is not valid: ${z.prettifyError(read.error)}`)
  let clock = now()
  const { writing, acting } = at(() => clock)

  async function step(ticketNo: TicketNo, by: Sample['then'][number]['by'], event: object): Promise<void> {
    const row = await store.find(ticketNo)
    if (!row?.leadUnit) return // triage: people decide
    if ('event' in event && event.event === 'submitReply') await assisted(row)
    const { version } = (await store.find(ticketNo)) ?? row
    await acting.act(ticketNo, personOf(by, row.leadUnit), TicketEvent.parse({ ...event, ...(('contactManner' in event) && { contactedAt: new Date(clock).toISOString() }), version }), 'zh')
  }

  /** Departments with a task have done it, and the back office has approved, before the lead replies. */
  async function assisted(row: TicketRow): Promise<void> {
    for (const { id, kind, unit } of (await acting.caseOf(row)).records.filter(({ state }) => state === 'open')) {
      const step = kind === 'co_task' ? ({ event: 'answerCoTask', record: id, result: '已配合办理。' } as const) : kind === 'approval' ? ({ event: 'decideApproval', approved: true, reference: '', note: '' } as const) : null
      const { version } = (await store.find(row.ticketNo)) ?? row
      if (step) await acting.act(row.ticketNo, personOf('unit', unit), { ...step, version }, 'zh')
    }
  }

  for (const { title, fields, dnis, days, then } of read.data.tickets.toSorted((a, b) => b.days - a.days)) {
    const openedAt = now() - days * DAY_MS - 3 * MINUTE_MS
    clock = openedAt
    const opened = await writing.open(NewTicket.parse({ ...fields, title, dnis, channel: 'phone' }), AGENT, 'zh')
    await acting.act(opened.ticketNo, AGENT, { event: 'submit', version: opened.version }, 'zh')
    for (const { by, minutes, ...event } of then) {
      clock = openedAt + minutes * MINUTE_MS
      if (clock > now()) break
      await step(opened.ticketNo, by, event)
    }
  }
  return read.data.tickets.length
}

const personOf = (by: keyof typeof ROLES, unit: string | null): Principal => {
  const department = by === 'unit' || by === 'head' ? unit : null
  return { userId: 'demo', username: department === null ? by : `${by}-${department}`, role: ROLES[by], extension: null, department }
}

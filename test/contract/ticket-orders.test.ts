import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import { DONE_STATES, type ChangeTicket, type TicketEvent, type TicketNo } from '../../src/contract/ticket.ts'
import type { Principal } from '../../src/identity/port.ts'
import { AppError } from '../../src/platform/errors.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { leads, transitionOf } from '../../src/ticket/rules/machine.ts'
import { noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { ticketing, type Ticketing } from './support/ticketing.ts'

const agent: Principal = { userId: 'u', username: 'agent1001', role: 'agent', extension: Extension.parse('1001'), department: null }
const fields: Partial<ChangeTicket>[] = [{ content: '噪声' }, { type: 'complaint' }, { categoryCode: '0401' }, { areaCode: '140502' }, { reply: '已答复' }, { categoryCode: '0701' }, { anonymous: true }, { contactPhone: '' }, { reply: ' ' }]

type Step = { of: number; write: Partial<ChangeTicket> } | { of: number; event: string; reason: string; into: number; stale: boolean }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ of: fc.nat(2), write: fc.constantFrom(...fields) }) },
    { weight: 2, arbitrary: fc.record({ of: fc.nat(2), event: fc.constantFrom('submit', 'directAnswer', 'cancel', 'merge'), reason: fc.constantFrom('silent', 'withdrawn'), into: fc.nat(2), stale: fc.boolean() }) },
  ),
  { minLength: 5, maxLength: 25 },
)

async function take({ reading, writing, acting }: Ticketing, tickets: readonly TicketNo[], step: Step): Promise<void> {
  const [no, into] = [tickets[step.of]!, 'into' in step ? tickets[step.into]! : null]
  const before = await reading.show(no, agent)
  try {
    if ('write' in step) await writing.change(no, agent, { ...step.write, version: before.version }, 'zh')
    else {
      const version = before.version - (step.stale ? 1 : 0)
      const more = step.event === 'merge' ? { into } : step.event === 'cancel' ? { reason: step.reason, note: '记录' } : {}
      await acting.act(no, agent, { event: step.event, version, ...more } as TicketEvent, 'zh')
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // Refused: nothing has changed.
    expect(await reading.show(no, agent)).toEqual(before)
  }
}

describe.each(databases)('tickets in any order of events on $on', ({ open }) => {
  it('keep the invariants of §4.3', async () => {
    const tickets = ticketing(await open(), { cipher: createFieldCipher(Buffer.alloc(32, 7).toString('base64')), now: (() => { let now = noon; return () => (now += 1) })() })
    await fc.assert(fc.asyncProperty(steps, async (order) => {
      const opened = [0, 1, 2].map(async () => (await tickets.writing.open({ channel: 'app', dnis: null, externalNo: null, contactPhone: '13700001111' }, agent, 'zh')).ticketNo)
      const three = await Promise.all(opened)
      const told = new Map<TicketNo, string[]>(three.map((no) => [no, []]))
      for (const step of order) {
        await take(tickets, three, step)
        for (const no of three) {
          const { timeline, state, fields: now, closeReason, mergedInto, repeatCount } = await tickets.reading.show(no, agent)
          const lines = timeline.map((entry) => JSON.stringify(entry))
          // I4: entries are added, numbered and never changed, and each begins where the last one ended.
          expect(lines.slice(0, told.get(no)?.length)).toEqual(told.get(no))
          expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, i) => i))
          timeline.slice(1).forEach(({ from, to, event }, i) => {
            expect(from).toBe(timeline[i]?.to)
            if (event === 'edit' || event === 'open') return expect(to).toBe(event === 'edit' ? from : 'draft')
            expect(leads({ state: from ?? 'draft', processing: 'collaborative' }, event)).toBe(true)
            expect(transitionOf(event)?.to).toContain(to === from ? 'same' : to)
          })
          expect(timeline.at(-1)?.to).toBe(state)
          // I2: closed with an answer on record and how it came about.
          if (state === 'closed') expect([now.reply.trim() === '', closeReason]).toEqual([false, 'direct_answer'])
          expect(mergedInto !== null).toBe(state === 'merged')
          expect(repeatCount >= timeline.filter(({ event }) => event === 'repeat').length).toBe(true)
          expect(closeReason !== null).toBe(DONE_STATES.includes(state))
          told.set(no, lines)
        }
      }
    }), { numRuns: 12 })
  })
})

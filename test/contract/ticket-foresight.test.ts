import { describe, expect, it } from 'vitest'
import type { TicketEvent } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: `${role}${department ?? ''}`, role, extension: null, department })
const [dispatcher, clerk] = [person('dispatcher'), person('unit', 'HB')]
const monday = Date.parse('2026-11-23T14:00:00+08:00')
const given = { type: 'complaint', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工', contactPhone: '13700001111', suggestedUnit: null } as const

describe.each(databases)('what a step would bring, on $on', ({ open }) => {
  async function place() {
    const db = await open()
    const { writing, acting, reading } = ticketing(db, { cipher, now: () => monday })
    const { ticketNo } = await writing.open({ channel: 'app', dnis: null, externalNo: null, ...given, categoryCode: '0101' }, dispatcher, 'zh')
    const versioned = async (event: object) => ({ ...event, version: (await reading.show(ticketNo, dispatcher)).version }) as TicketEvent
    await acting.act(ticketNo, dispatcher, await versioned({ event: 'submit' }), 'zh')
    return { db, reading, ticketNo, foresee: async (event: object, who = dispatcher) => await acting.foresee(ticketNo, who, await versioned(event), 'zh'), act: async (event: object) => await acting.act(ticketNo, dispatcher, await versioned(event), 'zh') }
  }
  const sending = { unit: 'HB', section: null, coUnits: ['GA'], method: '', requirements: '当日到场', final: true }

  it('is where it leads, until when and who is told; nothing of it happens until it is done', async () => {
    const { db, reading, ticketNo, foresee, act } = await place()
    const before = await reading.show(ticketNo, dispatcher)
    expect(before.state).toBe('in_triage')
    const seen = await foresee({ event: 'triageDecide', ...sending })
    expect(seen).toMatchObject({ state: 'dispatched', leadUnit: 'HB', final: true, dueAt: Date.parse('2026-12-01T00:00:00+08:00') - 1, respondBy: monday + 1_200_000, version: before.version })
    expect(seen.told).toEqual([{ kind: 'dispatched', audience: 'unit', unit: 'HB' }, { kind: 'co_task', audience: 'unit', unit: 'GA' }])
    expect(seen.added.map(({ kind, unit }) => [kind, unit])).toEqual([['instruction', 'HB'], ['co_task', 'GA']])
    expect(JSON.stringify(seen)).not.toContain('当日到场')
    expect(await reading.show(ticketNo, dispatcher)).toEqual(before)
    expect(await db('ticket_notices').where({ kind: 'dispatched' })).toEqual([])
    expect(await act({ event: 'triageDecide', ...sending })).toMatchObject({ state: seen.state, dueAt: seen.dueAt, respondBy: seen.respondBy })
  })

  it('is refused as the step would be', async () => {
    const { foresee } = await place()
    await expect(foresee({ event: 'triageDecide', ...sending, unit: 'NOBODY' })).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: [{ path: 'unit' }] } })
    await expect(foresee({ event: 'dispatch', ...sending })).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' })
    await expect(foresee({ event: 'triageDecide', ...sending }, clerk)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

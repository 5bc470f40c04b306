import type { TicketDetail } from '../../../src/contract/ticket-detail.ts'
import type { NewTicket, TicketEvent } from '../../../src/contract/ticket.ts'
import type { Principal, Role } from '../../../src/identity/port.ts'
import { createFieldCipher } from '../../../src/platform/field-cipher.ts'
import type { TestDatabase } from './databases.ts'
import { ticketing } from './ticketing.ts'

export const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
export const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: `${role}${department ?? ''}`, role, extension: null, department })
export const dispatcher = person('dispatcher')
export const supervisor = person('supervisor')

/** A Monday, 14:00. */
export const monday = Date.parse('2026-11-23T14:00:00+08:00')
/** A reply that says all there is to be said. */
export const reply = { event: 'submitReply', contacted: true, contactedAt: monday, contactManner: 'phone', contactedBy: '经办人', result: '已办理', publicReply: '已办理', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null }
export const verified = { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '属实' }

/** One matter of the demo site, and what people do with it; every step takes a second. */
export async function matter(open: TestDatabase['open'], fields: Partial<NewTicket>, more: Partial<Parameters<typeof ticketing>[1]> = {}) {
  const db = await open()
  const clock = { now: monday }
  const joined = ticketing(db, { cipher, now: () => (clock.now += 1_000), ...more })
  const { ticketNo, id } = await joined.writing.open({ channel: 'app', dnis: null, externalNo: null, type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工', contactPhone: '13700001111', ...fields }, dispatcher, 'zh')
  const show = async (who: Principal = supervisor): Promise<TicketDetail> => await joined.reading.show(ticketNo, who)
  const by = async (who: Principal, event: object): Promise<TicketDetail> => await joined.acting.act(ticketNo, who, { ...event, version: (await show()).version } as TicketEvent, 'zh')
  return {
    ...joined, db, clock, id, ticketNo, show, by,
    /** Handed in, and to the department; signed for and verified. Tasks of those that assist are waived. */
    handled: async (unit: string): Promise<void> => {
      const clerk = person('unit', unit)
      await by(dispatcher, { event: 'submit' })
      const { state } = await show()
      if (state === 'in_triage') await by(dispatcher, { event: 'triageDecide', unit, section: null, coUnits: [], method: '', requirements: '', final: false })
      await by(clerk, { event: 'signFor' })
      await by(clerk, verified)
      for (const { id: record } of (await show()).records.filter(({ kind, state: at }) => kind === 'co_task' && at === 'open')) await by(clerk, { event: 'waiveCoTask', record, reason: '无需协办' })
    },
  }
}

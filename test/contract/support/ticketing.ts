import type { Knex } from 'knex'
import { transaction } from '../../../src/database/transaction.ts'
import { loadSite } from '../../../src/hotline/site.ts'
import type { AuditEntry } from '../../../src/identity/port.ts'
import { can } from '../../../src/identity/rules/can.ts'
import type { FieldCipher } from '../../../src/platform/field-cipher.ts'
import { siteDay } from '../../../src/platform/site-day.ts'
import { changeStore } from '../../../src/ticket/change-store.ts'
import { ticketStore } from '../../../src/ticket/store.ts'
import { joinTickets } from '../../../src/tickets.ts'

const site = loadSite('config/sites/demo.yaml')

export interface Ticketing extends ReturnType<typeof joinTickets> {
  audited: AuditEntry[]
  /** Ids of tickets whose matter is settled. */
  settled: string[]
}

/** Tickets of the demo site on this database. */
export function ticketing(db: Knex, { cipher, now }: { cipher: FieldCipher; now: () => number }): Ticketing {
  const [audited, settled] = [[] as AuditEntry[], [] as string[]]
  const joined = joinTickets({
    store: ticketStore(db), changes: changeStore(db, async (work) => await transaction(db, work)), cipher, can, now, dayOf: siteDay('Asia/Shanghai'), site: { areas: site.areas, ticketPrefix: 'JC' },
    audit: { write: async (entry) => void audited.push(entry) }, packageRoot: '.', linkagesOf: async () => [],
    units: () => site.departments.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn })),
    suggest: async ({ category }) => (category === '0401' ? [{ unit: 'HB', section: '噪声科', coUnits: ['GA'], emergency: false, why: { category, district: null, words: [] }, rule: { id: 'r1', version: 1, matter: '噪声扰民', legalBasis: '', note: '' } }] : []),
    registry: { find: (number) => site.hotlines.find((line) => line.number === number) as never }, known: { ticketClosed: (_, id) => void settled.push(id) },
  })
  return { ...joined, audited, settled }
}

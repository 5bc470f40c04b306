import type { Knex } from 'knex'
import { addWorkingDays, workingDaysBetween } from '../../../src/calendar/rules/working-days.ts'
import { DepartmentSettings, type DepartmentView } from '../../../src/contract/department.ts'
import { defaultPolicy } from '../../../src/contract/policy.ts'
import { transaction } from '../../../src/database/transaction.ts'
import { createDialing } from '../../../src/dialer/schedule-store.ts'
import { createTiming } from '../../../src/dialer/timing.ts'
import { GroupId } from '../../../src/contract/ids.ts'
import { loadSite } from '../../../src/hotline/site.ts'
import type { Registry } from '../../../src/hotline/registry.ts'
import type { AuditEntry } from '../../../src/identity/port.ts'
import { can } from '../../../src/identity/rules/can.ts'
import type { FieldCipher } from '../../../src/platform/field-cipher.ts'
import { siteDay } from '../../../src/platform/site-day.ts'
import { changeStore } from '../../../src/ticket/change-store.ts'
import { keepForSearch } from '../../../src/ticket/search/index-store.ts'
import { searchStore } from '../../../src/ticket/search/store.ts'
import { ticketStore } from '../../../src/ticket/store.ts'
import { limitsOf } from '../../../src/wiring/ticket-context.ts'
import { joinTickets, type TicketSources } from '../../../src/wiring/tickets.ts'

const site = loadSite('config/sites/demo.yaml')

export interface Ticketing extends ReturnType<typeof joinTickets> {
  audited: AuditEntry[]
  /** Ids of tickets whose matter is settled. */
  settled: string[]
}

const kindOf = (day: string): 'weekend' | 'workday' => ([0, 6].includes(new Date(day).getUTCDay()) ? 'weekend' : 'workday')
const DEPARTMENTS: DepartmentView[] = site.departments.map((one) => ({ ...DepartmentSettings.parse({ ...one, contacts: [] }), code: one.code, inUse: true, version: 1, updatedAt: 0 }))

interface Around {
  /** What the site has set otherwise. */
  limits?: Partial<ReturnType<typeof limitsOf>>
  cipher: FieldCipher
  now: () => number
  attachmentsDir?: string
  exportsDir?: string
  /** Other systems, if not those of the demo site. */
  intake?: typeof site.intake
  lineOf?: Registry['find']
  /** Who is there, and what is told besides. */
  notify?: TicketSources['notify']
  notByMachine?: TicketSources['surveys']['notByMachine']
}

/** Tickets of the demo site on this database. */
export function ticketing(db: Knex, { cipher, now, limits = {}, attachmentsDir = '/nowhere', exportsDir = '/nowhere', intake = site.intake, lineOf = (number) => site.hotlines.find((line) => line.number === number) as never, notify, notByMachine = () => null }: Around): Ticketing {
  const forSearch = keepForSearch(cipher)
  const [audited, settled] = [[] as AuditEntry[], [] as string[]]
  const noise = { unit: 'HB', section: '噪声科', coUnits: ['GA'], emergency: false, why: { category: '0401', district: null, hotline: null, type: null, keywords: [] }, named: 1, equal: true, rule: { id: 'r1', version: 1, matter: '噪声扰民', legalBasis: '', note: '' } }
  const gas = { ...noise, unit: 'RQ', section: '抢险队', coUnits: ['YJ'], emergency: true, why: { ...noise.why, category: '1201' }, rule: { ...noise.rule, id: 'r2', matter: '燃气泄漏' } }
  const candidates = (category: string | null) => (category === '0401' ? [noise] : category === '1201' ? [gas] : [])
  const joined = joinTickets({
    ...(notify && { notify }),
    db, inTransaction: async (work) => await transaction(db, work), limits: () => ({ ...limitsOf(defaultPolicy()), ...limits }), timeZone: 'Asia/Shanghai',
    // Every weekday is a working day, and departments are always there.
    calendar: { isOpen: () => true, nextChange: () => null, addWorkingDays: (day, n) => addWorkingDays(day, n, kindOf), workingDaysBetween: (from, to) => workingDaysBetween(from, to, kindOf) },
    departments: { all: () => DEPARTMENTS, inUse: () => DEPARTMENTS, find: (code) => DEPARTMENTS.find((one) => one.code === code) },
    match: ({ category }) => ({ decided: candidates(category).length === 1, candidates: candidates(category) }),
    store: ticketStore(db), changes: changeStore(db, async (work) => await transaction(db, work), forSearch), search: searchStore(db, cipher), forSearch, attachmentsDir, exportsDir, toolsFolder: process.env['YHT_TOOLS'] ?? '.tools', log: { error: (what, fields) => { throw new Error(`${what} ${JSON.stringify(fields)}`) } }, cipher, can, now, dayOf: siteDay('Asia/Shanghai'), site: { areas: site.areas, ticketPrefix: 'JC', name: site.name, intake },
    audit: { write: async (entry) => void audited.push(entry) }, packageRoot: '.', linkagesOf: async () => [],
    units: () => site.departments.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn, parent: null, sections: [] })),
    suggest: async ({ category }) => candidates(category),
    surveys: {
      automatic: true, dialing: createDialing(cipher), timing: createTiming({ policy: defaultPolicy(), hours: site.callingHours, place: { timeZone: 'Asia/Shanghai', kindOf } }), notByMachine, dialled: (number) => number, primaryLine: () => '12345',
      terms: () => ({ ...defaultPolicy().survey, site: site.name, groups: [GroupId.parse('general')] }), maxAtOnce: () => 10, firstAfterMs: () => defaultPolicy().survey.firstAfterMs,
    },
    registry: { find: lineOf }, known: { ticketClosed: (_, id) => void settled.push(id) },
  })
  return { ...joined, audited, settled }
}

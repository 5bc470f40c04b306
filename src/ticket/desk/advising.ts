import type { DispatchAdvice, DispatchUnit } from '../../contract/dispatch-advice.ts'
import type { DepartmentView } from '../../contract/department.ts'
import type { TicketNo } from '../../contract/ticket.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Find } from '../../department/port.ts'
import type { Principal } from '../../identity/port.ts'
import { AppError } from '../../platform/errors.ts'
import type { PrecedentsStore } from './precedents-store.ts'
import type { Reading } from '../reading.ts'
import { adviceFaults, bestOf, returnedBy } from '../rules/advising.ts'
import type { Context } from '../rules/case.ts'
import type { TicketRow } from '../store.ts'

export interface AdvisingDeps {
  reading: Pick<Reading, 'find' | 'mayDo' | 'denied'>
  records: (ticketId: string) => Promise<TicketRecord[]>
  /** By the responsibility list. */
  matchOf: (row: TicketRow) => ReturnType<Find>
  units: Context['units']
  store: PrecedentsStore
  departments: { inUse: () => readonly DepartmentView[] }
  /** "renshe rs" of a name. */
  soundOf: (name: string) => Promise<string>
  now: () => number
}

const PRECEDENTS_MS = 90 * 86_400_000

export type Advising = ReturnType<typeof createAdvising>

/** What helps a dispatcher to find the right department. */
export function createAdvising({ reading, records, matchOf, units, store, departments, soundOf, now }: AdvisingDeps) {
  async function unitOf({ code, nameZh, nameEn, shortName, level, parent, area, workspace, sections }: DepartmentView, loads: ReadonlyMap<string, { open: number; late: number }>): Promise<DispatchUnit> {
    const { open = 0, late = 0 } = loads.get(code) ?? {}
    const sounds = [await soundOf(nameZh), ...(shortName === '' ? [] : [await soundOf(shortName)])]
    return { code, nameZh, nameEn, shortName, pinyin: sounds.join(' '), level, parent, area, workspace, sections: [...sections], open, late }
  }

  return {
    /** Throws NOT_FOUND, FORBIDDEN. */
    async advise(ticketNo: TicketNo, user: Principal): Promise<DispatchAdvice> {
      const row = await reading.find(ticketNo, user)
      if (!reading.mayDo(row, user, 'ticket.dispatch')) {
        await reading.denied(user, 'ticket.dispatch', ticketNo)
        throw new AppError('FORBIDDEN')
      }
      const { id, categoryCode, areaCode, workspace, suggestedUnit: byAgent } = row
      const [attached, precedents] = await Promise.all([records(id), categoryCode === null ? [] : store.of({ id, categoryCode, areaCode, workspace }, now() - PRECEDENTS_MS)])
      const { decided, candidates } = matchOf(row)
      const list = candidates.map(({ coUnits, ...one }) => ({ ...one, coUnits: [...coUnits] }))
      const returned = returnedBy(attached)
      const named = [...list.flatMap(({ unit, coUnits }) => [unit, ...coUnits]), ...(byAgent === null ? [] : [byAgent]), ...returned.flatMap(({ suggestedUnit }) => suggestedUnit ?? []), ...precedents.map(({ unit }) => unit)]
      const told = { decided, list, byAgent, returned, precedents, faults: adviceFaults(named, row, { units }) }
      return { best: bestOf(told), ...told }
    },
    /** Departments that take matters now, of the reader's house. */
    async units({ workspace = null }: Principal): Promise<DispatchUnit[]> {
      const loads = new Map((await store.loads(workspace, now())).map(({ unit, ...load }) => [unit, load]))
      return await Promise.all(departments.inUse().filter((one) => workspace === null || one.workspace === workspace).map(async (one) => await unitOf(one, loads)))
    },
  }
}

import { randomUUID } from 'node:crypto'
import { wallTime } from '../calendar/rules/wall-clock.ts'
import type { HotlineNumber } from '../contract/ids.ts'
import type { Departments } from '../department/port.ts'
import type { Registry } from '../hotline/registry.ts'
import type { Audit, Can } from '../identity/port.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Language } from '../platform/language.ts'
import type { Log } from '../platform/log.ts'
import type { Acting } from '../ticket/acting.ts'
import { createBulk } from '../ticket/list/bulk.ts'
import type { Naming } from '../ticket/export/cells.ts'
import { createExports } from '../ticket/export/exports.ts'
import { findFonts } from '../ticket/print/fonts.ts'
import { createPdfPrinter } from '../ticket/print/pdf.ts'
import { createPrints } from '../ticket/print/prints.ts'
import type { Reading } from '../ticket/reading.ts'
import { savedFilterStore } from '../ticket/list/saved-filter-store.ts'
import { createSavedFilters } from '../ticket/list/saved-filters.ts'
import type { Surroundings } from '../ticket/search/query.ts'
import type { Search } from '../ticket/search/search.ts'
import { ticketWords } from '../ticket/words.ts'

interface Sources {
  db: Parameters<typeof savedFilterStore>[0]
  cipher: FieldCipher
  can: Can
  audit: Audit
  now: () => number
  timeZone: string
  /** Folder of exported lists, absolute. */
  exportsDir: string
  limits: () => { exportRowsMax: number }
  departments: Pick<Departments, 'find'>
  registry: Pick<Registry, 'find'>
  log: Pick<Log, 'error'>
  site: { name: string }
  /** Folder of fetched programs and type. */
  toolsFolder: string
  packageRoot: string
}

interface Joined {
  acting: Acting
  reading: Reading
  search: Search
  surroundings: Surroundings
}

interface Named {
  nameZh: string
  nameEn: string
}

/** What people do with many tickets at once, and what leaves as a file. */
export function joinTicketLists({ db, cipher, can, audit, now, timeZone, exportsDir, limits, departments, registry, log, site, toolsFolder, packageRoot }: Sources, { acting, reading, search, surroundings }: Joined) {
  /** Codes as they are called; one nobody knows any more stays a code. */
  function naming(language: Language): Naming {
    const { types, categories, areas, templates } = reading.choices()
    const nameOf = (one: Named | undefined, code: string): string => (one === undefined ? code : language === 'en' && one.nameEn !== '' ? one.nameEn : one.nameZh)
    const among = (all: readonly (Named & { code: string })[]) => {
      const known = new Map(all.map((one) => [one.code, one]))
      return (code: string): string => nameOf(known.get(code), code)
    }
    return {
      words: ticketWords(language), type: among(types), category: among(categories.flatMap(({ children }) => children)), area: among(areas),
      unit: (code) => nameOf(departments.find(code), code), field: among(templates.flatMap(({ fields }) => fields.map(({ id, ...one }) => ({ ...one, code: id })))), line: (number) => nameOf(registry.find(number as HotlineNumber), number),
    }
  }
  function wall(at: number): number {
    const { day, minute } = wallTime(at, timeZone)
    return Date.parse(day) + minute * MINUTE_MS + (((at % MINUTE_MS) + MINUTE_MS) % MINUTE_MS)
  }
  return {
    filters: createSavedFilters({ store: savedFilterStore(db), search, reading, surroundings, cipher, can, now, newId: randomUUID }),
    bulk: createBulk({ acting, reading }),
    prints: createPrints({ reading, pdf: createPdfPrinter(() => findFonts(toolsFolder), packageRoot), audit, now, naming, site: site.name, wall }),
    exports: createExports({ search, reading, surroundings, can, audit, now, newId: randomUUID, folder: exportsDir, rowsMax: () => limits().exportRowsMax, naming, wall, failed: (error) => log.error('an export broke off', { error }) }),
  }
}

const MINUTE_MS = 60_000

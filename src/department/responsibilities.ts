import { createHash, randomUUID } from 'node:crypto'
import type { ImportPreview, PutResponsibility, Responsibility, ResponsibilitySettings, ResponsibilityVersion } from '../contract/responsibility.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { mailbox } from '../platform/mailbox.ts'
import type { SiteDay } from '../platform/site-day.ts'
import { textOf } from './encoding.ts'
import { lineOf, type LineChange, type ListStore } from './list-store.ts'
import type { Matter, Suggest, Find } from './port.ts'
import { csvLine, readCsv } from './rules/csv.ts'
import { faultsIn } from './rules/faults.ts'
import { cellsOf, COLUMNS } from './rules/list-columns.ts'
import { matchRule, type Matches } from './rules/match-rule.ts'
import { compare, settingsOf, type Catalogue, type Changes } from './rules/read-list.ts'

const ROWS_MAX = 5_000
const LINES_SHOWN_MAX = 500

export interface ResponsibilitiesDeps {
  store: ListStore
  /** The lines that ship; only for a list that has never been begun. */
  seed: readonly ResponsibilitySettings[]
  catalogue: Catalogue
  /** Whether the department takes matters today. */
  inUse: (department: string) => boolean
  clock: Pick<Clock, 'now'>
  dayOf: SiteDay
  audit: Audit
  log: Log
}

export interface ImportOrder {
  /** Takes out what is not in the file. */
  replace: boolean
  /** Of the preview; null only looks. */
  revision: string | null
}

/** The responsibility list (职责清单, G06) in memory, with every version of its lines in the database. */
export type Responsibilities = Awaited<ReturnType<typeof createResponsibilities>>

export async function createResponsibilities({ store, seed, catalogue, inUse, clock, dayOf, audit, log }: ResponsibilitiesDeps) {
  if (!(await store.begun())) await store.change(seed.filter((line) => faultsIn(line, catalogue).length === 0).map((settings) => ({ id: newId(), version: 1, at: clock.now(), by: 'system', settings })))
  let list = await store.all()
  const turns = mailbox<'edit'>()

  /** Audited first; throws VERSION_CONFLICT. */
  async function keep(changes: readonly LineChange[], action: string, by: string, details: Record<string, unknown>): Promise<void> {
    const target = changes.length === 1 ? `responsibility:${changes[0]?.id}` : 'responsibilities'
    await audit.write({ at: clock.now(), actor: by, action, target, details, ok: true })
    let done = false
    try {
      done = await store.change(changes)
    } finally {
      if (!done) await audit.write({ at: clock.now(), actor: by, action, target, details, ok: false })
    }
    if (!done) throw new AppError('VERSION_CONFLICT')
    list = await store.all()
    log.info('responsibility list changed', { lines: changes.length, by })
  }
  function refuseWrong(settings: ResponsibilitySettings): void {
    const errors = faultsIn(settings, catalogue).map(({ path, message }) => ({ path: `body.${path}`, message }))
    if (errors.length > 0) throw new AppError('INVALID_REQUEST', { errors })
  }
  function found(id: string): Responsibility {
    const rule = list.find((one) => one.id === id)
    if (!rule) throw new AppError('RESPONSIBILITY_NOT_FOUND')
    return rule
  }
  async function put(id: string, settings: ResponsibilitySettings | null, version: number, by: string): Promise<Responsibility | null> {
    const before = found(id)
    if (before.version !== version) throw new AppError('VERSION_CONFLICT')
    if (settings) refuseWrong(settings)
    const change = { id, version: version + 1, at: clock.now(), by, settings }
    await keep([change], settings ? 'responsibility.edit' : 'responsibility.remove', by, { before: settingsOf(before), after: settings })
    return lineOf(change)
  }
  async function importList(bytes: Buffer, { replace, revision }: ImportOrder, by: string): Promise<ImportPreview> {
    const { text, encoding } = textOf(bytes)
    const rows = readCsv(text)
    if (!rows) throw new AppError('UNSUPPORTED_MEDIA', { detail: '引号未闭合 / a quoted cell is never closed' })
    if (rows.length > ROWS_MAX + 1) throw new AppError('TOO_LARGE', { detail: `≤ ${ROWS_MAX} 行 / rows` })
    const now = revisionOf(list)
    if (revision !== null && revision !== now) throw new AppError('VERSION_CONFLICT')
    const changes = onlyAsked(compare(rows, list, catalogue), replace)
    const preview = previewOf(changes, { encoding, revision: now })
    if (revision === null) return preview
    if (preview.counts.faulty > 0) throw new AppError('LIST_FAULTY', { count: preview.counts.faulty })
    const wanted = changes.lines.filter(({ change }) => change !== 'same').map(({ id, after }): LineChange => ({ id: id ?? newId(), version: (id === null ? 0 : found(id).version) + 1, at: clock.now(), by, settings: after }))
    if (wanted.length > 0) await keep(wanted, 'responsibility.import', by, { ...preview.counts })
    return { ...preview, revision: revisionOf(list), applied: true }
  }

  const matches = (matter: Matter): Matches => matchRule(list.filter(({ department }) => inUse(department)), matter, dayOf(clock.now()))
  return {
    all: (): readonly Responsibility[] => list,
    matches,
    match: ((matter) => {
      const found = matches(matter)
      return { decided: found.decided, candidates: candidatesOf(found) }
    }) satisfies Find as Find,
    suggest: (async (matter) => candidatesOf(matches(matter))) satisfies Suggest as Suggest,
    versions: async (id: string): Promise<ResponsibilityVersion[]> => await store.versions(id),
    add: async (settings: ResponsibilitySettings, by: string): Promise<Responsibility> =>
      await turns('edit', async () => {
        refuseWrong(settings)
        const change = { id: newId(), version: 1, at: clock.now(), by, settings }
        await keep([change], 'responsibility.add', by, { after: settings })
        return found(change.id)
      }),
    /** Throws RESPONSIBILITY_NOT_FOUND, VERSION_CONFLICT, INVALID_REQUEST. */
    replace: async (id: string, { version, ...settings }: PutResponsibility, by: string): Promise<Responsibility> =>
      await turns('edit', async () => (await put(id, settings, version, by)) ?? found(id)),
    remove: async (id: string, version: number, by: string): Promise<void> => await turns('edit', async () => void (await put(id, null, version, by))),
    /** Looks at a file, or takes it over whole. Throws UNSUPPORTED_MEDIA, TOO_LARGE, LIST_FAULTY, VERSION_CONFLICT. */
    import: async (bytes: Buffer, order: ImportOrder, by: string): Promise<ImportPreview> => await turns('edit', async () => await importList(bytes, order, by)),
    /** The list as a file for spreadsheets. */
    export: (): Buffer => Buffer.from(`\uFEFF${[csvLine(COLUMNS.map(({ zh }) => zh)), ...list.map((rule) => csvLine(cellsOf(rule.id, settingsOf(rule))))].join('')}`),
  }
}

const newId = (): string => randomUUID().slice(0, 13)

const revisionOf = (list: readonly Responsibility[]): string => createHash('sha256').update(list.map(({ id, version }) => `${id} ${version}`).join('\n')).digest('hex').slice(0, 16)

const onlyAsked = ({ lines }: Changes, replace: boolean): Changes => ({ lines: replace ? lines : lines.filter(({ change }) => change !== 'removed') })

function previewOf({ lines }: Changes, of: Pick<ImportPreview, 'encoding' | 'revision'>): ImportPreview {
  const counts = { added: 0, changed: 0, same: 0, removed: 0, faulty: 0 }
  for (const { change } of lines) counts[change] += 1
  const told = lines.filter(({ change }) => change !== 'same').toSorted((a, b) => Number(b.change === 'faulty') - Number(a.change === 'faulty'))
  return { ...of, counts, lines: told.slice(0, LINES_SHOWN_MAX), applied: false }
}

/** The most specific line, or those among which a person decides. */
function candidatesOf({ matches, decided }: Matches): Awaited<ReturnType<Suggest>> {
  return (decided ? matches.slice(0, 1) : matches).map(({ rule, reason, named, equal }) => ({
    unit: rule.department, section: rule.section, coUnits: rule.coUnits, emergency: rule.emergency,
    why: reason, named, equal,
    rule: { id: rule.id, version: rule.version, matter: rule.matter, legalBasis: rule.legalBasis, note: rule.note },
  }))
}

import { rm } from 'node:fs/promises'
import type { AskExport, TicketExport } from '../../contract/ticket-export.ts'
import type { Audit, Can, Principal } from '../../identity/port.ts'
import { AppError } from '../../platform/errors.ts'
import type { Language } from '../../platform/language.ts'
import type { Download } from '../../platform/route.ts'
import type { Reading } from '../reading.ts'
import type { Listing, Search } from '../search/search.ts'
import { ListQuery, listingOf, type Surroundings } from '../search/query.ts'
import { type Cell, cellOf, type Naming } from './cells.ts'
import { writeSealed, type SealedFile } from './sealed-file.ts'
import { csvWriter, type SheetWriter, type Sink, type Wall, xlsxWriter } from './sheet.ts'

export interface ExportDeps {
  search: Pick<Search, 'rows'>
  reading: Pick<Reading, 'sight' | 'exported'>
  surroundings: Surroundings
  can: Can
  audit: Audit
  now: () => number
  newId: () => string
  /** Folder of the files, absolute; emptied before the first. */
  folder: string
  rowsMax: () => number
  naming: (language: Language) => Naming
  wall: Wall
  /** An export broke off for a reason nobody expected. */
  failed: (error: unknown) => void
}

interface Job {
  shown: TicketExport
  owner: string
  file: SealedFile | null
  forget: ReturnType<typeof setTimeout> | null
}

interface Writing {
  columns: AskExport['columns']
  listing: Omit<Listing, 'cursor' | 'limit'>
  user: Principal
  language: Language
}

const KEPT_MS = 3_600_000
/** Of one account at a time; older ones are deleted. */
const OWN_MOST = 5
const AT_ONCE = 200
/** Filters that may hold something personal: on record is that they were used. */
const PERSONAL: ReadonlySet<string> = new Set(['phone', 'text'])

/** Nobody waits for it any more. */
class GivenUp extends Error {
  override readonly name = 'GivenUp'
}

export type Exports = ReturnType<typeof createExports>

/**
 * Tickets as a file: written page by page, one export after the other, so that neither their number nor how many ask
 * matters to the calls. Names and numbers are masked as on the pages; in full they take two rights and a reason.
 */
export function createExports(deps: ExportDeps) {
  const { search, reading, surroundings, can, audit, now } = deps
  const jobs = new Map<string, Job>()
  // What a crash has left there is of no use to anybody.
  let queue: Promise<void> | null = null
  const begun = async (): Promise<void> => await rm(deps.folder, { recursive: true, force: true }).catch(deps.failed)

  const note = async (action: string, owner: string, { id, format, unmasked, rows, cut }: TicketExport, more: object = {}): Promise<void> =>
    await audit.write({ at: now(), actor: owner, action: `ticket.${action}`, target: `export:${id}`, details: { format, unmasked, ...(rows === 0 ? {} : { rows, cut }), ...more }, ok: true })

  async function write({ shown: job }: Pick<Job, 'shown'>, { columns, listing, user, language }: Writing, sink: Sink): Promise<void> {
    const [naming, most] = [deps.naming(language), deps.rowsMax()]
    const writer: SheetWriter = job.format === 'csv' ? csvWriter(sink, deps.wall) : xlsxWriter(sink, deps.wall, naming.words.sheet)
    await writer.row(columns.map((column): Cell => naming.words.columns[column]))
    for (let cursor: string | null | undefined; cursor !== null; ) {
      if (!jobs.has(job.id)) throw new GivenUp()
      const page = await search.rows({ ...listing, limit: AT_ONCE, ...(cursor === undefined ? {} : { cursor }) })
      for (const row of page.rows) {
        if (job.rows >= most) {
          job.cut = true
          return await writer.end()
        }
        const exported = { ...reading.exported(row, user, job.unmasked), now: now() }
        await writer.row(columns.map((column) => cellOf(column, exported, naming)))
        job.rows += 1
      }
      cursor = page.nextCursor
    }
    await writer.end()
  }

  async function forget(id: string): Promise<void> {
    const job = jobs.get(id)
    jobs.delete(id)
    if (job?.forget) clearTimeout(job.forget)
    await job?.file?.remove()
  }

  const mine = (id: string, user: Principal): Job => {
    const job = jobs.get(id)
    if (!job || job.owner !== user.username) throw new AppError('NOT_FOUND')
    return job
  }

  return {
    /** On record before the first row is read. Throws INVALID_REQUEST (the query), FORBIDDEN (in full, or a number a department may not ask for). */
    async ask(asked: AskExport, user: Principal, language: Language): Promise<TicketExport> {
      const query = ListQuery.safeParse(asked.query)
      if (!query.success) throw new AppError('INVALID_REQUEST', { errors: query.error.issues.map(({ path, message }) => ({ path: ['body.query', ...path].join('.'), message })) })
      const own = { workspace: user.workspace ?? null }
      if (asked.unmasked !== null && !(can(user, 'ticket.reveal', own) && can(user, 'ticket.supervise', own))) {
        await audit.write({ at: now(), actor: user.username, action: 'ticket.export', target: 'tickets', details: { unmasked: true }, ok: false })
        throw new AppError('FORBIDDEN')
      }
      const { filter, text, number, sort } = listingOf(query.data, surroundings)
      const seat = query.data.mine === 'true' ? { agent: user.extension ?? '' } : {}
      const listing = { filter: { ...filter, ...seat, sight: reading.sight(user, { number }) }, text, number, sort }
      const job: Job = { owner: user.username, file: null, forget: null, shown: { id: deps.newId(), format: asked.format, state: 'waiting', rows: 0, cut: false, unmasked: asked.unmasked !== null, askedAt: now(), deletedAt: now() + KEPT_MS } }
      const conditions = Object.fromEntries(Object.entries(asked.query).map(([name, value]) => [name, PERSONAL.has(name) ? '…' : value]))
      await note('export', user.username, job.shown, { query: conditions, columns: asked.columns.length, ...(asked.unmasked === null ? {} : { reason: asked.unmasked.reason }) })
      const earlier = [...jobs.values()].filter(({ owner, shown: { state } }) => owner === user.username && state !== 'running' && state !== 'waiting')
      for (const old of earlier.slice(0, Math.max(0, earlier.length + 1 - OWN_MOST))) await forget(old.shown.id)
      if ([...jobs.values()].filter(({ owner }) => owner === user.username).length >= OWN_MOST) throw new AppError('TOO_MANY_REQUESTS')
      jobs.set(job.shown.id, job)
      queue = (queue ?? begun()).then(async () => {
        if (!jobs.has(job.shown.id)) return
        job.shown.state = 'running'
        try {
          const file = await writeSealed(deps.folder, job.shown.id, async (sink) => await write(job, { columns: asked.columns, listing, user, language }, sink))
          if (!jobs.has(job.shown.id)) return await file.remove()
          job.file = file
          job.forget = setTimeout(() => void forget(job.shown.id).catch(deps.failed), KEPT_MS)
          job.forget.unref()
          job.shown = { ...job.shown, state: 'done', deletedAt: now() + KEPT_MS }
          await note('exported', job.owner, job.shown)
        } catch (error) {
          job.shown.state = 'failed'
          if (!(error instanceof GivenUp)) deps.failed(error)
        }
      })
      return { ...job.shown }
    },
    /** How far it is. Throws NOT_FOUND, also for somebody else's. */
    of: (id: string, user: Principal): TicketExport => ({ ...mine(id, user).shown }),
    /** The file, for who asked for it; on record. Throws NOT_FOUND while it is not done. */
    async download(id: string, user: Principal): Promise<Download> {
      const { file, shown: { format, askedAt }, shown: job } = mine(id, user)
      if (file === null) throw new AppError('NOT_FOUND')
      await note('export.download', user.username, job)
      const at = new Date(deps.wall(askedAt)).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
      return { contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', size: file.size, fileName: `tickets-${at}.${format}`, saved: true, read: file.read }
    },
    /** Throws NOT_FOUND. */
    async remove(id: string, user: Principal): Promise<void> {
      mine(id, user)
      await forget(id)
    },
    /** Gives up what is being written, and deletes the files. */
    async stop(): Promise<void> {
      for (const id of jobs.keys()) await forget(id)
      await queue
    },
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../../src/database/database.ts'
import { createFieldCipher } from '../../../src/platform/field-cipher.ts'
import { startPrivatePostgres } from '../../contract/support/postgres.ts'
import { table } from '../report.ts'
import { fillTickets } from './fill.ts'
import { measureTickets, type TicketFigures } from './measure.ts'

const SIZES = { full: { tickets: 100_000, times: 200 }, quick: { tickets: 5_000, times: 50 } }
const P95_MAX_MS = 200
const LAG_MAX_MS = 50
const DISPATCH_MAX_MS = 1_000
const UNTIL = Date.parse('2026-11-21T12:00:00+08:00')

/** Fills a database of each kind with a year of tickets, and measures lists, filters, searches, opening and dispatch. */
export async function runTickets(size: keyof typeof SIZES, say: (line: string) => void): Promise<TicketFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yht-bench-tickets-'))
  try {
    const onSqlite = await on(`sqlite://${join(folder, 'tickets.sqlite')}`, size, say)
    const postgres = await startPrivatePostgres()
    try {
      return [onSqlite, await on(postgres.url, size, say)]
    } finally {
      await postgres.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function on(url: string, size: keyof typeof SIZES, say: (line: string) => void): Promise<TicketFigures> {
  const { tickets, times } = SIZES[size]
  const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
  const db = await openDatabase(url, { migrationsDir: join(import.meta.dirname, '../../../migrations'), waitMs: 60_000 })
  try {
    const began = Date.now()
    await fillTickets(db, cipher, { tickets, until: UNTIL })
    say(`${tickets} tickets written in ${Math.round((Date.now() - began) / 1000)} s (${url.split(':')[0]})`)
    return await measureTickets(db, cipher, { tickets, until: UNTIL, times })
  } finally {
    await db.destroy()
  }
}

const ms = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(1))
const judged = (value: number, most: number): string => (value <= most ? 'met' : 'NOT met')

/** The figures, and whether the targets were met. */
export function ticketReport(figures: readonly TicketFigures[]): string {
  const names = Object.keys(figures[0]?.asked ?? {})
  const rows = names.map((name) => [name, ...figures.flatMap(({ asked }) => [ms(asked[name]?.p50), ms(asked[name]?.p95), ms(asked[name]?.max)])])
  const whole = figures.map(({ database, tickets, asked, lag, drafts, dispatch }) => {
    const worst = Math.max(...Object.values(asked).map(({ p95 }) => p95))
    return [database, String(tickets), `${ms(worst)} ${judged(worst, P95_MAX_MS)}`, `${ms(lag.p99)} / ${ms(lag.max)} ${judged(lag.max, LAG_MAX_MS)}`, `${ms(drafts.p95)} / ${ms(drafts.max)}`, `${ms(dispatch.p95)} / ${ms(dispatch.max)} ${judged(dispatch.max, DISPATCH_MAX_MS)}`]
  })
  return [
    table(['asked', ...figures.flatMap(({ database }) => [`${database} p50 ms`, 'p95 ms', 'max ms'])], rows),
    table(['database', 'tickets', `slowest p95, ms (<= ${P95_MAX_MS})`, `loop lag p99 / max, ms (<= ${LAG_MAX_MS})`, 'draft of a call p95 / max, ms', `50 dispatched p95 / max, ms (<= ${DISPATCH_MAX_MS})`], whole),
  ].join('\n\n')
}

import type { CampaignEntry, EntryState, ListReport } from '../contract/campaign.ts'
import { textOf } from '../department/encoding.ts'
import { readCsv } from '../department/rules/csv.ts'
import type { Audit } from '../identity/port.ts'
import { fromCursor, pageOf } from '../platform/cursor.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import { maskName } from '../ticket/rules/masked.ts'
import type { EntryStore } from './entry-store.ts'
import { type Fault, readList, reportOf, type SheetRow } from './rules/list.ts'
import type { StoredCampaign } from './store.ts'
import { isZip, readWorkbook } from './workbook.ts'

export interface ListingDeps {
  entries: EntryStore
  audit: Audit
  now: () => number
  newId: () => string
  judge: (typed: string) => { ok: true; number: string } | { ok: false; why: string }
}

const ROWS_MAX = 20_000

function rowsOf(bytes: Buffer): SheetRow[] {
  if (isZip(bytes)) return readWorkbook(bytes)
  const rows = readCsv(textOf(bytes).text)
  if (rows === null) throw new AppError('UNSUPPORTED_MEDIA', { detail: 'CSV: a quoted cell is never closed' })
  return rows.map(({ line, cells }) => ({ line, cells }))
}

export type Listing = ReturnType<typeof createListing>

/** Who is to be called: lists as files, and what became of each number. */
export function createListing({ entries, audit, now, newId, judge }: ListingDeps) {
  return {
    /**
     * Looks at a file (CSV in UTF-8 or GB18030, or .xlsx), and takes it over when `apply`. Rows that are no good are left out and
     * told. Throws UNSUPPORTED_MEDIA, TOO_LARGE.
     */
    async take(campaign: Pick<StoredCampaign, 'id'>, bytes: Buffer, { apply, by }: { apply: boolean; by: string }): Promise<ListReport> {
      const rows = rowsOf(bytes)
      if (rows.length > ROWS_MAX) throw new AppError('TOO_LARGE', { rows: rows.length, most: ROWS_MAX })
      const read = readList(rows, judge)
      const numbers = read.entries.map(({ number }) => number)
      const [listed, spared] = [await entries.known('campaign_entries', numbers, campaign.id), await entries.known('do_not_call', numbers)]
      const faultOf = (number: string): Fault['fault'] | null => (spared.has(number) ? 'do_not_call' : listed.has(number) ? 'listed' : null)
      const faults = read.entries.flatMap(({ row, number }): Fault[] => {
        const fault = faultOf(number)
        return fault === null ? [] : [{ row, fault, number, detail: '' }]
      })
      const wanted = read.entries.filter(({ number }) => faultOf(number) === null)
      if (apply && wanted.length > 0) {
        await audit.write({ at: now(), actor: by, action: 'campaign.list', target: `campaign:${campaign.id}`, details: { rows: read.rows, added: wanted.length }, ok: true })
        await entries.add(campaign.id, wanted.map((one) => ({ ...one, id: newId() })), now())
      }
      return reportOf({ ...read, entries: wanted, faults: [...read.faults, ...faults] }, apply, maskNumber)
    },
    /** In the order of the list. Throws INVALID_REQUEST (the cursor). */
    async page({ id }: Pick<StoredCampaign, 'id'>, { state, cursor, limit }: { state?: EntryState | undefined; cursor?: string | undefined; limit: number }): Promise<{ items: CampaignEntry[]; nextCursor: string | null }> {
      const { items, nextCursor } = pageOf(await entries.list(id, { state, after: cursor === undefined ? undefined : fromCursor(cursor), limit: limit + 1 }), limit, (one) => ({ at: one.place, id: one.id }))
      return { nextCursor, items: items.map((one) => ({ id: one.id, number: maskNumber(one.number), name: maskName(one.name), state: one.state, attempts: one.attempts, lastAt: one.lastAt, last: one.last, nextAt: one.state === 'waiting' ? one.nextAt : null })) }
    },
  }
}

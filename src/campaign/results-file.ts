import { Readable } from 'node:stream'
import type { CampaignResults } from '../contract/campaign.ts'
import type { Audit } from '../identity/port.ts'
import type { Language } from '../platform/language.ts'
import type { Download } from '../platform/route.ts'
import { csvWriter, type SheetWriter, type Wall, xlsxWriter } from '../ticket/export/sheet.ts'
import type { Entry, EntryStore } from './entry-store.ts'
import type { StoredCampaign } from './store.ts'
import { CAMPAIGN_WORDS } from './words.ts'

export interface ResultsFileDeps {
  entries: EntryStore
  results: (id: string) => Promise<CampaignResults>
  audit: Audit
  now: () => number
  wall: Wall
}

export interface AskedFile {
  format: 'csv' | 'xlsx'
  /** counts: by question and option. answers: a row for each number of the list, without number and name. */
  what: 'counts' | 'answers'
}

const AT_ONCE = 500
const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const

/** Results as files; who took them is on record. */
export function createResultsFiles({ entries, results, audit, now, wall }: ResultsFileDeps) {
  async function counts(writer: SheetWriter, id: string, language: Language): Promise<void> {
    const [words, found] = [CAMPAIGN_WORDS[language], await results(id)]
    await writer.row(words.countsHead)
    for (const [n, { text, base, options }] of found.questions.entries()) for (const { key, label, count, percent } of options) await writer.row([n + 1, text, key, label, count, percent, base, found.completed])
    for (const total of ['listed', 'reached', 'answered', 'completed'] as const) await writer.row([null, words.total[total], null, null, found[total]])
  }
  /** Page by page: lists are long. */
  async function* pages(id: string): AsyncGenerator<Entry[]> {
    for (let last: Entry | undefined; ; ) {
      const page = await entries.list(id, { after: last && { at: last.place, id: last.id }, limit: AT_ONCE })
      if (page.length > 0) yield page
      if (page.length < AT_ONCE) return
      last = page.at(-1)
    }
  }
  async function answers(writer: SheetWriter, { id, questions }: StoredCampaign, language: Language): Promise<void> {
    const words = CAMPAIGN_WORDS[language]
    const columns = new Set<string>()
    for await (const page of pages(id)) for (const { fields } of page) for (const title of Object.keys(fields)) columns.add(title)
    const [place = '', outcome = '', lastAt = ''] = words.answersHead
    await writer.row([place, ...columns, outcome, lastAt, ...questions.map(({ text }) => text)])
    for await (const page of pages(id)) {
      const keys = await entries.answersOf(page.map((one) => one.id))
      for (const one of page) {
        const own = keys.get(one.id)
        const labels = questions.map(({ options }, n) => options.find(({ key }) => key === own?.get(n))?.label ?? null)
        await writer.row([one.place, ...[...columns].map((title) => one.fields[title] ?? null), words.states[one.state], one.lastAt === null ? null : { at: one.lastAt }, ...labels])
      }
    }
  }

  return {
    /** As far as it has come; formulas are text in it. */
    async file(campaign: StoredCampaign, { format, what }: AskedFile, by: string, language: Language): Promise<Download> {
      await audit.write({ at: now(), actor: by, action: 'campaign.export', target: `campaign:${campaign.id}`, details: { format, what }, ok: true })
      const parts: Buffer[] = []
      const sink = async (bytes: Buffer): Promise<void> => void parts.push(bytes)
      const writer = format === 'csv' ? csvWriter(sink, wall) : xlsxWriter(sink, wall, CAMPAIGN_WORDS[language][what])
      await (what === 'counts' ? counts(writer, campaign.id, language) : answers(writer, campaign, language))
      await writer.end()
      const bytes = Buffer.concat(parts)
      return { contentType: TYPES[format], size: bytes.length, fileName: `campaign-${what}.${format}`, saved: true, read: (start, end) => Readable.from([bytes.subarray(start, end + 1)]) }
    },
  }
}
export type ResultsFiles = ReturnType<typeof createResultsFiles>

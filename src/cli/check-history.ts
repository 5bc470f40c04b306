import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { loadSite } from '../hotline/site.ts'
import { siteDay } from '../platform/site-day.ts'
import { readCallers } from './history/cel-file.ts'
import { checkHistory, type Finding, SEEK_MS, type Span } from './history/check.ts'
import { lookForFiles, readRecords } from './history/records.ts'
import { findInstallation, lookInto, onTerminal, type Say, sentenceOf } from './installation/installation.ts'
import { instantOf } from './rules/instant.ts'

const HELP = `yht check-history [--from <time>] [--to <time>] [--no-files] [--json]

Holds the records of calls, tickets, call-backs and recordings against Asterisk's own event log, and says what does not
fit. Changes nothing; the server may run. A <time> is a day (2026-11-21: its midnight here) or an instant with its zone
(2026-11-21T08:30+08:00); --to is the first moment left out. Without them everything the event log covers is checked.
What the policy says now counts, also for older calls. --no-files takes it on trust that recordings are on disk.
Exit code: 0 everything fits, 1 something does not, 2 could not be checked.
`

const OPTIONS = { from: { type: 'string' }, to: { type: 'string' }, 'no-files': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const

/** What is younger is still on its way into the records (reliability INV-1: 60 s). */
const SETTLE_MS = 60_000

/** `yht check-history …`; returns the exit code. */
export async function main(args: string[], say: Say = onTerminal): Promise<number> {
  try {
    const { values } = parseArgs({ args, options: OPTIONS })
    if (values.help) {
      say(HELP)
      return 0
    }
    const config = findInstallation()
    const finding = await check(config, values)
    if (values.json) say(JSON.stringify(finding === null ? { callers: 0, calls: 0, violations: [] } : asJson(finding), null, 2))
    else for (const line of finding === null ? ['No caller has come yet: there is nothing to check.'] : inWords(finding)) say(line)
    return finding === null || finding.violations.length === 0 ? 0 : 1
  } catch (error) {
    say(sentenceOf(error))
    return 2
  }
}

/** Null when there was no call yet, by anybody's account. */
async function check(config: Config, asked: { from?: string | undefined; to?: string | undefined; 'no-files'?: boolean | undefined }): Promise<Finding | null> {
  const now = Date.now()
  const dayOf = siteDay(loadSite(config.siteFile).timeZone)
  const [from, to] = [timeOf('--from', asked.from, dayOf) ?? 0, timeOf('--to', asked.to, dayOf) ?? now]
  if (from >= to) throw new Error('--from must be before --to.')
  // Records first: what is written down while we read is then in the log as well.
  const records = await lookInto(config, async (db) => await readRecords(db, { node: config.node, from: from - SEEK_MS, to: to + SEEK_MS }))
  const file = join(config.home.asterisk.cel, 'Master.csv')
  const seen = await readCallers(file)
  const begins = seen?.begins() ?? null
  if (!seen || begins === null) {
    if (records.calls.length === 0) return null
    throw new Error(`Asterisk's event log ${file} is ${seen ? 'empty' : 'not there'}: there is nothing to hold ${records.calls.length} records against.`)
  }
  const span: Span = { from: Math.max(from, begins), to }
  const recordings = await lookForFiles(records.recordings, asked['no-files'] ? null : config.home.recordings)
  return checkHistory({ span, seen, records: { ...records, recordings }, policy: config.policy, settledBy: now - SETTLE_MS })
}

function timeOf(flag: string, text: string | undefined, dayOf: (at: number) => string): number | null {
  if (text === undefined) return null
  const at = instantOf(text, dayOf)
  if (at === null) throw new Error(`${flag} is "${text}", but must be a day such as 2026-11-21 or an instant such as 2026-11-21T08:30+08:00.`)
  return at
}

const asJson = ({ span, ...rest }: Finding) => ({ from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString(), ...rest })

function inWords({ span, callers, calls, byOutcome, tickets, callbacks, recordings, violations }: Finding): string[] {
  const list = (counts: Record<string, number>): string => Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`).join(', ') || 'none'
  return [
    ...violations.map(({ invariant, what }) => `${invariant}: ${what}`),
    `From ${new Date(span.from).toISOString()} to ${new Date(span.to).toISOString()}:`,
    `  ${callers} callers seen by Asterisk, ${calls} records (${list(byOutcome)})`,
    `  ${tickets} tickets, ${callbacks} call-backs`,
    recordings === null ? '  recordings: not checked, recording is switched off' : `  recordings: ${list(recordings)}`,
    violations.length === 0 ? 'Everything fits.' : `${violations.length} ${violations.length === 1 ? 'thing does' : 'things do'} not fit.`,
  ]
}

import { parseArgs } from 'node:util'
import type { Hotline } from '../contract/hotline.ts'
import { cancelDate, statusOn } from '../hotline/rules/transition.ts'
import { loadSite } from '../hotline/site.ts'
import { hotlineStore, type Line } from '../hotline/store.ts'
import { siteDay } from '../platform/site-day.ts'
import { findInstallation, lookInto, onTerminal, type Say, sentenceOf } from './installation/installation.ts'
import { table } from './rules/table.ts'

const HELP = `yht hotline list [--json]

The merged numbers, how each is answered, and what it is today. Works whether the server runs or not.
`

/** `yht hotline …`; returns the exit code. */
export async function main(args: string[], say: Say = onTerminal): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args, options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }, allowPositionals: true })
    if (values.help || positionals.join(' ') !== 'list') {
      say(HELP)
      return values.help ? 0 : 2
    }
    const { day, hotlines } = await hotlinesToday()
    if (values.json) say(JSON.stringify({ day, items: hotlines.map((line) => ({ ...line, updatedAt: new Date(line.updatedAt).toISOString() })) }, null, 2))
    else if (hotlines.length === 0) say('No numbers are registered yet: they come from the site profile at the first start.')
    else for (const line of table([HEADER, ...hotlines.map(rowOf)])) say(line)
    return 0
  } catch (error) {
    say(sentenceOf(error))
    return 1
  }
}

async function hotlinesToday(): Promise<{ day: string; hotlines: Hotline[] }> {
  const config = findInstallation()
  const day = siteDay(loadSite(config.siteFile).timeZone)(Date.now())
  const lines = await lookInto(config, async (db) => await hotlineStore(db).all())
  return { day, hotlines: lines.map((line: Line) => ({ ...line, cancelDate: cancelDate(line), status: statusOn(line, day) })) }
}

const HEADER = ['NUMBER', 'NAME', 'MODE', 'STATUS', 'TRANSITION FROM', 'ENDS ON', 'GROUP']

function rowOf({ number, nameZh, mergeMode, status, transitionStart, cancelDate: ends, group, specialistGroup }: Hotline): string[] {
  return [number, nameZh, mergeMode, status, transitionStart ?? '-', ends ?? '-', specialistGroup === null ? group : `${specialistGroup}, then ${group}`]
}

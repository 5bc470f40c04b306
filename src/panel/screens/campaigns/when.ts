import type { Campaign } from '../../../contract/campaign.ts'
import { useFormat } from '../../look/format.ts'
import { useLines } from '../../server/lines.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

/** What is said of a campaign in a line: its days and hours, and why nobody is called now. */
export function useSaid(): { daysOf: (of: Campaign) => string; hoursOf: (of: Campaign) => string; planOf: (of: Campaign) => string; waitOf: (of: Campaign) => string } {
  const w = useWords(words)
  const { instant } = useFormat()
  const { nameOf } = useLines()
  const daysOf = ({ from, until }: Campaign): string => w.days(from, until)
  const hoursOf = ({ hours }: Campaign): string => hours.join('、')
  return {
    daysOf, hoursOf,
    planOf: (of) => [daysOf(of), of.restDays ? w.restDays : w.workdays, hoursOf(of), w.attemptsOf(of.attempts), w.line(of.dnis === null ? w.primary : `${of.dnis} ${nameOf(of.dnis)}`.trim())].join(' · '),
    waitOf: ({ state, waits, opensAt }) => (state !== 'running' || waits === null ? '' : w.waits[waits](opensAt === null ? w.waits.soon : instant(opensAt))),
  }
}

import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useWords } from '../../words/language.ts'
import { useUnitNames } from './unit-names.ts'
import { workWords } from './words.ts'

/** Who has it, who answers for it, and who helps. */
export function Holders({ ticket: { leadUnit, section, accountableUnit, records, agent, replyAuthor } }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  const unitName = useUnitNames()
  const helping = records.filter(({ kind, state, unit }) => kind === 'co_task' && state !== 'dropped' && unit !== null)
  const rows: [string, string][] = [
    [w.lead, leadUnit === null ? w.nobody : unitName(leadUnit)], [w.section, section ?? ''], [w.accountable, accountableUnit === null || accountableUnit === leadUnit ? '' : unitName(accountableUnit)],
    [w.coUnits, helping.map(({ unit, state }) => `${unitName(unit ?? '')}（${w.recordStates[state]}）`).join('、')], [w.author, replyAuthor ?? ''], [w.agent, agent ?? ''],
  ]
  return (
    <section className="paper" aria-label={w.who}>
      <h3>{w.who}</h3>
      <dl className="work-facts">{rows.filter(([, text]) => text !== '').map(([name, text]) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
    </section>
  )
}

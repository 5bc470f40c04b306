import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { timeOf } from './clocks.tsx'
import { useValues } from './record-line.ts'
import { stepWords } from './step-words.ts'
import { workWords } from './words.ts'

/** Steps whose reason is one of their own fields. */
const REASON_IS: Readonly<Record<string, string>> = { supervise: 'type', remind: 'manner', instruct: 'kind', checklist: 'step' }

/** Everything that happened, newest last: who, why, and how long it had been where it was. */
export function History({ ticket: { timeline } }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  return (
    <section className="paper" aria-label={w.history}>
      <h3>{w.history}</h3>
      <ol className="work-history">{timeline.map((entry) => <li key={entry.seq}><Entry entry={entry} /></li>)}</ol>
    </section>
  )
}

function Entry({ entry: { at, actor, event, from, to, reason, note, ticketNo, details, inStateMs } }: { entry: TicketDetail['timeline'][number] }) {
  const [w, steps, draft] = [useWords(workWords), useWords(stepWords), useWords(draftWords)]
  const { instant } = useFormat()
  const { say, label } = useValues()
  const because = reason === null ? [] : [(event in REASON_IS ? undefined : steps.reasons[reason]) ?? say(event, REASON_IS[event] ?? 'reason', reason)]
  // The id of a record says nothing to people; the record stands beside.
  const decided = Object.entries(details).filter(([name]) => name !== 'record').flatMap(([name, value]) => {
    const [title, text] = [label(event, name), say(event, name, value)]
    return title === undefined || text === '' ? [] : [`${title} ${text}`]
  })
  return (
    <>
      <p>
        <span className="quiet numbers">{instant(at)}</span> <strong>{steps.events[event] ?? event}</strong> {actor === 'system' ? w.system : actor}
        {from === null || from === to ? null : <span className="work-moved"> → {draft.states[to]}</span>}
        {inStateMs === null || inStateMs < 1_000 || from === null ? null : <span className="quiet"> {w.inState(draft.states[from], timeOf(inStateMs, w))}</span>}
      </p>
      {because.length + decided.length === 0 && ticketNo === null ? null : <p className="quiet">{[...because, ...decided, ...(ticketNo === null ? [] : [ticketNo])].join(' · ')}</p>}
      {note === '' ? null : <p className="draft-text">{note}</p>}
    </>
  )
}

import { Link } from 'react-router'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { categoryOf, useNames } from './matter.tsx'
import { Reveal } from './reveal.tsx'
import { useTicketForm } from './use-draft.ts'
import { words } from './words.ts'

/** A ticket that is not written on (any more): what it says and what happened to it. */
export function DoneTicket({ ticket }: { ticket: TicketDetail }) {
  const w = useWords(words)
  const { fields, state, ticketNo, mergedInto, supplements } = ticket
  const { instant } = useFormat()
  return (
    <article className="draft" aria-label={`${w.form} ${ticketNo}`}>
      <header className="draft-head">
        <h2 className="numbers">{ticketNo}</h2>
        <span className="draft-state">{w.states[state]}</span>
        <span>{ticket.title}</span>
      </header>
      <div className="draft-body">
        {mergedInto === null ? null : <p>{w.mergedInto(mergedInto)}</p>}
        <WentTo ticket={ticket} />
        <Facts ticket={ticket} />
        {fields.content === '' ? null : <section><h3>{w.content}</h3><p className="draft-text">{fields.content}</p></section>}
        {fields.reply === '' ? null : <section><h3>{w.reply}</h3><p className="draft-text">{fields.reply}</p></section>}
        {supplements.length === 0 ? null : (
          <section>
            <h3>{w.supplements}</h3>
            {supplements.map((one) => <p className="draft-text" key={one.ticketNo}><span className="quiet numbers">{instant(one.at)} {one.ticketNo}</span><br />{one.text}</p>)}
          </section>
        )}
        <History ticket={ticket} />
      </div>
    </article>
  )
}

/** Where it went when it was handed in, for whoever has the citizen on the line. */
function WentTo({ ticket: { ticketNo, state, leadUnit, section, dueAt } }: { ticket: TicketDetail }) {
  const w = useWords(words)
  const nameOf = useNames()
  const { data: form } = useTicketForm()
  const { instant } = useFormat()
  const unit = form?.units.find(({ code }) => code === leadUnit)
  const text = state === 'pending_dispatch' ? w.toDispatch : state === 'in_triage' ? w.toTriage : leadUnit === null ? null : [w.wentTo(unit ? nameOf(unit) : leadUnit), ...(section === null ? [] : [section]), ...(dueAt === null ? [] : [w.wentDue(instant(dueAt))])].join(' · ')
  return text === null ? null : <p role="status"><strong>{text}</strong> <Link to={`/tickets/${ticketNo}`}>{w.openTicket}</Link></p>
}

function Facts({ ticket: { fields, ani, masked, ticketNo } }: { ticket: TicketDetail }) {
  const w = useWords(words)
  const nameOf = useNames()
  const { data: form } = useTicketForm()
  const named = (list: readonly { code: string; nameZh: string; nameEn: string }[] | undefined, code: string | null): string => {
    const found = list?.find((one) => one.code === code)
    return found ? nameOf(found) : (code ?? '')
  }
  const category = form ? categoryOf(form, fields.categoryCode) : undefined
  const rows: [string, string][] = [
    [w.type, named(form?.types, fields.type)], [w.category, category ? nameOf(category) : (fields.categoryCode ?? '')], [w.area, named(form?.areas, fields.areaCode)], [w.address, fields.address],
    [w.respondent, fields.respondent], [w.urgency, w.urgencies[fields.urgency]], [w.unit, named(form?.units, fields.suggestedUnit)], [w.name, fields.callerName], [w.phone, fields.contactPhone || (ani ?? w.withheld)],
    ...Object.entries(fields.extra).map(([id, text]): [string, string] => [named(form?.templates.flatMap((one) => one.fields.map(({ id: code, ...rest }) => ({ code, ...rest }))), id), text]),
  ]
  return (
    <dl className="draft-facts">
      {rows.filter(([, text]) => text !== '').map(([name, text]) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}
      {masked ? <div><dt>{w.citizen}</dt><dd><Reveal ticketNo={ticketNo} /></dd></div> : null}
    </dl>
  )
}

function History({ ticket: { timeline } }: { ticket: TicketDetail }) {
  const w = useWords(words)
  const { instant } = useFormat()
  return (
    <section>
      <h3>{w.history}</h3>
      <ol className="draft-history">
        {timeline.map(({ seq, at, actor, event, reason, note, ticketNo }) => (
          <li key={seq}>
            <span className="quiet numbers">{instant(at)}</span> {w.events[event as keyof typeof w.events] ?? event} <span className="quiet">{[actor === 'system' ? w.system : actor, ...(reason === null ? [] : [w.reasons[reason as keyof typeof w.reasons] ?? reason]), ...(ticketNo === null ? [] : [ticketNo]), ...(note === '' ? [] : [note])].join(' · ')}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

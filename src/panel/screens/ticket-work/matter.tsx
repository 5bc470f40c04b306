import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useLines } from '../../server/lines.ts'
import { useWords } from '../../words/language.ts'
import { categoryOf, useNames } from '../ticket-draft/matter.tsx'
import { Reveal } from '../ticket-draft/reveal.tsx'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { workWords } from './words.ts'

/** What the citizen said, as far as the reader may know, and what they were told. */
export function Matter({ ticket }: { ticket: TicketDetail }) {
  const [w, draft] = [useWords(workWords), useWords(draftWords)]
  const { fields, mergedInto } = ticket
  return (
    <section className="paper work-matter" aria-label={w.said}>
      <h3>{w.said}</h3>
      {mergedInto === null ? null : <p>{draft.mergedInto(mergedInto)}</p>}
      <p className={fields.content === '' ? 'quiet' : 'draft-text'}>{fields.content === '' ? w.noContent : fields.content}</p>
      <Facts ticket={ticket} />
      {fields.reply === '' ? null : <><h3>{w.reply}</h3><p className="draft-text">{fields.reply}</p></>}
    </section>
  )
}

function Facts({ ticket: { fields, ani, dnis, masked, ticketNo, urgency } }: { ticket: TicketDetail }) {
  const w = useWords(draftWords)
  const nameOf = useNames()
  const { nameOf: lineName } = useLines()
  const { data: form } = useTicketForm()
  const named = (list: readonly { code: string; nameZh: string; nameEn: string }[] | undefined, code: string | null): string => {
    const found = list?.find((one) => one.code === code)
    return found ? nameOf(found) : (code ?? '')
  }
  const own = useWords(workWords)
  const category = form ? categoryOf(form, fields.categoryCode) : undefined
  const template = form?.templates.flatMap((one) => one.fields.map(({ id: code, ...rest }) => ({ code, ...rest })))
  const rows: [string, string][] = [
    [w.type, named(form?.types, fields.type)], [w.category, category ? nameOf(category) : (fields.categoryCode ?? '')], [w.area, named(form?.areas, fields.areaCode)], [w.address, fields.address],
    [w.respondent, fields.respondent], [w.urgency, w.urgencies[urgency]], [own.line, dnis === null ? '' : `${dnis} ${lineName(dnis)}`], [w.name, fields.callerName], [w.phone, fields.contactPhone || (ani ?? w.withheld)],
    ...Object.entries(fields.extra).map(([id, text]): [string, string] => [named(template, id), text]),
  ]
  return (
    <dl className="draft-facts">
      {rows.filter(([, text]) => text !== '').map(([name, text]) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}
      {masked ? <div><dt>{w.citizen}</dt><dd><Reveal ticketNo={ticketNo} /></dd></div> : null}
    </dl>
  )
}

import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { words } from './words.ts'

/** Why the department wants to give it back, on what basis, and whom it names. */
export function Asked({ ticket: { records, bounceCount, leadUnit } }: { ticket: TicketDetail }) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const unitName = useUnitNames()
  const { instant } = useFormat()
  const request = records.findLast(({ kind, state }) => kind === 'return_request' && state === 'open')
  if (!request) return null
  const { reason, basis, suggestedUnit } = request.data
  return (
    <section className="paper return-asked" aria-label={w.returnAsked}>
      <h3>{w.asksFor(unitName(request.unit ?? leadUnit ?? ''))}</h3>
      <p><strong>{steps.lists['giveBack']?.[String(reason)] ?? String(reason)}</strong> <span className="quiet numbers">{instant(request.openedAt)} {request.openedBy}</span></p>
      <p className="draft-text">{String(basis ?? '')}</p>
      {typeof suggestedUnit === 'string' && suggestedUnit !== '' ? <p>{w.wants(unitName(suggestedUnit))}</p> : null}
      {bounceCount > 0 ? <p className="quiet">{w.bounces(bounceCount)}</p> : null}
    </section>
  )
}

import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { CallRecordings } from './call-recordings.tsx'
import { workWords } from './words.ts'

/** What came after the first call: added by people, or merged in from later calls. */
export function Supplements({ ticket: { supplements } }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  const { instant } = useFormat()
  if (supplements.length === 0) return null
  return (
    <section className="paper" aria-label={w.supplements}>
      <h3>{w.supplements}</h3>
      {supplements.map((one) => <p className="draft-text" key={`${one.at} ${one.ticketNo}`}><span className="quiet numbers">{instant(one.at)} {one.ticketNo}</span><br />{one.text}</p>)}
    </section>
  )
}

/** The calls about it with their recordings, who else spoke with the citizen, who could not be reached, and other authorities that were brought in. */
export function Calls({ ticket: { callId, openedAt, agent, supplements, participants, notes, linkages } }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  const { instant } = useFormat()
  const later = supplements.flatMap(({ callId: call, at, agent: seat }) => (call === null ? [] : [{ call, at, seat }]))
  const calls = [...(callId === null ? [] : [{ call: callId, at: openedAt, seat: agent }]), ...later]
  if (calls.length + participants.length + notes.length + linkages.length === 0) return null
  return (
    <section className="paper" aria-label={w.calls}>
      <h3>{w.calls}</h3>
      <ul className="work-calls">
        {calls.map(({ call, at, seat }) => <li key={call}><span className="quiet numbers">{instant(at)}</span> {w.citizenCalled}{seat === null ? '' : ` · ${w.agent} ${seat}`} <CallRecordings call={call} label={instant(at)} /></li>)}
        {participants.map(({ party, name, purpose, joinedAt }) => <li key={`${party} ${joinedAt}`}><span className="quiet numbers">{instant(joinedAt)}</span> {w.participant[purpose]} {name || party}</li>)}
        {notes.map(({ at, party, name, how }) => <li key={`${party} ${at}`}><span className="quiet numbers">{instant(at)}</span> {w.handOverFailed}: {name || party}（{w.how[how]}）</li>)}
        {linkages.map(({ id, peer, requestedAt, reference, summary }) => <li key={id}><span className="quiet numbers">{instant(requestedAt)}</span> {w.kind} {peer} {[reference, summary].filter((text) => text !== null).join(' · ')}</li>)}
      </ul>
    </section>
  )
}

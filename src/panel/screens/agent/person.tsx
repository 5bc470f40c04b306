import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import type { CallerView, MarkCaller } from '../../../contract/caller.ts'
import { instantOf } from '../../look/format.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useActs } from './acts.ts'
import { useLine } from './seat.ts'
import { words } from './words.ts'

/** What is known of the caller: what is open, and the calls before. Of other areas only that there is something. */
export function Person({ caller, idle }: { caller: CallerView | undefined; idle: boolean }) {
  const w = useWords(words).person
  if (!caller) return <p className="hint">{w.wait}</p>
  return (
    <>
      <Marks caller={caller} />
      <section aria-label={w.open}>
        <h3>{w.open} <span className="count numbers">{caller.openTickets.length}</span></h3>
        {caller.openTickets.length === 0 ? <p className="hint">{w.openNone}</p> : null}
        <ul className="earlier">
          {caller.openTickets.map((ticket, i) => <OpenTicket key={ticket.ticketNo ?? i} ticket={ticket} idle={idle} />)}
        </ul>
      </section>
      <section aria-label={w.recent}>
        <h3>{w.recent}</h3>
        {caller.recentCalls.length === 0 ? <p className="hint">{w.recentNone}</p> : null}
        <ul className="earlier">
          {caller.recentCalls.map((call, i) => (
            <li key={call.id ?? i}>
              <span className="numbers quiet">{instantOf(call.at)}</span>
              <Where dnis={call.dnis} />
              <span>{call.direction === 'outbound' ? `${w.outbound} · ` : ''}{call.outcome === null ? '' : w.outcomes[call.outcome]}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function OpenTicket({ ticket, idle }: { ticket: CallerView['openTickets'][number]; idle: boolean }) {
  const w = useWords(words).person
  const { act } = useActs()
  const { ticketNo } = ticket
  return (
    <li>
      <span className="numbers quiet">{instantOf(ticket.at)}</span>
      <Where dnis={ticket.dnis} />
      {ticketNo === null ? null : <Link className="numbers" to={`/tickets/${ticketNo}`}>{ticketNo}</Link>}
      <span className="tag">{w.states[ticket.state] ?? ticket.state}</span>
      {idle && ticketNo !== null ? <Button size="small" aria-label={w.dialTicket(ticketNo)} onClick={() => void act('dial', async () => await api.send('POST', '/calls', { ticketNo }))}>{w.callBack}</Button> : null}
    </li>
  )
}

function Where({ dnis }: { dnis: string | null }) {
  const w = useWords(words).person
  const line = useLine(dnis)
  return <span>{dnis === null ? w.hidden : <><span className="numbers">{dnis}</span> {line?.nameZh ?? ''}</>}</span>
}

/** What the agent found out, for the next time. */
function Marks({ caller }: { caller: CallerView }) {
  const w = useWords(words).person
  const queries = useQueryClient()
  const { act, busy } = useActs()
  if (caller.number === null) return null
  const mark = (change: MarkCaller): void =>
    void act('mark', async () => queries.setQueryData(['caller', caller.call], await api.send<CallerView>('POST', `/calls/${caller.call}/caller`, change)))
  return (
    <div className="marks">
      <Button size="small" aria-pressed={caller.elder} loading={busy === 'mark'} title={w.markWhy} onClick={() => mark({ elder: !caller.elder })}>{caller.elder ? w.unmark : w.mark}</Button>
      <label>
        {w.language}{' '}
        <select value={caller.language ?? 'none'} onChange={({ target }) => mark({ language: target.value === 'none' ? null : (target.value as NonNullable<MarkCaller['language']>) })}>
          {Object.entries(w.languages).map(([code, name]) => <option key={code} value={code}>{name}</option>)}
        </select>
      </label>
    </div>
  )
}

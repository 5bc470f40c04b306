import { useMemo } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useTicket } from '../../server/ticket.ts'
import { useWords } from '../../words/language.ts'
import { Actions } from './actions.tsx'
import { Citizen } from './citizen.tsx'
import { DoneTicket } from './done-ticket.tsx'
import './draft.css'
import { LongField } from './fields.tsx'
import { Matter } from './matter.tsx'
import { Notices } from './notices.tsx'
import { Repeats } from './repeats.tsx'
import { SaveMark } from './save-mark.tsx'
import { useDraft, useSuggestions, useTicketForm, useTicketOfCall, type Writing, WritingContext } from './use-draft.ts'
import { useSteps } from './use-steps.ts'
import { words } from './words.ts'

type Props = ({ call: string; ticketNo?: undefined } | { ticketNo: string; call?: undefined }) & {
  /** It was submitted, answered, cancelled or merged. */
  onDone?: (ticket: TicketDetail) => void
}

/** The ticket of a call, or a ticket: to be written on while it is a draft of one's own, else to be read. Fills its parent. */
export function TicketDraft({ call, ticketNo, onDone }: Props) {
  const w = useWords(words)
  const found = useTicketOfCall(call)
  const number = ticketNo ?? found.data?.ticketNo
  if (number !== undefined) return <TicketOf key={number} ticketNo={number} {...(onDone ? { onDone } : {})} />
  if (found.error) return <Failed error={found.error} retry={() => void found.refetch()} />
  return found.isPending ? <Loading /> : <Empty title={w.opening}><p>{w.openingWhy}</p></Empty>
}

interface OfProps {
  onDone?: (ticket: TicketDetail) => void
}

function TicketOf({ ticketNo, ...more }: OfProps & { ticketNo: string }) {
  const { data, error, refetch } = useTicket(ticketNo)
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return data.editable ? <Editor key={ticketNo} detail={data} {...more} /> : <DoneTicket ticket={data} />
}

function Editor({ detail, onDone }: OfProps & { detail: TicketDetail }) {
  const w = useWords(words)
  const { ticketNo } = detail
  const form = useTicketForm()
  const { draft, state } = useDraft(detail)
  const { data: suggestions } = useSuggestions(ticketNo, state.version)
  const steps = useSteps(ticketNo, draft, onDone)
  const writing = useMemo((): Writing | null => form.data ? { draft, state, form: form.data, detail, set: draft.set, isNeeded: (path) => state.needed.submit.includes(path) } : null, [draft, state, form.data, detail])
  if (form.error && !form.data) return <Failed error={form.error} retry={() => void form.refetch()} />
  if (!writing) return <Loading />
  return (
    <WritingContext value={writing}>
      <section className="draft" aria-label={`${w.form} ${ticketNo}`}>
        <header className="draft-head">
          <h2 className="numbers">{ticketNo}</h2>
          <span className="draft-state">{w.states[detail.state]}</span>
          <SaveMark />
        </header>
        <div className="draft-body">
          <Notices />
          <Repeats repeats={suggestions?.repeats ?? []} busy={steps.busy} onMerge={(into) => void steps.take({ event: 'merge', into })} />
          <div className="draft-grid">
            <Matter suggestions={suggestions} />
          </div>
          <Citizen />
          <LongField name="reply" label={w.reply} hint={w.replyHint} rows={2} />
        </div>
        <Actions {...steps} />
      </section>
    </WritingContext>
  )
}

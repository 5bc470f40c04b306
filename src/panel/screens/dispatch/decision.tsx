import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { DispatchAdvice } from '../../../contract/dispatch-advice.ts'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { Failed } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useTake } from '../ticket-work/take.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { Advice, suggestedUnits } from './advice.tsx'
import { Foresight } from './foresight.tsx'
import { Asked } from './return-asked.tsx'
import { eventOf, given, isToSend, type Mode, NOTHING, type Sending } from './rules/sending.ts'
import { NoteField, SendForm, TriageForm } from './send-form.tsx'
import { useForesight } from './use-foresight.ts'
import { words } from './words.ts'

interface DecisionProps {
  ticket: TicketDetail
  onDone: (stays: boolean) => void
  onWriting: (writing: boolean) => void
}

// What was begun on a ticket stays while others are looked at; it is gone when the page is left.
const begun = new Map<string, Sending>()

/** What the dispatcher decides: to whom, whether people decide together, or whether the department may give it back. */
export function Decision({ ticket, onDone, onWriting }: DecisionProps) {
  const returning = ticket.records.find(({ kind, state }) => kind === 'return_request' && state === 'open')
  if (isToSend(ticket.state)) return <ToSend key={ticket.state} ticket={ticket} onDone={onDone} onWriting={onWriting} />
  if (returning && ticket.allowedEvents.includes('decideReturn')) return <ToReturn ticket={ticket} onDone={onDone} onWriting={onWriting} />
  return <ToWatch ticket={ticket} />
}

/** The form and how to leave it. */
function useSending({ ticketNo, state }: TicketDetail, onWriting: (writing: boolean) => void) {
  const key = `${ticketNo} ${state}`
  const [sending, setSending] = useState<Sending>(() => begun.get(key) ?? NOTHING)
  const dirty = sending !== NOTHING
  useEffect(() => onWriting(dirty), [dirty, onWriting])
  return {
    sending, dirty,
    set: (next: Sending): void => {
      if (next === NOTHING) begun.delete(key)
      else begun.set(key, next)
      setSending(next)
    },
  }
}

function ToSend({ ticket, onDone, onWriting }: DecisionProps) {
  const w = useWords(words)
  const unitName = useUnitNames()
  const { modal, message } = App.useApp()
  const { ticketNo, version, state } = ticket
  const { data: advice, error, refetch } = useQuery({ queryKey: ['dispatch-advice', ticketNo, version], queryFn: ({ signal }) => api.get<DispatchAdvice>(`/tickets/${ticketNo}/dispatch-advice`, {}, { signal }), staleTime: 60_000 })
  const { sending, dirty, set } = useSending(ticket, onWriting)
  const { busy, take } = useTake()
  const picker = useRef<{ focus: () => void }>(null)
  const button = useRef<HTMLButtonElement>(null)
  const event = eventOf(sending, state)
  const seen = useForesight(ticket, event)
  const mayTriage = ticket.allowedEvents.includes('triage')

  function choose(unit: string): void {
    set(given(sending, unit, { list: advice?.list ?? [] }))
    requestAnimationFrame(() => button.current?.focus())
  }
  const send = async (): Promise<void> => {
    if (event === null || seen.foresight === undefined) return
    const { event: name, ...fields } = event
    if (!(await take(ticket, name, fields))) return
    set(NOTHING)
    void message.success(sending.mode === 'triage' ? w.triaged : w.sent(unitName(sending.unit ?? '')))
    onDone(false)
  }
  // The green channel takes one more look: it calls people out at once.
  const ask = (): void => {
    if (ticket.urgency !== 'emergency' || sending.mode === 'triage') void send()
    else modal.confirm({ title: w.emergencyAsk(unitName(sending.unit ?? '')), content: w.emergencyWhy, okText: w.doSend, cancelText: w.cancel, okButtonProps: { danger: true }, onOk: send })
  }
  const mode = (next: Mode): void => set({ ...sending, mode: next })
  const units = advice ? suggestedUnits(advice) : []
  useShortcuts([
    { keys: 'a', label: w.accept, act: () => advice?.best && choose(advice.best.unit), on: advice?.best !== undefined && advice.best !== null },
    { keys: '1', label: w.nth, act: () => units[0] !== undefined && choose(units[0]), on: units.length > 0 },
    ...units.slice(1).map((unit, at) => ({ keys: String(at + 2), label: `${w.take} ${unitName(unit)}`, act: () => choose(unit) })),
    { keys: '/', label: w.pick, act: () => { mode('send'); requestAnimationFrame(() => picker.current?.focus()) } },
    { keys: 't', label: w.toTriage, act: () => mode('triage'), on: mayTriage },
    { keys: 'Enter', label: w.send, act: () => {}, on: false },
  ])
  return (
    <>
      <div className="paper">{error && !advice ? <Failed error={error} retry={() => void refetch()} /> : advice ? <Advice advice={advice} chosen={sending.unit} take={choose} /> : <p className="quiet" role="status">{w.asking}</p>}</div>
      <form className="paper send" aria-label={sending.mode === 'triage' ? w.toTriage : w.sending} noValidate onSubmit={(submitted) => { submitted.preventDefault(); ask() }}>
        {sending.mode === 'triage' ? <TriageForm sending={sending} set={set} errors={seen.refused?.fields ?? {}} focus /> : <SendForm state={state} sending={sending} set={set} advice={advice} errors={seen.refused?.fields ?? {}} picker={picker} />}
        <div className="send-foot">
          {event === null ? null : <Foresight {...seen} fields={['unit', 'section', 'coUnits', 'overrideReason', 'method', 'requirements']} />}
          <div className="send-acts">
            <Button ref={button} type="primary" htmlType="submit" danger={ticket.urgency === 'emergency'} loading={busy} disabled={event === null || (seen.foresight === undefined && !seen.asking)}>{sending.mode === 'triage' ? w.doTriage : w.doSend} <kbd>⏎</kbd></Button>
            {mayTriage && sending.mode === 'send' ? <Button onClick={() => mode('triage')}>{w.toTriage} <kbd>T</kbd></Button> : null}
            {dirty ? <Button type="text" onClick={() => set(NOTHING)}>{w.again}</Button> : null}
          </div>
        </div>
      </form>
    </>
  )
}

/** T15: approved, it is sent to somebody else right here. */
function ToReturn({ ticket, onDone, onWriting }: DecisionProps) {
  const w = useWords(words)
  const { message } = App.useApp()
  const { sending, dirty, set } = useSending(ticket, onWriting)
  const { busy, take } = useTake()
  const button = useRef<HTMLButtonElement>(null)
  const event = dirty ? eventOf(sending, ticket.state) : null
  const seen = useForesight(ticket, event)
  const decide = (mode: Mode): void => {
    set({ ...sending, mode })
    if (mode === 'approve') requestAnimationFrame(() => button.current?.focus())
  }
  const send = async (): Promise<void> => {
    if (event === null || seen.foresight === undefined) return
    const { event: name, ...fields } = event
    if (!(await take(ticket, name, fields))) return
    set(NOTHING)
    void message.success(sending.mode === 'approve' ? w.approved : w.refused)
    onDone(sending.mode === 'approve')
  }
  useShortcuts([{ keys: 'a', label: w.approve, act: () => decide('approve') }, { keys: 'r', label: w.refuse, act: () => decide('refuse') }])
  return (
    <>
      <Asked ticket={ticket} />
      <form className="paper send" aria-label={w.returnAsked} noValidate onSubmit={(submitted) => { submitted.preventDefault(); void send() }}>
        <div className="send-acts">
          <Button type={sending.mode === 'approve' ? 'primary' : 'default'} ghost={sending.mode === 'approve'} aria-pressed={sending.mode === 'approve'} onClick={() => decide('approve')}>{w.doApprove} <kbd>A</kbd></Button>
          <Button type={sending.mode === 'refuse' ? 'primary' : 'default'} ghost={sending.mode === 'refuse'} aria-pressed={sending.mode === 'refuse'} onClick={() => decide('refuse')}>{w.doRefuse} <kbd>R</kbd></Button>
        </div>
        {dirty ? <NoteField key={sending.mode} sending={sending} set={set} errors={seen.refused?.fields ?? {}} label={sending.mode === 'refuse' ? w.refuseNote : w.note} focus={sending.mode === 'refuse'} /> : null}
        <div className="send-foot">
          {event === null ? null : <Foresight {...seen} fields={['note']} />}
          {dirty ? (
            <div className="send-acts">
              <Button ref={button} type="primary" htmlType="submit" loading={busy} disabled={seen.foresight === undefined && !seen.asking}>{sending.mode === 'approve' ? w.doApprove : w.doRefuse} <kbd>⏎</kbd></Button>
              <Button type="text" onClick={() => set(NOTHING)}>{w.cancel}</Button>
            </div>
          ) : null}
        </div>
      </form>
    </>
  )
}

/** A department has it: the dispatcher may remind it. */
function ToWatch({ ticket }: { ticket: TicketDetail }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const { busy, take } = useTake()
  const may = ticket.allowedEvents.includes('remind')
  const remind = async (): Promise<void> => {
    if (await take(ticket, 'remind', { manner: 'message', note: '' })) void message.success(w.reminded)
  }
  useShortcuts(may ? [{ keys: 'm', label: w.remind, act: () => void remind() }] : [])
  return <div className="paper send-acts">{may ? <Button loading={busy} onClick={() => void remind()}>{w.remind} <kbd>M</kbd></Button> : <p className="quiet">{w.chooseOne}</p>}</div>
}

import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketEventName } from '../../../contract/ticket.ts'
import { api, newKey, Problem, sentenceOf } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { ticketKey } from '../../server/ticket.ts'
import { useWords } from '../../words/language.ts'
import { keepStep } from './kept-step.ts'
import { localOf } from './local-time.ts'
import { phrases } from './phrases.ts'
import { EVENT_FORMS } from './rules/event-forms.ts'
import { firstValues } from './rules/first-values.ts'
import { gapIn } from './rules/gaps.ts'
import { missingIn, payloadOf, shownFields, type Values } from './rules/payload.ts'
import { stepWords } from './step-words.ts'
import { useAfterStep } from './take.ts'
import { workWords } from './words.ts'

const instantOf = (local: string): string => new Date(local).toISOString()

/** One step of a ticket, from the form to the server. What is typed stays, whatever the server says. */
export function useStep(ticket: TicketDetail, event: TicketEventName, onDone: () => void) {
  const [w, steps] = [useWords(workWords), useWords(stepWords)]
  const { message } = App.useApp()
  const client = useQueryClient()
  const form = EVENT_FORMS[event]
  const after = useAfterStep()
  const { username } = useUser()
  const ready = useWords(phrases)
  const [first] = useState(() => firstValues(ticket, event, localOf))
  const [kept] = useState(() => keepStep(sessionStorage, { username, ticketNo: ticket.ticketNo, event, round: ticket.round }))
  const [restored, setRestored] = useState(() => kept.read())
  const [values, setValues] = useState<Values>(() => restored?.values ?? first)
  const touched = useRef(restored !== null)
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  // The ticket as it was when the form was opened: what came after is shown.
  const [basis] = useState({ version: ticket.version, seq: ticket.timeline.at(-1)?.seq ?? 0 })
  const last = useRef({ body: '', key: '' })

  /** The same question has the same key, however often it is sent. */
  function keyOf(body: object): string {
    const text = JSON.stringify(body)
    if (text !== last.current.body) last.current = { body: text, key: newKey() }
    return last.current.key
  }

  async function refused(error: unknown): Promise<void> {
    if (!(error instanceof Problem)) return setRefusal(sentenceOf(error))
    if (error.code === 'VERSION_CONFLICT' || error.code === 'ILLEGAL_TRANSITION') {
      const now = await api.get<TicketDetail>(`/tickets/${ticket.ticketNo}`).catch(() => null)
      if (now === null || now.version === ticket.version) return setRefusal(sentenceOf(error))
      client.setQueryData(ticketKey(ticket.ticketNo), now)
      return setRefusal('')
    }
    const shown = new Set(shownFields(form, values).map(({ name }) => name))
    const placed = Object.entries(error.fields).map(([path, said]) => [path.split('.')[0] ?? path, said] as const)
    setErrors(Object.fromEntries(placed.filter(([name]) => shown.has(name))))
    const rest = placed.filter(([name]) => !shown.has(name)).map(([, said]) => said)
    setRefusal([sentenceOf(error), ...rest].join(' '))
  }

  /** What is missing, and gaps of ready words that were left open. */
  function faults(): Record<string, string> {
    const gaps = shownFields(form, values).flatMap(({ name }): [string, string][] => {
      const value = values[name]
      const gap = typeof value === 'string' ? gapIn(value, ready[`${event}.${name}`] ?? []) : null
      return gap === null ? [] : [[name, w.gap(gap)]]
    })
    return Object.fromEntries([...gaps, ...missingIn(form, values).map((name) => [name, w.fillIn] as const)])
  }

  async function send(): Promise<void> {
    if (busy) return
    const wrong = faults()
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return setRefusal(w.fix)
    setRefusal('')
    setBusy(true)
    try {
      const body = { event, version: ticket.version, ...payloadOf(form, values, instantOf) }
      const done = await api.send<TicketDetail>('POST', `/tickets/${ticket.ticketNo}/events`, body, { key: keyOf(body) })
      kept.forget()
      touched.current = false
      after(done)
      void message.success(w.done(steps.events[event] ?? event))
      onDone()
    } catch (error) {
      await refused(error)
    } finally {
      setBusy(false)
    }
  }

  useEffect(() => {
    if (touched.current) kept.write(values)
  }, [kept, values])

  const changed = ticket.version !== basis.version
  return {
    form, values, errors, refusal, busy, send,
    /** When what stands there was typed, before the form was opened again; null = it begins anew. */
    restoredAt: restored?.at ?? null,
    /** Something was typed that is not sent. */
    dirty: touched.current,
    /** Back to how the form begins. */
    clear: (): void => {
      touched.current = false
      kept.forget()
      setRestored(null)
      setValues(first)
      setErrors({})
    },
    set: (name: string, value: Values[string]): void => {
      touched.current = true
      setValues((before) => ({ ...before, [name]: value }))
      setErrors((before) => Object.fromEntries(Object.entries(before).filter(([other]) => other !== name)))
    },
    /** What happened since the form was opened; null = nothing. */
    news: changed ? ticket.timeline.filter(({ seq }) => seq > basis.seq) : null,
    possible: ticket.allowedEvents.includes(event),
  }
}

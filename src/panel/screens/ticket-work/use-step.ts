import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useRef, useState } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketEventName } from '../../../contract/ticket.ts'
import { api, newKey, Problem, sentenceOf } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { ticketKey } from '../ticket-draft/use-draft.ts'
import { EVENT_FORMS } from './rules/event-forms.ts'
import { missingIn, payloadOf, shownFields, type Values } from './rules/payload.ts'
import { stepWords } from './step-words.ts'
import { workWords } from './words.ts'

const instantOf = (local: string): string => new Date(local).toISOString()

/** One step of a ticket, from the form to the server. What is typed stays, whatever the server says. */
export function useStep(ticket: TicketDetail, event: TicketEventName, onDone: () => void) {
  const [w, steps] = [useWords(workWords), useWords(stepWords)]
  const { message } = App.useApp()
  const client = useQueryClient()
  const form = EVENT_FORMS[event]
  const [values, setValues] = useState<Values>(() => firstValues(ticket, event))
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

  async function send(): Promise<void> {
    if (busy) return
    const missing = missingIn(form, values)
    setErrors(Object.fromEntries(missing.map((name) => [name, w.fillIn])))
    if (missing.length > 0) return setRefusal(w.fix)
    setRefusal('')
    setBusy(true)
    try {
      const body = { event, version: ticket.version, ...payloadOf(form, values, instantOf) }
      const done = await api.send<TicketDetail>('POST', `/tickets/${ticket.ticketNo}/events`, body, { key: keyOf(body) })
      client.setQueryData(ticketKey(ticket.ticketNo), done)
      void client.invalidateQueries({ queryKey: ['tickets'] })
      void message.success(w.done(steps.events[event] ?? event))
      onDone()
    } catch (error) {
      await refused(error)
    } finally {
      setBusy(false)
    }
  }

  const changed = ticket.version !== basis.version
  return {
    form, values, errors, refusal, busy, send,
    set: (name: string, value: Values[string]): void => {
      setValues((before) => ({ ...before, [name]: value }))
      setErrors((before) => Object.fromEntries(Object.entries(before).filter(([other]) => other !== name)))
    },
    /** What happened since the form was opened; null = nothing. */
    news: changed ? ticket.timeline.filter(({ seq }) => seq > basis.seq) : null,
    possible: ticket.allowedEvents.includes(event),
  }
}

/** A record is chosen beforehand where there is only one. */
function firstValues({ records }: TicketDetail, event: TicketEventName): Values {
  return Object.fromEntries(EVENT_FORMS[event].fields.flatMap((field) => {
    if (field.as !== 'record') return []
    const open = records.filter(({ kind, state }) => kind === field.kind && state === 'open')
    return open.length === 1 ? [[field.name, open[0]?.id]] : []
  }))
}

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { BulkEventName, BulkResult } from '../../../contract/ticket-list.ts'
import type { Ticket } from '../../../contract/ticket.ts'
import { api, Problem, sentenceOf } from '../../server/api.ts'
import { EVENT_FORMS } from '../ticket-work/rules/event-forms.ts'
import { payloadOf, type Values } from '../ticket-work/rules/payload.ts'
import { PREVIEW_AT_ONCE, RUN_AT_ONCE, slicesOf } from './rules/bulk-events.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

export type BulkPhase = 'form' | 'preview' | 'running' | 'done'

const instantOf = (local: string): string => new Date(local).toISOString()

/** One step for many tickets: first what would come of it for each, then done, some at a time. */
export function useBulk(tickets: readonly Pick<Ticket, 'ticketNo'>[]) {
  const w = useWords(words)
  const client = useQueryClient()
  const [phase, setPhase] = useState<BulkPhase>('form')
  const [results, setResults] = useState<readonly BulkResult[]>([])
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  const stopped = useRef(false)

  const ask = async (asked: readonly { ticketNo: string; version: number | null }[], event: object, preview: boolean): Promise<BulkResult[]> =>
    (await api.send<{ items: BulkResult[] }>('POST', '/tickets/bulk', { tickets: asked, event, preview })).items

  const eventOf = (event: BulkEventName, values: Values): object => ({ event, ...payloadOf(EVENT_FORMS[event], values, instantOf) })

  async function preview(event: BulkEventName, values: Values): Promise<void> {
    setBusy(true)
    setRefusal('')
    setErrors({})
    try {
      const found: BulkResult[] = []
      for (const some of slicesOf(tickets, PREVIEW_AT_ONCE)) found.push(...(await ask(some.map(({ ticketNo }) => ({ ticketNo, version: null })), eventOf(event, values), true)))
      setResults(found)
      setPhase('preview')
    } catch (error) {
      if (error instanceof Problem) setErrors(Object.fromEntries(Object.entries(error.fields).map(([path, said]) => [path.replace(/^event[.]/, ''), said])))
      setRefusal(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  /** Those that can be done, each as it was seen in the preview. What could not be asked stays as it was, and says so. */
  async function run(event: BulkEventName, values: Values): Promise<void> {
    stopped.current = false
    setPhase('running')
    setRefusal('')
    const wanted = results.filter(({ ok }) => ok)
    const done = new Map<string, BulkResult>()
    for (const some of slicesOf(wanted, RUN_AT_ONCE)) {
      if (stopped.current) break
      try {
        for (const result of await ask(some.map(({ ticketNo, version }) => ({ ticketNo, version })), eventOf(event, values), false)) done.set(result.ticketNo, result)
      } catch (error) {
        // Whether these were done is not known: they say so, and nothing more is asked.
        const problem = { code: 'OFFLINE', title: error instanceof Problem && error.status !== 0 ? sentenceOf(error) : w.bulkOffline, errors: [] }
        for (const one of some) done.set(one.ticketNo, { ...one, ok: false, after: null, told: [], problem })
        stopped.current = true
      }
      setResults(wanted.map((one) => done.get(one.ticketNo) ?? { ...one, after: null, told: [] }))
    }
    const left = wanted.filter(({ ticketNo }) => !done.has(ticketNo)).length
    setResults([...done.values()])
    setRefusal(left > 0 ? w.bulkStopped(left) : '')
    setPhase('done')
    void client.invalidateQueries({ queryKey: ['tickets'] })
    void client.invalidateQueries({ queryKey: ['worklists'] })
  }

  return { phase, results, errors, refusal, busy, preview, run, stop: () => void (stopped.current = true), back: () => { setPhase('form'); setRefusal('') } }
}

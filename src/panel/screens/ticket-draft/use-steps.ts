import { App } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { api, newKey, Problem, sentenceOf } from '../../server/api.ts'
import { ticketKey } from '../../server/ticket.ts'
import { useWords } from '../../words/language.ts'
import type { Draft } from './draft.ts'
import { words } from './words.ts'

type Step = { event: 'reject' | 'handOver' } | { event: 'submit' } | { event: 'directAnswer' } | { event: 'cancel'; reason: string; note: string } | { event: 'merge'; into: string }

const TRIES = 3

/** Hands the ticket in: what is typed goes first. What is missing is marked at its field, and the first gets the focus. */
export function useSteps(ticketNo: string, draft: Draft, onDone?: (ticket: TicketDetail) => void) {
  const w = useWords(words)
  const { message } = App.useApp()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)

  /** Somebody may change the ticket in between, such as a third party who joins: then once more, with the same key. */
  async function send(step: Step): Promise<TicketDetail> {
    const path = `/tickets/${ticketNo}/events`
    for (let left = TRIES; ; left -= 1) {
      await draft.flush()
      try {
        return await api.send<TicketDetail>('POST', path, { ...step, version: draft.now().version }, { key: newKey() })
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'VERSION_CONFLICT' || left <= 1) throw error
        await draft.refresh()
      }
    }
  }

  function refused(error: unknown): void {
    if (error instanceof Problem && error.code === 'TICKET_INCOMPLETE') {
      draft.blame(error.fields)
      focusFirst(Object.keys(error.fields))
      void message.warning(Object.keys(error.fields).some((path) => path !== 'into') ? w.fix : Object.values(error.fields)[0])
      return
    }
    void message.error(sentenceOf(error), 6)
  }

  async function take(step: Step): Promise<boolean> {
    if (busy) return false
    setBusy(true)
    try {
      const done = await send(step)
      draft.forget()
      client.setQueryData(ticketKey(ticketNo), done)
      await client.invalidateQueries({ queryKey: ['tickets'] })
      onDone?.(done)
      return true
    } catch (error) {
      refused(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, take }
}

/** In the order of the page, not of the server's list. */
function focusFirst(paths: readonly string[]): void {
  const field = [...document.querySelectorAll<HTMLElement>('[data-field]')].find(({ dataset }) => paths.includes(dataset['field'] ?? ''))
  field?.querySelector<HTMLElement>('input, textarea')?.focus()
}

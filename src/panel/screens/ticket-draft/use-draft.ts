import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { SavedTicket, TicketDetail, TicketSuggestions } from '../../../contract/ticket-detail.ts'
import type { TicketForm } from '../../../contract/ticket-form.ts'
import type { Ticket, TicketFields } from '../../../contract/ticket.ts'
import { useUnsaved } from '../../look/unsaved.ts'
import { api } from '../../server/api.ts'
import { ticketKey } from '../../server/ticket.ts'
import { createDraft, type Draft, type DraftState } from './draft.ts'

const OPENS_MS = 800

/** The ticket of a call: it opens a moment after agent and caller are connected. */
export const useTicketOfCall = (call: string | undefined) =>
  useQuery({
    queryKey: ['ticket-of-call', call],
    queryFn: async ({ signal }) => (await api.get<{ items: Ticket[] }>('/tickets', { callId: call, limit: 1 }, { signal })).items[0] ?? null,
    enabled: call !== undefined,
    refetchInterval: ({ state }) => (state.data ? false : OPENS_MS),
    staleTime: 0,
  })

export const useTicketForm = () => useQuery({ queryKey: ['ticket-form'], queryFn: ({ signal }) => api.get<TicketForm>('/ticket-form', {}, { signal }), staleTime: 300_000 })

/** Asked again whenever something was saved. */
export const useSuggestions = (ticketNo: string, version: number) =>
  useQuery({
    queryKey: ['ticket-suggestions', ticketNo, version],
    queryFn: ({ signal }) => api.get<TicketSuggestions>(`/tickets/${ticketNo}/suggestions`, {}, { signal }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  })

/** The draft of this ticket for as long as it is shown; what is typed survives the page in this tab. */
export function useDraft(detail: TicketDetail): { draft: Draft; state: DraftState } {
  const { ticketNo } = detail
  const client = useQueryClient()
  const [draft] = useState(() =>
    createDraft({
      ticket: detail,
      send: async (changes) => await api.send<SavedTicket>('PATCH', `/tickets/${ticketNo}`, changes),
      read: async () => await api.get<TicketDetail>(`/tickets/${ticketNo}`),
      storage: sessionStorage,
      now: Date.now,
      later: (act, ms) => {
        const timer = setTimeout(act, ms)
        return () => clearTimeout(timer)
      },
    }),
  )
  const state = useSyncExternalStore(draft.subscribe, draft.now)
  useUnsaved(state.save !== 'saved')
  useEffect(() => {
    const online = (): void => void draft.flush()
    window.addEventListener('online', online)
    return () => {
      window.removeEventListener('online', online)
      // Another screen is opened: what is typed goes to the server now.
      void draft.flush().then(async () => {
        draft.stop()
        await client.invalidateQueries({ queryKey: ticketKey(ticketNo) })
      })
    }
  }, [draft, client, ticketNo])
  return { draft, state }
}

export interface Writing {
  draft: Draft
  state: DraftState
  form: TicketForm
  detail: TicketDetail
  set: (changes: Partial<TicketFields>) => void
  isNeeded: (path: string) => boolean
}

export const WritingContext = createContext<Writing | null>(null)

export function useWriting(): Writing {
  const writing = useContext(WritingContext)
  if (!writing) throw new Error('a field of a ticket stands outside its form')
  return writing
}

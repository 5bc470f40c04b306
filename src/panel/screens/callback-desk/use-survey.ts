import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { SurveyUnderWay } from '../../../contract/survey.ts'
import { type Answers, NO_ANSWERS } from '../../../contract/survey-form.ts'
import { useAction } from '../../look/use-action.ts'
import { useUnsaved } from '../../look/unsaved.ts'
import { api, Problem } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'

type Kept = { survey: SurveyUnderWay | null }
export type Saving = 'saved' | 'saving' | 'failed'

const LOOK_AGAIN_MS = 10_000
const WHILE_TYPING_MS = 500

/** Who is at it: oneself, somebody else, or nobody. */
export const surveyKey = (ticketNo: string) => ['survey', ticketNo] as const

/** Call-backs under way, by ticket. */
export const useSurveys = (on: boolean) =>
  useQuery({ queryKey: ['surveys', 'under-way'], queryFn: async ({ signal }) => (await api.get<{ items: SurveyUnderWay[] }>('/surveys/under-way', {}, { signal })).items, refetchInterval: LOOK_AGAIN_MS, enabled: on })

/** The call-back of a ticket: taken by one person, and every answer kept at once. */
export function useSurvey(ticketNo: string) {
  const client = useQueryClient()
  const { username } = useUser()
  const { data, error, isPending, refetch } = useQuery({ queryKey: surveyKey(ticketNo), queryFn: async ({ signal }) => (await api.get<Kept>(`/tickets/${ticketNo}/survey`, {}, { signal })).survey, refetchInterval: LOOK_AGAIN_MS, staleTime: 0 })
  const [answers, setAnswers] = useState<Answers | null>(null)
  const [saving, setSaving] = useState<Saving>('saved')
  const last = useRef<{ answers: Answers; call: string | null } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const mine = data?.by === username
  useUnsaved(saving !== 'saved')
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (mine && answers === null && data.answers !== null) setAnswers(data.answers)
  }, [mine, answers, data])

  async function keep(): Promise<void> {
    const sent = last.current
    if (sent === null) return
    try {
      const { survey } = await api.send<Kept>('PUT', `/tickets/${ticketNo}/survey`, sent)
      client.setQueryData(surveyKey(ticketNo), survey)
      if (last.current === sent) setSaving('saved')
    } catch (problem) {
      setSaving('failed')
      if (problem instanceof Problem && problem.code === 'SURVEY_TAKEN') void refetch()
    }
  }
  function change(next: Answers, { typing = false, call = null }: { typing?: boolean; call?: string | null } = {}): void {
    setAnswers(next)
    last.current = { answers: next, call: call ?? last.current?.call ?? null }
    setSaving('saving')
    clearTimeout(timer.current)
    if (typing) timer.current = setTimeout(() => void keep(), WHILE_TYPING_MS)
    else void keep()
  }
  const { busy, run: take } = useAction(async (takeOver: boolean) => {
    const { survey } = await api.send<Kept>('POST', `/tickets/${ticketNo}/survey`, { takeOver }).catch(async (problem: unknown) => {
      await refetch()
      throw problem
    })
    client.setQueryData(surveyKey(ticketNo), survey)
    setAnswers(survey?.answers ?? NO_ANSWERS)
  })
  return {
    isPending, error, refetch, saving, change, busy, take,
    /** Who is at it, if it is somebody else. */
    other: data && !mine ? data.by : null,
    /** What was answered so far; null = not begun by this reader. */
    answers: mine ? answers : null,
    /** It was theirs, and is somebody else's now. */
    lost: !mine && answers !== null && data ? data.by : null,
    leave: async (): Promise<void> => {
      await api.send<Kept>('PUT', `/tickets/${ticketNo}/survey`, { answers: null, call: null })
      setAnswers(null)
      client.setQueryData(surveyKey(ticketNo), null)
    },
    /** Told to the ticket: nothing is kept beside it any more. */
    over: (): void => {
      clearTimeout(timer.current)
      last.current = null
      setSaving('saved')
      setAnswers(null)
      client.setQueryData(surveyKey(ticketNo), null)
      void client.invalidateQueries({ queryKey: ['surveys', 'under-way'] })
    },
  }
}

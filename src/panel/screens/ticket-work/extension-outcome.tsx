import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import type { ExtensionPreview } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import type { Values } from './rules/payload.ts'
import { workWords } from './words.ts'

/** Until when it would be due, by the working days of the site, before anything is asked for. */
export function ExtensionOutcome({ ticketNo, days }: { ticketNo: string; days: Values[string] }) {
  const w = useWords(workWords)
  const { instant } = useFormat()
  const asked = typeof days === 'number' && days >= 1 && days <= 60 ? days : null
  const { data } = useQuery({
    queryKey: ['extension', ticketNo, asked],
    queryFn: ({ signal }) => api.get<ExtensionPreview>(`/tickets/${ticketNo}/extension`, { days: asked }, { signal }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  if (asked === null || !data) return <p className="step-hint" role="status">{w.extensionHint}</p>
  const { dueAt, newDueAt, byLeader, daysMax, refused } = data
  if (refused !== null) return <Alert type="error" showIcon role="status" title={refused} description={asked > daysMax ? w.extensionMax(daysMax) : undefined} />
  if (dueAt === null || newDueAt === null) return null
  return <Alert type="info" showIcon role="status" title={w.extendedTo(instant(newDueAt))} description={`${w.extendedFrom(instant(dueAt))}${byLeader ? w.byLeader : w.byCentre}`} />
}

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { HotlineDayDetail } from '../../../contract/hotline-day.ts'
import type { WorklistEntry } from '../../../contract/worklist.ts'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { useDayStep } from './data.ts'
import { words } from './words.ts'

const NUMBER = /^[A-Z]{2}\d{14}$/

/** Onto the agenda: from triage, from what departments ask a leader for, what was taken at the seat, or by its number. */
export function Put({ day }: { day: HotlineDayDetail }) {
  const w = useWords(words)
  const { role } = useUser()
  const send = useDayStep(day.id)
  const listed = (name: string) => ({ queryKey: ['worklists', name], queryFn: () => api.get<{ items: WorklistEntry[] }>(`/worklists/${name}`, { limit: 100 }) })
  const triage = useQuery(listed('triage'))
  const upgrades = useQuery({ ...listed('upgrades'), enabled: role === 'supervisor' })
  const put = useAction(async (ticketNo: string) => await send('POST', '/items', { ticketNo }))
  const group = (label: string, tickets: readonly { ticketNo: string; title: string }[]) => ({ label, options: tickets.filter(({ ticketNo }) => !day.items.some(({ ticket }) => ticket.ticketNo === ticketNo)).map(({ ticketNo, title }) => ({ value: ticketNo, label: `${ticketNo} ${title}` })) })
  const of = (entries: WorklistEntry[] | undefined) => (entries ?? []).map(({ ticket }) => ticket)
  const groups = [group(w.taken, day.taken), group(w.fromTriage, of(triage.data?.items)), group(w.fromUpgrade, of(upgrades.data?.items))].filter(({ options }) => options.length > 0)
  return (
    <Select<string[]>
      mode="tags" className="day-put no-print" aria-label={w.put} placeholder={`${w.put}：${w.ticketNo}`} value={[]} loading={put.busy} notFoundContent={w.putNone} options={groups}
      onChange={([ticketNo]) => { if (ticketNo !== undefined && NUMBER.test(ticketNo.trim())) void put.run(ticketNo.trim()) }}
    />
  )
}

import { useQuery } from '@tanstack/react-query'
import type { DepartmentView } from '../../../../contract/department.ts'
import type { Callout, DutyHole, DutyNow, DutyPerson, DutyRoster, DutyTurn, SpecialPeriod, SpecialPeriodDetail } from '../../../../contract/roster.ts'
import type { TicketForm } from '../../../../contract/ticket-form.ts'
import { api } from '../../../server/api.ts'
import { queries } from '../../../server/queries.ts'
import { useUser } from '../../../server/session.ts'
import { useLanguage } from '../../../words/language.ts'

const REFRESH_MS = 30_000
/** As the server names it where a department is asked for. */
export const CENTRE = 'centre'

/** The department's own people keep to it; others choose. */
export const useOwnUnit = (): string | null => {
  const { role, department } = useUser()
  return role === 'unit' || role === 'unit_head' ? department : null
}

export const useRoster = (unit: string | null, from: string, to: string) =>
  useQuery({ queryKey: ['duty', 'roster', unit, from, to], queryFn: ({ signal }) => api.get<DutyRoster>('/duty/roster', { ...(unit === null ? {} : { unit }), from, to }, { signal }), refetchInterval: REFRESH_MS })
export const useHoles = () => useQuery({ queryKey: ['duty', 'holes'], queryFn: ({ signal }) => api.get<{ items: DutyHole[] }>('/duty/holes', {}, { signal }), refetchInterval: REFRESH_MS })
export const usePeople = () => useQuery({ queryKey: ['duty', 'people'], queryFn: async ({ signal }) => (await api.get<{ items: DutyPerson[] }>('/duty/people', {}, { signal })).items })
export const usePeriods = () => useQuery({ queryKey: ['duty', 'special'], queryFn: async ({ signal }) => (await api.get<{ items: SpecialPeriod[] }>('/special-periods', {}, { signal })).items, refetchInterval: REFRESH_MS })
export const usePeriod = (id: string) => useQuery({ queryKey: ['duty', 'special', id], queryFn: ({ signal }) => api.get<SpecialPeriodDetail>(`/special-periods/${id}`, {}, { signal }) })
export const useDutyNow = () => useQuery({ queryKey: ['duty', 'now'], queryFn: ({ signal }) => api.get<DutyNow>('/duty/now', {}, { signal }), refetchInterval: REFRESH_MS })
export const useTicketCallouts = (ticketNo: string) =>
  useQuery({ queryKey: ['duty', 'ticket', ticketNo], queryFn: ({ signal }) => api.get<{ items: Callout[]; onDuty: DutyTurn[] }>(`/tickets/${ticketNo}/callouts`, {}, { signal }), refetchInterval: REFRESH_MS })

/** After a change, what is shown is asked for again. */
export const dutyChanged = async (): Promise<void> => await queries.invalidateQueries({ queryKey: ['duty'] })

interface Unit {
  code: string
  name: string
}

/** Departments by name; those of departments know them from the ticket's form. */
export function useUnits(): readonly Unit[] {
  const [own, language] = [useOwnUnit() !== null, useLanguage()]
  const departments = useQuery({ queryKey: ['admin', '/departments'], queryFn: async () => (await api.get<{ items: DepartmentView[] }>('/departments')).items, enabled: !own })
  const form = useQuery({ queryKey: ['ticket-form'], queryFn: ({ signal }) => api.get<TicketForm>('/ticket-form', {}, { signal }), staleTime: 300_000, enabled: own })
  return (own ? (form.data?.units ?? []) : (departments.data ?? [])).map(({ code, nameZh, nameEn }) => ({ code, name: language === 'en' && nameEn !== '' ? nameEn : nameZh }))
}

export function useUnitName(centre: string): (code: string | null) => string {
  const byCode = new Map(useUnits().map(({ code, name }) => [code, name]))
  return (code) => (code === null ? centre : (byCode.get(code) ?? code))
}

import { useQuery } from '@tanstack/react-query'
import type { GroupView } from '../../../../contract/calendar.ts'
import type { DepartmentView } from '../../../../contract/department.ts'
import type { Hotline } from '../../../../contract/hotline.ts'
import type { Responsibility } from '../../../../contract/responsibility.ts'
import type { SeatEntry, UserEntry } from '../../../../contract/user.ts'
import { api } from '../../../server/api.ts'
import { queries } from '../../../server/queries.ts'

interface Items<Row> {
  items: Row[]
  nextCursor: string | null
}

const listOf = <Row>(path: string) => ({ queryKey: ['admin', path], queryFn: async (): Promise<Row[]> => (await api.get<Items<Row>>(path)).items })

export const useGroups = () => useQuery(listOf<GroupView>('/groups'))
export const useSeats = () => useQuery({ ...listOf<SeatEntry>('/seats'), refetchInterval: 15_000 })
export const useDepartments = () => useQuery(listOf<DepartmentView>('/departments'))
export const useResponsibilities = () => useQuery(listOf<Responsibility>('/responsibilities'))
export const useLines = () => useQuery(listOf<Hotline>('/hotlines'))

/** All of them, page by page. */
export const useUsers = () =>
  useQuery({
    queryKey: ['admin', '/users'],
    async queryFn(): Promise<UserEntry[]> {
      const all: UserEntry[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Items<UserEntry> = await api.get('/users', { cursor, limit: 200 })
        all.push(...page.items)
        cursor = page.nextCursor
      }
      return all
    },
  })

/** After a change, what is shown is asked for again. */
export const changed = async (): Promise<void> => await queries.invalidateQueries({ queryKey: ['admin'] })

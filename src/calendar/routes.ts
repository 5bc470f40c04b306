import { z } from 'zod'
import { CalendarYear, ChangeGroup, GroupView, PutCalendarYear, Year } from '../contract/calendar.ts'
import { GroupId } from '../contract/ids.ts'
import type { Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { Calendar } from './calendar.ts'
import type { GroupDesk } from './groups.ts'

const InPath = z.object({ year: z.coerce.number().pipe(Year) }).strict()
const InQuery = z.object({ year: z.coerce.number().pipe(Year).optional() }).strict()
const ById = z.object({ id: GroupId }).strict()
const GroupList = z.object({ items: z.array(GroupView), nextCursor: z.null() }).meta({ id: 'GroupList' })

interface Needs {
  calendar: Pick<Calendar, 'year' | 'replace'>
  groups: Pick<GroupDesk, 'views' | 'change'>
  /** This year, where the site is. */
  thisYear: () => number
}

/** GET /calendar, PUT /calendar/{year}, GET /groups, PATCH /groups/{id}. */
export function calendarRoutes({ calendar, groups, thisYear }: Needs): Route[] {
  return [
    route({
      method: 'get', path: '/calendar', action: 'calendar.read', summary: '工作日历 / Holidays and make-up working days of a year',
      query: InQuery, result: CalendarYear,
      handle: async ({ query }: RouteRequest<unknown, z.infer<typeof InQuery>, unknown, Principal>) => calendar.year(query.year ?? thisYear()),
    }),
    route({
      method: 'put', path: '/calendar/:year', action: 'calendar.edit', summary: '更新整年日历 / Puts a whole year in place',
      params: InPath, body: PutCalendarYear, result: CalendarYear,
      handle: async ({ params, body, user }: RouteRequest<z.infer<typeof InPath>, unknown, PutCalendarYear, Principal>) => await calendar.replace(params.year, body, user.username),
    }),
    route({
      method: 'get', path: '/groups', action: 'hotline.read', summary: '技能组与开放时间 / Skill groups and their hours', result: GroupList,
      handle: async () => ({ items: groups.views(), nextCursor: null }),
    }),
    route({
      method: 'patch', path: '/groups/:id', action: 'hotline.edit', summary: '修改技能组开放时间 / Changes the hours of a group from the next call on',
      params: ById, body: ChangeGroup, result: GroupView,
      handle: async ({ params, body, user }: RouteRequest<z.infer<typeof ById>, unknown, ChangeGroup, Principal>) => await groups.change(params.id, body.schedule, user.username),
    }),
  ]
}

import { z } from 'zod'
import { CallerView, ElderCount, ElderList, MarkCaller } from '../contract/caller.ts'
import { CallId } from '../contract/ids.ts'
import { ownPhoneOf, type Principal } from '../identity/port.ts'
import { type Route, route, type RouteRequest } from '../platform/route.ts'
import { LIST_MAX, type Marks } from './marks.ts'
import type { Screen } from './screen.ts'

const ByCall = z.object({ id: CallId }).strict()
/** A line of a spreadsheet may hold more than the number. */
const LIST_MAX_BYTES = LIST_MAX * 80

type About<Body> = RouteRequest<z.infer<typeof ByCall>, unknown, Body, Principal>
type List = RouteRequest<unknown, unknown, unknown, Principal>

const textOf = (body: unknown): string => (Buffer.isBuffer(body) ? body.toString('utf8') : '')

/** GET and POST /calls/{id}/caller; the registry of elderly people's numbers: GET, POST and DELETE /elders. */
export function callerRoutes({ screen, marks }: { screen: Screen; marks: Marks }): Route[] {
  return [
    route({
      method: 'get',
      path: '/calls/:id/caller',
      action: 'caller.read',
      summary: 'Who calls: open tickets, earlier calls, elder, language; for those in the call',
      about: ownPhoneOf,
      params: ByCall,
      result: CallerView,
      handle: async ({ params, user }: About<unknown>) => await screen.show(params.id, user),
    }),
    route({
      method: 'post',
      path: '/calls/:id/caller',
      action: 'call.control',
      summary: 'Notes for the next time that the caller is elderly, or speaks another language',
      about: ownPhoneOf,
      params: ByCall,
      body: MarkCaller,
      result: CallerView,
      handle: async ({ params, body, user }: About<MarkCaller>) => await screen.mark(params.id, user, body),
    }),
    route({
      method: 'get',
      path: '/elders',
      action: 'elder.edit',
      summary: 'How many numbers of elderly people are registered, by who said so',
      result: ElderCount,
      handle: async () => marks.count(),
    }),
    route({
      method: 'post',
      path: '/elders',
      action: 'elder.edit',
      summary: `Registers numbers of elderly people: text/csv, the number in the first column, at most ${LIST_MAX} lines`,
      uploadMaxBytes: LIST_MAX_BYTES,
      result: ElderList,
      handle: async ({ body, user }: List) => await marks.importList(textOf(body), user.username),
    }),
    route({
      method: 'delete',
      path: '/elders',
      action: 'elder.edit',
      summary: 'Takes numbers out again, in the same form',
      uploadMaxBytes: LIST_MAX_BYTES,
      result: ElderList,
      handle: async ({ body, user }: List) => await marks.removeList(textOf(body), user.username),
    }),
  ]
}

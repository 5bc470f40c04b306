import { ChangePolicy, PolicyValues } from '../contract/policy-value.ts'
import type { Principal } from '../identity/port.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { PolicyDesk, PolicyEditing } from './desk.ts'

/** GET and PATCH /policy. */
export function policyRoutes(desk: Pick<PolicyDesk, 'view' | 'change'>, editing: PolicyEditing): Route[] {
  return [
    route({
      method: 'get', path: '/policy', action: 'policy.read', summary: '策略参数 / Every value of the policy with its default, range and effect', result: PolicyValues,
      handle: async () => desk.view(),
    }),
    route({
      method: 'patch', path: '/policy', action: 'policy.edit', summary: '修改策略参数，无需重启 / Sets values, or resets them to what the files say', body: ChangePolicy, result: PolicyValues,
      handle: async ({ body, user, language }: RouteRequest<unknown, unknown, ChangePolicy, Principal>) => await desk.change(body, { username: user.username, language }, editing),
    }),
  ]
}

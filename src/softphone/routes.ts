import { z } from 'zod'
import { DemoLine, DemoPhone, OpenSoftphone, Softphone } from '../contract/softphone.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { DemoPhones } from './demo-phones.ts'
import type { Softphones } from './softphones.ts'

const Which = z.object({ /** Nothing happens when another tab has the softphone by now. */ tab: z.string().max(64).optional() }).strict()

interface Needs {
  softphones: Pick<Softphones, 'open' | 'close'>
  /** Only in the demonstration profile. */
  demo: Pick<DemoPhones, 'open'> | null
  /** The numbers of the registry, for the demonstration profile. */
  lines: () => readonly DemoLine[]
}

/** Asterisk reads the user of a SIP address, not its host: RFC 2606 keeps this one from ever being a real name. */
const uriOf = (user: string): string => `sip:${user}@yihaotong.invalid`

/** POST and DELETE /softphone; POST /demo/phone, GET /demo/hotlines. */
export function softphoneRoutes({ softphones, demo, lines }: Needs): Route[] {
  return [
    route({
      method: 'post', path: '/softphone', action: 'softphone.own', summary: '浏览器软电话登录凭据 / Credentials for the softphone of one’s own extension', body: OpenSoftphone, result: Softphone,
      async handle({ body, user, connection }: RouteRequest<unknown, unknown, OpenSoftphone, Principal>) {
        const session = connection?.session
        if (!session) throw new AppError('NOT_SIGNED_IN')
        const opened = await softphones.open(user, session, body.tab)
        return { uri: uriOf(opened.authorizationUser), ...opened }
      },
    }),
    route({
      method: 'delete', path: '/softphone', action: 'softphone.own', summary: '注销浏览器软电话 / Sign the softphone off', status: 204, query: Which,
      async handle({ query, user }: RouteRequest<unknown, z.infer<typeof Which>, unknown, Principal>) {
        await softphones.close(user, query.tab)
      },
    }),
    ...(demo ? [demoRoute(demo), demoLinesRoute(lines)] : []),
  ]
}

const demoRoute = (demo: Pick<DemoPhones, 'open'>): Route =>
  route({
    method: 'post', path: '/demo/phone', action: null, summary: '演示用市民电话 / A citizen’s phone, demonstration profile only', result: DemoPhone,
    async handle({ connection }) {
      onThisMachine(connection)
      const opened = await demo.open()
      return { uri: uriOf(opened.authorizationUser), ...opened }
    },
  })

const demoLinesRoute = (lines: Needs['lines']): Route =>
  route({
    method: 'get', path: '/demo/hotlines', action: null, summary: '演示用市民电话可拨打的号码 / The numbers a citizen’s phone can dial, demonstration profile only',
    result: z.object({ items: z.array(DemoLine) }),
    handle: async ({ connection }) => {
      onThisMachine(connection)
      return { items: lines().map(({ number, nameZh, nameEn, mergeMode }) => ({ number, nameZh, nameEn, mergeMode })) }
    },
  })

/** Nobody signs in, so only somebody at the machine itself may. Throws FORBIDDEN. */
function onThisMachine(connection: RouteRequest<unknown, unknown, unknown, unknown>['connection']): void {
  if (!/^(::ffff:)?127\.|^::1$/.test(connection?.ip ?? '')) throw new AppError('FORBIDDEN')
}

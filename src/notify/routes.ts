import { z } from 'zod'
import { Delivery, DeliveryState, MailState, NewWebhook, NotifyPreferences, TestMail, TestMailResult, Webhook, WebhookWithSecret } from '../contract/notify.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { Language } from '../platform/language.ts'
import { route, type Route, type RouteRequest } from '../platform/route.ts'
import type { DeliveryStore } from './delivery-store.ts'
import type { PreferencesStore } from './preferences-store.ts'
import type { Webhooks } from './webhooks.ts'

export interface NotifyRouteDeps {
  preferences: PreferencesStore
  webhooks: Webhooks
  deliveries: DeliveryStore
  mailServer: Pick<MailState, 'server' | 'from' | 'encrypted'>
  /** Throws MAIL_NOT_SET_UP. */
  testMail: (to: string, language: Language) => Promise<TestMailResult>
  /** Something in an outbox is to be looked at. */
  kick: () => void
  now: () => number
}

type Asked<Params = unknown, Query = unknown, Body = unknown> = RouteRequest<Params, Query, Body, Principal>

const ById = z.object({ id: z.string().regex(/^[\w.-]{1,160}$/) }).strict()
const ListQuery = z.object({ state: DeliveryState.optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }).strict()
const WebhookList = z.object({ items: z.array(Webhook) }).meta({ id: 'WebhookList' })
const DeliveryList = z.object({ items: z.array(Delivery) }).meta({ id: 'DeliveryList' })
const Resent = z.object({ count: z.int() }).meta({ id: 'Resent' })

/** How people and other systems are told: everybody's own wishes, and for the administrator mail and webhooks. */
export const notifyRoutes = (deps: NotifyRouteDeps): Route[] => [...ownRoutes(deps), ...mailRoutes(deps), ...webhookRoutes(deps)]

const ownRoutes = ({ preferences, now }: NotifyRouteDeps): Route[] => [
  route({
    method: 'get', path: '/notify-preferences', action: 'session.own', summary: 'How you want to be told', result: NotifyPreferences,
    handle: async ({ user }: Asked) => await preferences.of(user.userId),
  }),
  route({
    method: 'put', path: '/notify-preferences', action: 'session.own', summary: 'Says how you want to be told; the whole of it', body: NotifyPreferences, result: NotifyPreferences,
    async handle({ user, body }: Asked<unknown, unknown, NotifyPreferences>) {
      await preferences.keep(user.userId, body, now())
      return await preferences.of(user.userId)
    },
  }),
]

const mailRoutes = ({ deliveries, mailServer, testMail, kick, now }: NotifyRouteDeps): Route[] => [
  route({
    method: 'get', path: '/mail', action: 'policy.read', summary: 'The mail server, and how mails stand', result: MailState,
    handle: async () => ({ ...mailServer, ...(await deliveries.mail()) }),
  }),
  route({
    method: 'post', path: '/mail/test', action: 'policy.edit', summary: 'Sends a mail that says only that mail works', body: TestMail, result: TestMailResult,
    handle: async ({ body, language }: Asked<unknown, unknown, z.infer<typeof TestMail>>) => await testMail(body.to, language),
  }),
  route({
    method: 'get', path: '/deliveries', action: 'policy.read', summary: 'Mails and events on their way, or given up; newest first', query: ListQuery, result: DeliveryList,
    handle: async ({ query: { state, limit } }: Asked<unknown, z.infer<typeof ListQuery>>) => ({ items: await deliveries.list({ states: state ? [state] : ['waiting', 'sending', 'dead'], limit }) }),
  }),
  route({
    method: 'post', path: '/deliveries/:id/resend', action: 'policy.edit', summary: 'Sends once more what was given up', params: ById,
    async handle({ params: { id } }: Asked<z.infer<typeof ById>>) {
      if (!(await deliveries.resend(id, now()))) throw new AppError('NOT_FOUND')
      kick()
    },
  }),
]

const webhookRoutes = ({ webhooks, deliveries, kick, now }: NotifyRouteDeps): Route[] => [
  route({ method: 'get', path: '/webhooks', action: 'policy.read', summary: 'Other systems that are told what becomes of tickets', result: WebhookList, handle: async () => ({ items: await webhooks.list() }) }),
  route({
    method: 'post', path: '/webhooks', action: 'policy.edit', status: 201, summary: 'Adds one; the answer has the secret, this once', body: NewWebhook, result: WebhookWithSecret,
    handle: async ({ body, user }: Asked<unknown, unknown, NewWebhook>) => await webhooks.add(body, user.username),
  }),
  route({
    method: 'put', path: '/webhooks/:id', action: 'policy.edit', summary: 'Changes one', params: ById, body: NewWebhook, result: Webhook,
    handle: async ({ params, body, user }: Asked<z.infer<typeof ById>, unknown, NewWebhook>) => await webhooks.change(params.id, body, user.username),
  }),
  route({
    method: 'delete', path: '/webhooks/:id', action: 'policy.edit', summary: 'Takes one away, with what waits for it', params: ById,
    handle: async ({ params, user }: Asked<z.infer<typeof ById>>) => await webhooks.remove(params.id, user.username),
  }),
  route({
    method: 'post', path: '/webhooks/:id/secret', action: 'policy.edit', summary: 'Makes a new secret; the answer has it, this once', params: ById, result: WebhookWithSecret,
    handle: async ({ params, user }: Asked<z.infer<typeof ById>>) => await webhooks.newSecret(params.id, user.username),
  }),
  route({
    method: 'post', path: '/webhooks/:id/test', action: 'policy.edit', summary: 'Sends an event that is about nothing', params: ById, result: Webhook,
    handle: async ({ params }: Asked<z.infer<typeof ById>>) => await webhooks.test(params.id),
  }),
  route({
    method: 'post', path: '/webhooks/:id/resend', action: 'policy.edit', summary: 'Sends once more all that was given up for it', params: ById, result: Resent,
    async handle({ params }: Asked<z.infer<typeof ById>>) {
      const count = await deliveries.resendAll(params.id, now())
      kick()
      return { count }
    },
  }),
]

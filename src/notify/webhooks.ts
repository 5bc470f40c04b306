import { AppError } from '../platform/errors.ts'
import type { NewWebhook, Webhook, WebhookWithSecret } from '../contract/notify.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Post } from '../platform/post.ts'
import { createSender, type Parcel, type Sender, type SenderDeps } from '../platform/sender.ts'
import type { Trx } from '../platform/store.ts'
import type { EventStore, NewEvent } from './event-store.ts'
import { bodyOf, eventsOf, type Happened } from './rules/events.ts'
import type { StoredWebhook, WebhookStore } from './webhook-store.ts'

export interface WebhooksDeps {
  store: WebhookStore
  events: EventStore
  post: Post
  cipher: { seal: (text: string) => string; open: (sealed: string) => string }
  policy: SenderDeps<Parcel>['policy']
  /** Whether the host, if it is an address, may be asked at all. */
  mayAsk: (host: string) => boolean
  site: string
  audit: Audit
  newId: () => string
  newSecret: () => string
  clock: Clock
  log: Log
  alarm: (alarm: { kind: 'webhook_delayed' | 'webhook_undelivered'; at: number; details: Readonly<Record<string, unknown>> }) => void
}

const LOOK_EVERY_MS = 30_000
const HERE = /^(localhost|.*[.](localhost|local|internal))[.]?$/i

/** Other systems that are told what becomes of tickets (H17). */
export function createWebhooks(deps: WebhooksDeps) {
  const { store, events, cipher, audit, clock, log } = deps
  let known: readonly StoredWebhook[] = []
  let stopTicks = (): void => {}
  const nameOf = (id: string): string => known.find((one) => one.id === id)?.name ?? id

  const sender: Sender = createSender({
    outbox: events, post: deps.post, cipher, policy: deps.policy, clock, log,
    urlOf: ({ target }) => known.find(({ id }) => id === target)?.url ?? null,
    secretOf: ({ target }) => known.find(({ id }) => id === target)?.secret ?? '',
    tried({ target, fence }, tried, at) {
      if (tried.how === 'failed' && fence === 1) deps.alarm({ kind: 'webhook_delayed', at, details: { peer: nameOf(target), error: tried.error } })
      if (tried.how === 'dead') deps.alarm({ kind: 'webhook_undelivered', at, details: { peer: nameOf(target), error: tried.error } })
    },
  })

  /** Also changed by other servers. */
  async function look(): Promise<void> {
    known = await store.all()
  }
  async function written(by: string, action: string, id: string, details: Readonly<Record<string, unknown>>): Promise<void> {
    await audit.write({ at: clock.now(), actor: by, action, target: `webhook:${id}`, details, ok: true })
  }
  async function viewOf(id: string): Promise<Webhook> {
    await look()
    sender.kick()
    const view = (await store.views()).find((one) => one.id === id)
    if (!view) throw new AppError('NOT_FOUND')
    return view
  }
  function refuseForbidden(url: string): void {
    const { hostname, username, password } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    if (username !== '' || password !== '' || HERE.test(host) || !deps.mayAsk(host)) throw new AppError('ADDRESS_NOT_ALLOWED', { errors: [{ path: 'body.url', message: '该地址不在允许范围内 / not an allowed address' }] })
  }
  const found = (id: string): StoredWebhook => {
    const one = known.find((webhook) => webhook.id === id)
    if (!one) throw new AppError('NOT_FOUND')
    return one
  }
  const settingsOf = ({ name, url, events: wanted, active }: NewWebhook) => ({ name, url, events: wanted, active })

  return {
    list: store.views,
    /** Throws ADDRESS_NOT_ALLOWED. The secret is told this once. */
    async add(given: NewWebhook, by: string): Promise<WebhookWithSecret> {
      refuseForbidden(given.url)
      const [id, secret] = [deps.newId(), deps.newSecret()]
      await written(by, 'webhook.add', id, settingsOf(given))
      await store.add({ ...given, id, secret, createdAt: clock.now(), createdBy: by })
      return { ...(await viewOf(id)), secret }
    },
    /** Throws NOT_FOUND, ADDRESS_NOT_ALLOWED. */
    async change(id: string, given: NewWebhook, by: string): Promise<Webhook> {
      await look()
      const before = found(id)
      refuseForbidden(given.url)
      await written(by, 'webhook.change', id, { before: settingsOf(before), after: settingsOf(given) })
      await store.change(id, given)
      return await viewOf(id)
    },
    async newSecret(id: string, by: string): Promise<WebhookWithSecret> {
      const secret = deps.newSecret()
      await look()
      found(id)
      await written(by, 'webhook.secret', id, {})
      await store.newSecret(id, secret)
      return { ...(await viewOf(id)), secret }
    },
    async remove(id: string, by: string): Promise<void> {
      await look()
      const { name, url } = found(id)
      await written(by, 'webhook.remove', id, { name, url })
      await store.remove(id)
      await look()
    },
    /** Sends an event that is about nothing. */
    async test(id: string): Promise<Webhook> {
      await look()
      found(id)
      const at = clock.now()
      const body = { kind: 'ticket_event', from: '12345', site: deps.site, event: 'test', at: new Date(at).toISOString() }
      await events.place(null, [{ id: `test.${deps.newId()}`, webhookId: id, event: 'test', ticketNo: null, bodySealed: cipher.seal(JSON.stringify(body)), at }])
      return await viewOf(id)
    },
    /** In the transaction of the step: either others are told of it and it happened, or neither. */
    async tell(trx: Trx, ticketId: string, happened: Happened): Promise<void> {
      const told: NewEvent[] = eventsOf(happened).flatMap((event) => {
        const body = bodyOf(happened, event, deps.site)
        if (body === null) return []
        const { ticketNo, version, at } = happened
        return known.filter(({ active, events: wanted }) => active && wanted.includes(event)).map((webhook) => ({ id: `${ticketId}.${version}.${event}.${webhook.id}`, webhookId: webhook.id, event, ticketNo, bodySealed: cipher.seal(JSON.stringify(body)), at }))
      })
      await events.place(trx, told)
    },
    kick: sender.kick,
    async start(): Promise<void> {
      await look()
      stopTicks = clock.every(LOOK_EVERY_MS, () => void look().catch((error: unknown) => log.error('webhooks could not be looked up; as known before', { error })))
      sender.start()
    },
    async stop(): Promise<void> {
      stopTicks()
      await sender.stop()
    },
  }
}

export type Webhooks = ReturnType<typeof createWebhooks>

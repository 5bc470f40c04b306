import { z } from 'zod'
import { type NewWebhook, type Webhook, WebhookEvent } from '../contract/notify.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Db } from '../platform/store.ts'

/** What is kept of another system; `secret` is what both sign with. */
export interface StoredWebhook extends NewWebhook {
  id: string
  secret: string
  createdAt: number
  createdBy: string
}

export interface WebhookStore {
  all: () => Promise<StoredWebhook[]>
  /** With how its events stand. */
  views: () => Promise<Webhook[]>
  add: (webhook: StoredWebhook) => Promise<void>
  change: (id: string, settings: NewWebhook) => Promise<boolean>
  newSecret: (id: string, secret: string) => Promise<boolean>
  /** With what waits for it. */
  remove: (id: string) => Promise<boolean>
}

const Flag = z.union([z.boolean(), z.int()]).transform(Boolean)
const Events = z.string().transform((json): unknown => JSON.parse(json)).pipe(z.array(WebhookEvent))
const Row = z.object({ id: z.string(), name: z.string(), url: z.string(), secretSealed: z.string(), events: Events, active: Flag, createdAt: z.int(), createdBy: z.string() })
const COLUMNS = { id: 'id', name: 'name', url: 'url', secretSealed: 'secret_sealed', events: 'events', active: 'active', createdAt: 'created_at', createdBy: 'created_by' } as const
const Count = z.object({ webhookId: z.string(), state: z.string(), count: z.coerce.number(), last: z.int().nullable() })

export function webhookStore(db: Db, cipher: Pick<FieldCipher, 'seal' | 'open'>): WebhookStore {
  const rows = async () => Row.array().parse(await db('notify_webhooks').orderBy(['name', 'id']).select(COLUMNS))
  const settingsOf = ({ name, url, events, active }: NewWebhook) => ({ name, url, events: JSON.stringify(events), active })
  return {
    all: async () => (await rows()).map(({ secretSealed, ...row }) => ({ ...row, secret: cipher.open(secretSealed) })),
    async views() {
      const found: unknown = await db('notify_events').groupBy('webhook_id', 'state').select({ webhookId: 'webhook_id', state: 'state' }).count({ count: '*' }).max({ last: 'settled_at' })
      const counts = Count.array().parse(found)
      return (await rows()).map(({ id, name, url, events, active, createdAt, createdBy }) => {
        const row = { id, name, url, events, active, createdAt, createdBy }
        const own = counts.filter(({ webhookId }) => webhookId === id)
        const of = (...states: string[]): number => own.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
        return { ...row, waiting: of('waiting', 'sending'), dead: of('dead'), lastDeliveredAt: own.find(({ state }) => state === 'sent')?.last ?? null }
      })
    },
    async add({ id, secret, createdAt, createdBy, ...settings }) {
      await db('notify_webhooks').insert({ id, ...settingsOf(settings), secret_sealed: cipher.seal(secret), created_at: createdAt, created_by: createdBy })
    },
    change: async (id, settings) => (await db('notify_webhooks').where({ id }).update(settingsOf(settings))) === 1,
    newSecret: async (id, secret) => (await db('notify_webhooks').where({ id }).update({ secret_sealed: cipher.seal(secret) })) === 1,
    remove: async (id) =>
      await db.transaction(async (trx) => {
        await trx('notify_events').where({ webhook_id: id }).delete()
        return (await trx('notify_webhooks').where({ id }).delete()) === 1
      }),
  }
}

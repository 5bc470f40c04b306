import { z } from 'zod'
import { Delivery, type DeliveryState, type MailState } from '../contract/notify.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Db } from '../platform/store.ts'

export interface DeliveryStore {
  /** Newest first, mails and events together. */
  list: (filter: { states: readonly DeliveryState[]; limit: number }) => Promise<Delivery[]>
  /** Once more, with the same key; false when it was not given up. */
  resend: (id: string, at: number) => Promise<boolean>
  /** All that was given up for one system; how many. */
  resendAll: (webhookId: string, at: number) => Promise<number>
  mail: () => Promise<Pick<MailState, 'waiting' | 'dead' | 'lastSentAt' | 'lastError'>>
}

const SHARED = { id: 'd.id', state: 'd.state', tries: 'd.fence', error: 'd.error', placedAt: 'd.placed_at', runAt: 'd.run_at' } as const
const Row = z.object({ id: z.string(), state: Delivery.shape.state, tries: z.int(), error: z.string().nullable(), placedAt: z.int(), runAt: z.int() })
const MailRow = Row.extend({ addressSealed: z.string(), items: z.coerce.number(), ticketNo: z.string().nullable() })
const EventRow = Row.extend({ to: z.string(), what: z.string(), ticketNo: z.string().nullable() })
const OPEN: readonly DeliveryState[] = ['waiting', 'sending']
const State = z.object({ state: z.string(), count: z.coerce.number() })
const Failed = z.object({ error: z.string(), at: z.int() })

/** "z…@example.cn": enough to know whose it is, for whoever knows them. */
export const shortened = (address: string): string => address.replace(/^(.)[^@]*/, '$1…')

export function deliveryStore(db: Db, cipher: Pick<FieldCipher, 'open'>): DeliveryStore {
  const viewOf = ({ runAt, ...row }: z.infer<typeof Row>) => ({ ...row, nextAt: OPEN.includes(row.state) ? runAt : null })
  const again = { state: 'waiting', settled_at: null, error: null } as const

  async function mails(states: readonly DeliveryState[], limit: number): Promise<Delivery[]> {
    const items = () => db('notify_mail_items as i').whereRaw('i.mail_id = d.id')
    const ticketNo = items().join('ticket_notices as n', 'n.id', 'i.notice_id').join('tickets as t', 't.id', 'n.ticket_id').min('t.ticket_no').as('ticketNo')
    const rows: unknown = await db('notify_mails as d').whereIn('d.state', [...states]).orderBy([{ column: 'd.placed_at', order: 'desc' }, 'd.id']).limit(limit).select({ ...SHARED, addressSealed: 'd.address_sealed' }, items().count('*').as('items'), ticketNo)
    return MailRow.array().parse(rows).map(({ addressSealed, items: many, ticketNo: no, ...row }) => ({ ...viewOf(row), by: 'mail', to: shortened(cipher.open(addressSealed)), what: String(many), ticketNo: many === 1 ? no : null }))
  }
  async function events(states: readonly DeliveryState[], limit: number): Promise<Delivery[]> {
    const rows: unknown = await db('notify_events as d').join('notify_webhooks as w', 'w.id', 'd.webhook_id').whereIn('d.state', [...states]).orderBy([{ column: 'd.placed_at', order: 'desc' }, 'd.id']).limit(limit)
      .select({ ...SHARED, to: 'w.name', what: 'd.event', ticketNo: 'd.ticket_no' })
    return EventRow.array().parse(rows).map((row) => ({ ...viewOf(row), by: 'webhook', to: row.to, what: row.what, ticketNo: row.ticketNo }))
  }

  return {
    async list({ states, limit }) {
      const both = [...(await mails(states, limit)), ...(await events(states, limit))]
      return both.toSorted((a, b) => b.placedAt - a.placedAt || (a.id < b.id ? -1 : 1)).slice(0, limit)
    },
    async resend(id, at) {
      for (const table of ['notify_events', 'notify_mails']) if ((await db(table).where({ id, state: 'dead' }).update({ ...again, placed_at: at, run_at: at })) === 1) return true
      return false
    },
    resendAll: async (webhookId, at) => await db('notify_events').where({ webhook_id: webhookId, state: 'dead' }).update({ ...again, placed_at: at, run_at: at }),
    async mail() {
      const counts = State.array().parse(await db('notify_mails').groupBy('state').select('state').count({ count: '*' }))
      const of = (...states: string[]): number => counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
      const sent: { last?: number | null } | undefined = await db('notify_mails').where({ state: 'sent' }).max({ last: 'settled_at' }).first()
      const failed = Failed.optional().parse(await db('notify_mails').whereNotNull('error').orderBy('run_at', 'desc').first({ error: 'error', at: 'run_at' }))
      const last = sent?.last ?? null
      return { waiting: of('waiting', 'sending'), dead: of('dead'), lastSentAt: last, lastError: failed && (last === null || failed.at > last) ? failed.error : null }
    },
  }
}

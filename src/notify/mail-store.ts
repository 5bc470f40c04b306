import { z } from 'zod'
import { noticeSense } from '../contract/notice-words.ts'
import { type NoticeUrgency, TicketNotice } from '../contract/ticket-notice.ts'
import type { Consignment, Outbox } from '../platform/courier.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { MailItem } from './rules/mail-text.ts'
import { afterTry } from './settled.ts'
import type { Db, InTransaction, Trx } from '../platform/store.ts'

/** A notice nobody has looked yet whom to mail. */
export interface Pending {
  notice: Pick<TicketNotice, 'id' | 'kind' | 'audience' | 'unit' | 'details'>
  workspace: string | null
}

/** One notice for one address. */
export interface NewItem {
  noticeId: string
  address: string
  language: 'zh' | 'en'
  /** Not sent before. */
  runAt: number
  /** In a mail of its own. */
  alone: boolean
}

export interface Mail extends Consignment {
  address: string
  language: 'zh' | 'en'
  alone: boolean
}

export interface MailStore extends Outbox<Mail> {
  /** Notices to be looked at; in the transaction of the step that gives them. */
  pend: (trx: Trx, notices: readonly string[], at: number) => Promise<void>
  pending: (limit: number) => Promise<Pending[]>
  /** The notice is dealt with; each goes once to each address, whoever else deals with it. */
  place: (noticeId: string, items: readonly NewItem[], at: number) => Promise<void>
  /** What the mail says: only what nobody has seen meanwhile, unless it is sent alone. */
  itemsOf: (mail: Mail) => Promise<MailItem[]>
  /** There is nothing left to say. */
  drop: (mail: Mail, at: number) => Promise<void>
  prune: (before: number) => Promise<void>
}

export interface MailStoreDeps {
  inTransaction: InTransaction
  cipher: Pick<FieldCipher, 'seal' | 'open' | 'index'>
  newId: () => string
  giveUpMs: () => number
  now: () => number
  urgencyOf: (kind: TicketNotice['kind'], details: TicketNotice['details']) => NoticeUrgency
  dueByOf: (details: TicketNotice['details']) => number | null
}

const Details = z.string().transform((json) => TicketNotice.shape.details.parse(JSON.parse(json)))
const PendingRow = TicketNotice.pick({ id: true, kind: true, audience: true, unit: true }).extend({ details: Details, workspace: z.string().nullable() })
const Flag = z.union([z.boolean(), z.int()]).transform(Boolean)
const MailRow = z.object({ id: z.string(), target: z.string(), addressSealed: z.string(), language: z.enum(['zh', 'en']), alone: Flag, placedAt: z.int(), fence: z.int() })
const ItemRow = TicketNotice.pick({ kind: true, at: true, ticketNo: true, seenAt: true }).extend({ details: Details })
const MAIL = { id: 'id', target: 'address_index', addressSealed: 'address_sealed', language: 'language', alone: 'alone', placedAt: 'placed_at', fence: 'fence' } as const
const DUE = ['waiting', 'sending']
const LOOK_AT = 5

/** Mails on their way. What may wait is gathered in one open mail for each address. */
export function mailStore(db: Db, deps: MailStoreDeps): MailStore {
  const { inTransaction, cipher, newId, giveUpMs, now: clockNow } = deps

  /** The open mail of the address, or a new one. The update keeps others from sending it meanwhile. */
  async function mailFor(trx: Trx, { address, language, runAt, alone }: NewItem, at: number): Promise<string> {
    const index = cipher.index(address)
    const found: unknown = alone ? undefined : await trx('notify_mails').where({ address_index: index, state: 'waiting', fence: 0, alone: false }).orderBy('run_at').first({ id: 'id', runAt: 'run_at' })
    const open = z.object({ id: z.string(), runAt: z.int() }).optional().parse(found)
    if (open && (await trx('notify_mails').where({ id: open.id, state: 'waiting', fence: 0 }).update({ run_at: Math.min(open.runAt, runAt) })) === 1) return open.id
    const id = newId()
    await trx('notify_mails').insert({ id, address_index: index, address_sealed: cipher.seal(address), language, alone, state: 'waiting', placed_at: at, run_at: runAt })
    return id
  }

  return {
    async pend(trx, notices, at) {
      if (notices.length > 0) await trx('notify_pending').insert(notices.map((id) => ({ notice_id: id, at })))
    },
    async pending(limit) {
      const rows: unknown = await db('notify_pending as p').join('ticket_notices as n', 'n.id', 'p.notice_id').join('tickets as t', 't.id', 'n.ticket_id').orderBy(['p.at', 'p.notice_id']).limit(limit)
        .select({ id: 'n.id', kind: 'n.kind', audience: 'n.audience', unit: 'n.unit', details: 'n.details', workspace: 't.workspace' })
      return PendingRow.array().parse(rows).map(({ workspace, ...notice }) => ({ notice, workspace }))
    },
    place: async (noticeId, items, at) =>
      await inTransaction(async (trx) => {
        if ((await trx('notify_pending').where({ notice_id: noticeId }).delete()) !== 1) return // somebody else was quicker
        for (const item of items) {
          const key = { notice_id: noticeId, address_index: cipher.index(item.address) }
          if (await trx('notify_mail_items').where(key).first()) continue
          await trx('notify_mail_items').insert({ ...key, mail_id: await mailFor(trx, item, at) })
        }
      }),
    async claim(now, leaseUntil) {
      const rows: unknown = await db('notify_mails').whereIn('state', DUE).where('run_at', '<=', now).orderBy([{ column: 'alone', order: 'desc' }, 'run_at', 'id']).limit(LOOK_AT).select(MAIL)
      for (const { placedAt, addressSealed, ...one } of MailRow.array().parse(rows)) {
        const fence = one.fence + 1
        const got = await db('notify_mails').where({ id: one.id, fence: one.fence }).whereIn('state', DUE).update({ state: 'sending', run_at: leaseUntil, fence })
        if (got === 1) return { ...one, fence, address: cipher.open(addressSealed), expiresAt: placedAt + giveUpMs() }
      }
      return undefined
    },
    settle: async ({ id, fence }, tried) => (await db('notify_mails').where({ id, fence, state: 'sending' }).update(afterTry(tried, clockNow()))) === 1,
    async itemsOf({ id, alone }) {
      const rows: unknown = await db('notify_mail_items as i').join('ticket_notices as n', 'n.id', 'i.notice_id').join('tickets as t', 't.id', 'n.ticket_id').where({ 'i.mail_id': id }).orderBy(['n.at', 'n.id'])
        .select({ kind: 'n.kind', at: 'n.at', details: 'n.details', seenAt: 'n.seen_at', ticketNo: 't.ticket_no' })
      return ItemRow.array().parse(rows).filter(({ seenAt }) => alone || seenAt === null)
        .map(({ kind, at, details, ticketNo }) => ({ ticketNo, sense: noticeSense({ kind, details }), urgency: deps.urgencyOf(kind, details), at, dueBy: deps.dueByOf(details) }))
    },
    drop: async ({ id, fence }, at) => void (await db('notify_mails').where({ id, fence, state: 'sending' }).update({ state: 'dropped', settled_at: at })),
    async prune(before) {
      const old = db('notify_mails').whereIn('state', ['sent', 'dropped', 'dead']).where('settled_at', '<', before).select('id')
      await db('notify_mail_items').whereIn('mail_id', old).delete()
      await db('notify_mails').whereIn('state', ['sent', 'dropped', 'dead']).where('settled_at', '<', before).delete()
    },
  }
}

import { callIdFor } from '../call/rules/ids.ts'
import type { Callback, CallbackEnd, CallbackMessage } from '../contract/callback.ts'
import type { CallId } from '../contract/ids.ts'
import type { Audit, Principal } from '../identity/port.ts'
import type { Placing } from '../outbound/placing.ts'
import type { Outbound } from '../outbound/port.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import type { DialStore } from './dial-store.ts'
import { sourceOf } from './dialer.ts'
import type { CallbackFilter, CallbackRow, CallbackStore } from './store.ts'

export interface CallbackDeps {
  store: CallbackStore
  dialing: Pick<DialStore, 'begin' | 'takeBack'>
  node: string
  cipher: { open: (sealed: string) => string }
  placing: Pick<Placing, 'seatOf' | 'own'>
  walls: Pick<Outbound, 'onRecord'>
  audit: Audit
  now: () => number
}

export type Callbacks = ReturnType<typeof createCallbacks>

type Show = (number: string) => string
const inFull: Show = (number) => number

/** The list of those who must be called back, and who takes care of each. */
export function createCallbacks({ store, dialing, node, cipher, placing, walls, audit, now }: CallbackDeps) {
  async function shown(rows: readonly CallbackRow[], show: Show): Promise<Callback[]> {
    const messages = await store.messages(rows.map(({ id }) => id))
    return rows.map((row) => asShown(row, messages.get(row.id) ?? [], (sealed) => show(cipher.open(sealed))))
  }
  async function find(id: string): Promise<CallbackRow> {
    const row = await store.find(id)
    if (!row) throw new AppError('NOT_FOUND')
    return row
  }
  async function one(id: string, show: Show): Promise<Callback> {
    const [found] = await shown([await find(id)], show)
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }
  const record = (user: Principal, action: string, id: string, details: Record<string, unknown>) =>
    audit.write({ at: now(), actor: user.username, action, target: `callback:${id}`, details, ok: true })

  /** The try is committed to before anything rings; taken back when nothing can ring. */
  async function dial(row: CallbackRow, number: string, user: Principal): Promise<CallId> {
    const { id, dnis, kind } = row
    const attempt = { serial: row.serial + 1, since: now() }
    const source = sourceOf(id, attempt.serial)
    const call = callIdFor(source, attempt.since)
    if (!(await dialing.begin(id, { ...attempt, call, node }, user.username))) throw new AppError('CALLBACK_TAKEN')
    try {
      await record(user, 'call.dial', id, { call })
      return placing.own({ number, dnis, callbackId: id, ticketNo: null, asked: kind === 'queue', screen: '回拨', wish: { by: user.username, unit: user.department, reason: '' } }, user, { source, since: attempt.since })
    } catch (error) {
      await dialing.takeBack(id, call, null)
      throw error
    }
  }

  return {
    list: async (filter: CallbackFilter): Promise<Callback[]> => await shown(await store.list(filter), maskNumber),
    /**
     * From now on this person takes care of it, and sees the number. Asking again changes nothing.
     * Throws NOT_FOUND, CALLBACK_TAKEN (somebody else has it, it is being called, or it is closed); supervisors may take it over.
     */
    async claim(id: string, user: Principal, takeOver: boolean): Promise<Callback> {
      const before = await find(id)
      const own = before.state === 'claimed' && before.claimedBy === user.username
      const from = before.state === 'claimed' && takeOver && user.role === 'supervisor' ? (before.claimedBy ?? undefined) : undefined
      if (!own && !(await store.claim(id, user.username, now(), from))) throw new AppError('CALLBACK_TAKEN')
      await record(user, 'callback.claim', id, { numberShown: before.aniSealed !== null, from: from ?? null })
      return await one(id, inFull)
    },
    /**
     * Rings the phone of the person who claimed it, then calls the citizen. Throws NOT_FOUND, FORBIDDEN (not the one who
     * claimed it), CALLBACK_TAKEN (being called, or closed), NUMBER_NOT_ALLOWED (also when withheld), and what
     * outbound/placing.ts throws.
     */
    async dial(id: string, user: Principal): Promise<{ id: CallId }> {
      const row = await find(id)
      if (row.claimedBy !== user.username) throw new AppError('FORBIDDEN')
      if (row.state !== 'claimed') throw new AppError('CALLBACK_TAKEN')
      placing.seatOf(user)
      if (row.aniSealed === null) throw new AppError('NUMBER_NOT_ALLOWED', { why: 'withheld' })
      const number = cipher.open(row.aniSealed)
      return { id: await walls.onRecord({ by: user.username, target: number }, () => dial(row, number, user)) }
    },
    /** What came of it. Throws NOT_FOUND, FORBIDDEN (not the one who claimed it), CALLBACK_TAKEN (closed meanwhile). */
    async close(id: string, user: Principal, why: CallbackEnd): Promise<Callback> {
      const before = await find(id)
      if (before.claimedBy !== user.username && user.role !== 'supervisor') throw new AppError('FORBIDDEN')
      if (!(await store.close(id, { by: user.username, at: now(), why }))) throw new AppError('CALLBACK_TAKEN')
      await record(user, 'callback.close', id, { why })
      return await one(id, maskNumber)
    },
  }
}

function asShown({ aniSealed, askedByIndex, dialCall, serial: _serial, ...row }: CallbackRow, messages: CallbackMessage[], open: Show): Callback {
  return {
    ...row,
    ani: aniSealed === null ? null : open(aniSealed),
    callable: aniSealed !== null,
    elsewhere: askedByIndex !== null,
    call: row.state === 'dialing' ? dialCall : null,
    messages,
  }
}

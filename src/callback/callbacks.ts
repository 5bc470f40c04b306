import type { Callback, CallbackEnd } from '../contract/callback.ts'
import type { Audit, Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import type { CallbackFilter, CallbackRow, CallbackStore } from './store.ts'

export interface CallbackDeps {
  store: CallbackStore
  cipher: { open: (sealed: string) => string }
  audit: Audit
  now: () => number
}

export type Callbacks = ReturnType<typeof createCallbacks>

/** The list of those who must be called back, and who takes care of each. */
export function createCallbacks({ store, cipher, audit, now }: CallbackDeps) {
  const shown = ({ aniSealed, ...row }: CallbackRow, show: (number: string) => string): Callback => ({
    ...row,
    ani: aniSealed === null ? null : show(cipher.open(aniSealed)),
    callable: aniSealed !== null,
  })
  async function find(id: string): Promise<CallbackRow> {
    const row = await store.find(id)
    if (!row) throw new AppError('NOT_FOUND')
    return row
  }
  const record = (user: Principal, action: string, id: string, details: Record<string, unknown>) =>
    audit.write({ at: now(), actor: user.username, action, target: `callback:${id}`, details, ok: true })

  return {
    list: async (filter: CallbackFilter): Promise<Callback[]> => (await store.list(filter)).map((row) => shown(row, maskNumber)),
    /**
     * From now on this person takes care of it, and sees the number. Asking again changes nothing.
     * Throws NOT_FOUND, CALLBACK_TAKEN (somebody else has it, or it is closed); supervisors may take it over.
     */
    async claim(id: string, user: Principal, takeOver: boolean): Promise<Callback> {
      const before = await find(id)
      const own = before.state === 'claimed' && before.claimedBy === user.username
      const from = before.state === 'claimed' && takeOver && user.role === 'supervisor' ? (before.claimedBy ?? undefined) : undefined
      if (!own && !(await store.claim(id, user.username, now(), from))) throw new AppError('CALLBACK_TAKEN')
      await record(user, 'callback.claim', id, { numberShown: before.aniSealed !== null, from: from ?? null })
      return shown(await find(id), (number) => number)
    },
    /** What came of it. Throws NOT_FOUND, FORBIDDEN (not the one who claimed it), CALLBACK_TAKEN (closed meanwhile). */
    async close(id: string, user: Principal, why: CallbackEnd): Promise<Callback> {
      const before = await find(id)
      if (before.claimedBy !== user.username && user.role !== 'supervisor') throw new AppError('FORBIDDEN')
      if (!(await store.close(id, { by: user.username, at: now(), why }))) throw new AppError('CALLBACK_TAKEN')
      await record(user, 'callback.close', id, { why })
      return shown(await find(id), maskNumber)
    },
  }
}

import type { ChangeReviewer, NewReviewer, Reviewer } from '../contract/social-review.ts'
import type { Audit, Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import type { ReviewerRow, ReviewerStore } from './reviewer-store.ts'

export interface ReviewersDeps {
  store: ReviewerStore
  cipher: { seal: (text: string) => string; open: (sealed: string) => string }
  audit: Audit
  now: () => number
  newId: () => string
  /** Whether there is such an account of the role reviewer, in use. */
  isReviewer: (username: string) => Promise<boolean>
}

export type Reviewers = ReturnType<typeof createReviewers>

/** The pool of reviewers: who they are is sealed, their number is shown in full only to whoever asks for it, on record. */
export function createReviewers({ store, cipher, audit, now, newId, isReviewer }: ReviewersDeps) {
  const shown = ({ nameSealed, phoneSealed, ...row }: ReviewerRow, phoneOf: (phone: string) => string = maskNumber): Reviewer => ({ ...row, name: cipher.open(nameSealed), phone: phoneSealed === null ? null : phoneOf(cipher.open(phoneSealed)) })
  const told = async (user: Principal, action: string, id: string): Promise<void> => await audit.write({ at: now(), actor: user.username, action, target: `social-reviewer:${id}`, details: {}, ok: true })

  /** Throws NOT_A_REVIEWER, REVIEWER_EXISTS. */
  async function checked(username: string | null | undefined, id: string | null): Promise<void> {
    if (username === null || username === undefined) return
    if (!(await isReviewer(username))) throw new AppError('NOT_A_REVIEWER')
    const other = await store.byUsername(username)
    if (other && other.id !== id) throw new AppError('REVIEWER_EXISTS')
  }

  async function found(id: string): Promise<ReviewerRow> {
    const row = await store.find(id)
    if (!row) throw new AppError('REVIEWER_NOT_FOUND')
    return row
  }

  return {
    shown,
    /** Who asks, as a reviewer; null = they are none now. */
    async of({ username }: Principal): Promise<ReviewerRow | null> {
      const row = await store.byUsername(username)
      return row?.inUse === true ? row : null
    },
    rows: store.byIds,
    list: async (): Promise<Reviewer[]> => (await store.all()).map((row) => shown(row)),
    /** With the number in full, once it stands in the audit log who asked. */
    async show(id: string, user: Principal): Promise<Reviewer> {
      const row = await found(id)
      await told(user, 'socialReviewer.show', id)
      return shown(row, (phone) => phone)
    },
    async add({ name, phone, ...asked }: NewReviewer, user: Principal): Promise<Reviewer> {
      await checked(asked.username, null)
      const row: ReviewerRow = { id: newId(), ...asked, nameSealed: cipher.seal(name), phoneSealed: phone === null ? null : cipher.seal(phone), version: 1 }
      await store.insert(row, now())
      await told(user, 'socialReviewer.add', row.id)
      return shown(row)
    },
    async change(id: string, { version, name, phone, ...asked }: ChangeReviewer, user: Principal): Promise<Reviewer> {
      await found(id)
      await checked(asked.username, id)
      const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
      const sealed = { ...(name !== undefined && { nameSealed: cipher.seal(name) }), ...(phone !== undefined && { phoneSealed: phone === null ? null : cipher.seal(phone) }) }
      if (!(await store.change(id, version, { ...given, ...sealed }))) throw new AppError('VERSION_CONFLICT')
      await told(user, 'socialReviewer.change', id)
      return shown(await found(id))
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { Trx } from '../platform/store.ts'
import type { Dialing } from './port.ts'

/** What other parts ask of the dialer, in their own transaction. */
export function createDialing(cipher: { seal: (text: string) => string; index: (text: string) => string }): Dialing {
  const ofSubject = (trx: Trx, kind: string, subject: string) => trx('dial_jobs').where({ kind, subject })
  return {
    async schedule(trx, { kind, subject, number, dnis, dueAt, anyHour }) {
      const made: unknown[] = await trx('dial_jobs')
        .insert({ id: `j${randomUUID()}`, kind, subject, state: 'scheduled', dnis, number_sealed: cipher.seal(number), number_index: cipher.index(number), any_hour: anyHour, due_at: dueAt, look_at: dueAt })
        .onConflict(['kind', 'subject'])
        .ignore()
        .returning('id')
      return made.length === 1
    },
    async drop(trx, kind, subject) {
      await ofSubject(trx, kind, subject).whereIn('state', ['scheduled', 'waiting_person']).update({ state: 'dropped', owner: null, lease_until: null })
      await ofSubject(trx, kind, subject).whereIn('state', ['dialing', 'talking']).update({ unwanted: true })
    },
    async hasten(trx, kind, subject, at) {
      await ofSubject(trx, kind, subject).whereIn('state', ['scheduled', 'waiting_person']).update({ state: 'scheduled', due_at: at, look_at: at })
    },
  }
}

import type { DutyPerson, DutyReach, NewDutyPerson, PutDutyPerson } from '../contract/roster.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { Book } from './book.ts'
import type { RosterDeps } from './deps.ts'
import type { KeptPerson } from './people-store.ts'
import { personShown } from './views.ts'

export type People = ReturnType<typeof createPeople>

/** People for duty and team: whose they are, keeps them (G15). */
export function createPeople({ people, audit, can, clock, newId, department }: RosterDeps, book: Book) {
  const told = async (user: Principal, action: string, { id, unit }: Pick<KeptPerson, 'id' | 'unit'>, details: Record<string, unknown> = {}): Promise<void> =>
    await audit.write({ at: clock.now(), actor: user.username, action, target: `duty-person:${id}`, details: { unit, ...details }, ok: true })

  /** Throws NOT_FOUND, also for somebody of a department that is not the reader's. */
  function found(id: string, user: Principal, action: 'duty.reach' | 'duty.edit'): KeptPerson {
    const person = book.person(id)
    if (!person || !can(user, action, { department: person.unit })) throw new AppError('NOT_FOUND')
    return person
  }

  return {
    /** Those in use first; `team`: of the emergency team only. */
    list(user: Principal, { unit, team }: { unit?: string | null; team?: boolean | undefined }): DutyPerson[] {
      const all = book.people().filter((one) => can(user, 'duty.read', { department: one.unit }) && (unit === undefined || one.unit === unit) && (team !== true || one.team !== null))
      return all.toSorted((a, b) => Number(b.inUse) - Number(a.inUse) || (a.unit ?? '').localeCompare(b.unit ?? '') || a.name.localeCompare(b.name, 'zh')).map(personShown)
    },
    async add(given: NewDutyPerson, user: Principal): Promise<DutyPerson> {
      if (!can(user, 'duty.edit', { department: given.unit })) throw new AppError('FORBIDDEN')
      if (given.unit !== null && department(given.unit)?.inUse !== true) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'body.unit', message: 'no department in use' }] })
      const person = { ...given, id: newId(), inUse: true, version: 1 }
      await told(user, 'duty.person.add', person, { team: person.team })
      await people.add(person)
      await book.reload()
      return personShown(person)
    },
    /** Throws NOT_FOUND, VERSION_CONFLICT. */
    async replace(id: string, { version, ...given }: PutDutyPerson, user: Principal): Promise<DutyPerson> {
      const before = found(id, user, 'duty.edit')
      const after = { ...before, ...given, phone: given.phone === undefined ? before.phone : given.phone, email: given.email === undefined ? before.email : given.email, version: version + 1 }
      if (before.version !== version) throw new AppError('VERSION_CONFLICT')
      await told(user, 'duty.person.edit', before, { team: after.team, inUse: after.inUse })
      if (!(await people.replace(after))) throw new AppError('VERSION_CONFLICT')
      await book.reload()
      return personShown(after)
    },
    /** Where they are reached; on record who asked. */
    async reveal(id: string, user: Principal): Promise<DutyReach> {
      const person = found(id, user, 'duty.reach')
      await told(user, 'duty.person.reveal', person)
      return { phone: person.phone, email: person.email }
    },
  }
}

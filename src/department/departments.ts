import type { DepartmentView, NewDepartment, PutDepartment } from '../contract/department.ts'
import { DepartmentSettings } from '../contract/department.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { mailbox } from '../platform/mailbox.ts'
import type { SiteDay } from '../platform/site-day.ts'
import type { Departments } from './port.ts'
import { faultsOf, inUseOn } from './rules/department.ts'
import type { DepartmentStore, StoredDepartment } from './store.ts'

export interface DepartmentsDeps {
  store: DepartmentStore
  /** Those of the site profile; what was changed here since stays. */
  seed: readonly { code: string; [setting: string]: unknown }[]
  clock: Pick<Clock, 'now'>
  /** Where the site is. */
  dayOf: SiteDay
  /** Why a number could never be dialled; null = it may be. */
  barred: (phone: string) => string | null
  audit: Audit
  log: Log
}

export interface DepartmentDesk extends Departments {
  /** Throws DEPARTMENT_EXISTS, INVALID_REQUEST. */
  add: (department: NewDepartment, by: string) => Promise<DepartmentView>
  /** From the next call and ticket on. Throws DEPARTMENT_NOT_FOUND, VERSION_CONFLICT, INVALID_REQUEST. */
  replace: (code: string, settings: PutDepartment, by: string) => Promise<DepartmentView>
  /** Told after every change. */
  onChange: (listener: () => void) => void
}

/** Departments in memory, from the database; filled from the site profile at the start. */
export async function createDepartments({ store, seed, clock, dayOf, barred, audit, log }: DepartmentsDeps): Promise<DepartmentDesk> {
  await store.seed(seed.map(({ code, ...settings }) => ({ ...DepartmentSettings.parse(settings), code, version: 1, updatedAt: clock.now() })))
  const kept = new Map((await store.all()).map((one) => [one.code, one]))
  const turns = mailbox<'edit'>()
  const listeners: (() => void)[] = []

  const view = (one: StoredDepartment): DepartmentView => ({ ...one, inUse: inUseOn(one, dayOf(clock.now())) })
  function refuseWrong(code: string, settings: DepartmentSettings): void {
    const errors = faultsOf(code, settings, kept, barred).map(({ path, message }) => ({ path: `body.${path}`, message }))
    if (errors.length > 0) throw new AppError('INVALID_REQUEST', { errors })
  }
  /** Audited first: what cannot be audited does not happen. Names of people stay out of the log. */
  async function keep(after: StoredDepartment, before: StoredDepartment | null, by: string): Promise<DepartmentView> {
    const entry = { actor: by, action: before ? 'department.edit' : 'department.add', target: `department:${after.code}`, details: { before: before && recordOf(before), after: recordOf(after), contacts: contactsChange(before, after) } }
    await audit.write({ ...entry, at: clock.now(), ok: true })
    let done = false
    try {
      done = before ? await store.replace(after) : await store.add(after)
    } finally {
      if (!done) await audit.write({ ...entry, at: clock.now(), ok: false })
    }
    if (!done) throw new AppError(before ? 'VERSION_CONFLICT' : 'DEPARTMENT_EXISTS')
    kept.set(after.code, after)
    log.info('department changed', { department: after.code, by })
    for (const listener of listeners) listener()
    return view(after)
  }

  const all = (): DepartmentView[] => [...kept.values()].toSorted((a, b) => a.level - b.level || (a.code < b.code ? -1 : 1)).map(view)

  return {
    all,
    inUse: () => all().filter(({ inUse }) => inUse),
    find: (code) => {
      const found = kept.get(code)
      return found && view(found)
    },
    onChange: (listener) => void listeners.push(listener),
    add: async (department, by) =>
      await turns('edit', async () => {
        if (kept.has(department.code)) throw new AppError('DEPARTMENT_EXISTS')
        refuseWrong(department.code, department)
        return await keep({ ...department, version: 1, updatedAt: clock.now() }, null, by)
      }),
    replace: async (code, { version, ...settings }, by) =>
      await turns('edit', async () => {
        const before = kept.get(code)
        if (!before) throw new AppError('DEPARTMENT_NOT_FOUND')
        if (before.version !== version) throw new AppError('VERSION_CONFLICT')
        refuseWrong(code, settings)
        return await keep({ ...settings, code, version: version + 1, updatedAt: clock.now() }, before, by)
      }),
  }
}

const recordOf = (department: StoredDepartment) => DepartmentSettings.omit({ contacts: true }).parse(department)

const contactsChange = (before: StoredDepartment | null, after: StoredDepartment): 'kept' | 'changed' =>
  JSON.stringify(before?.contacts ?? []) === JSON.stringify(after.contacts) ? 'kept' : 'changed'

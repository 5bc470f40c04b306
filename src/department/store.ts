import type { Knex } from 'knex'
import { z } from 'zod'
import { Contact, DepartmentCode, DepartmentSettings } from '../contract/department.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'

export interface StoredDepartment extends DepartmentSettings {
  code: DepartmentCode
  version: number
  updatedAt: number
}

export interface DepartmentStore {
  all: () => Promise<StoredDepartment[]>
  /** Those that are there already stay as they are. */
  seed: (departments: readonly StoredDepartment[]) => Promise<void>
  /** False when the code is taken. */
  add: (department: StoredDepartment) => Promise<boolean>
  /** False when its version is not the one before. */
  replace: (department: StoredDepartment) => Promise<boolean>
}

const fromJson = <Type>(type: z.ZodType<Type>) => z.string().transform((text): unknown => JSON.parse(text)).pipe(type)
const Settings = DepartmentSettings.omit({ contacts: true })
const Row = z.object({ code: DepartmentCode, settings: fromJson(Settings), contactsSealed: z.string(), version: z.int(), updatedAt: z.int() })

/** Names and telephones of people are sealed. */
export function departmentStore(db: Knex, cipher: Pick<FieldCipher, 'seal' | 'open'>): DepartmentStore {
  const rowOf = ({ code, version, updatedAt, contacts, ...settings }: StoredDepartment) => ({
    code, version, updated_at: updatedAt, settings: JSON.stringify(Settings.parse(settings)), contacts_sealed: cipher.seal(JSON.stringify(contacts)),
  })
  return {
    async all() {
      const rows = await db('departments').select({ code: 'code', settings: 'settings', contactsSealed: 'contacts_sealed', version: 'version', updatedAt: 'updated_at' }).orderBy('code')
      return Row.array().parse(rows).map(({ settings, contactsSealed, ...row }) => ({ ...settings, ...row, contacts: Contact.array().parse(JSON.parse(cipher.open(contactsSealed))) }))
    },
    seed: async (departments) =>
      await db.transaction(async (trx) => {
        for (const one of departments) await trx('departments').insert(rowOf(one)).onConflict('code').ignore()
      }),
    async add(department) {
      const added = await db('departments').insert(rowOf(department)).onConflict('code').ignore().returning('code')
      return added.length > 0
    },
    async replace(department) {
      const changed = await db('departments').where({ code: department.code, version: department.version - 1 }).update(rowOf(department))
      return changed > 0
    },
  }
}

import { z } from 'zod'
import { TeamRole } from '../contract/roster.ts'
import { columnsOf } from '../platform/columns.ts'
import type { Db } from '../platform/store.ts'

/** A column of JSON. */
export const fromJson = <Type>(type: z.ZodType<Type>) => z.string().transform((text): unknown => JSON.parse(text)).pipe(type)
/** SQLite keeps 0 and 1. */
const Flag = z.union([z.boolean(), z.int()]).transform(Boolean)

const Row = z.object({ id: z.string(), unit: z.string().nullable(), sealed: z.string(), position: z.string(), username: z.string().nullable(), team: TeamRole.nullable(), matters: fromJson(z.array(z.string())), inUse: Flag, version: z.int() })
const COLUMNS = { id: 'id', unit: 'unit', sealed: 'sealed', position: 'position', username: 'username', team: 'team', matters: 'matters', inUse: 'in_use', version: 'version' } as const

const Private = z.object({ name: z.string(), phone: z.string().nullable(), email: z.string().nullable() })

/** Somebody who is on duty at times, or in the emergency team. */
export interface KeptPerson extends Omit<z.infer<typeof Row>, 'sealed'>, z.infer<typeof Private> {}

export type PeopleStore = ReturnType<typeof peopleStore>

/** People; names, telephones and addresses are sealed. */
export function peopleStore(db: Db, cipher: { seal: (text: string) => string; open: (sealed: string) => string }) {
  const rowOf = ({ name, phone, email, matters, ...rest }: KeptPerson) => columnsOf(COLUMNS, { ...rest, matters: JSON.stringify(matters), sealed: cipher.seal(JSON.stringify({ name, phone, email })) })
  return {
    async all(): Promise<KeptPerson[]> {
      const rows = Row.array().parse(await db('duty_people').select(COLUMNS).orderBy('id'))
      return rows.map(({ sealed, ...rest }) => ({ ...rest, ...Private.parse(JSON.parse(cipher.open(sealed))) }))
    },
    async add(person: KeptPerson): Promise<void> {
      await db('duty_people').insert(rowOf(person))
    },
    /** False when its version is not the one before. */
    replace: async (person: KeptPerson): Promise<boolean> => (await db('duty_people').where({ id: person.id, version: person.version - 1 }).update(rowOf(person))) === 1,
  }
}

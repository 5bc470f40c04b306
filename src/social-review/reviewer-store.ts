import { z } from 'zod'
import { columnsOf } from '../platform/columns.ts'
import type { Db } from '../platform/store.ts'

const Row = z.object({
  id: z.string(), nameSealed: z.string(), phoneSealed: z.string().nullable(), fields: z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json))), organisation: z.string(), unit: z.string().nullable(),
  area: z.string().nullable(), username: z.string().nullable(), inUse: z.coerce.boolean(), version: z.int(),
})
export type ReviewerRow = z.infer<typeof Row>
const COLUMNS = {
  id: 'id', nameSealed: 'name_sealed', phoneSealed: 'phone_sealed', fields: 'fields', organisation: 'organisation', unit: 'unit', area: 'area', username: 'username', inUse: 'in_use', version: 'version',
} as const

const kept = ({ fields, ...sets }: Partial<ReviewerRow>): Record<string, unknown> => columnsOf(COLUMNS, { ...sets, ...(fields && { fields: JSON.stringify(fields) }) })

export type ReviewerStore = ReturnType<typeof reviewerStore>

/** The pool of reviewers (评议员库, G19). */
export function reviewerStore(db: Db) {
  const rows = () => db('social_reviewers').select(COLUMNS)
  return {
    all: async (): Promise<ReviewerRow[]> => Row.array().parse(await rows().orderBy([{ column: 'in_use', order: 'desc' }, 'created_at', 'id'])),
    find: async (id: string): Promise<ReviewerRow | undefined> => Row.optional().parse(await rows().where({ id }).first()),
    byUsername: async (username: string): Promise<ReviewerRow | undefined> => Row.optional().parse(await rows().where({ username }).first()),
    byIds: async (ids: readonly string[]): Promise<ReviewerRow[]> => Row.array().parse(await rows().whereIn('id', [...ids])),
    async insert(row: ReviewerRow, at: number): Promise<void> {
      await db('social_reviewers').insert({ ...kept(row), created_at: at })
    },
    /** False when somebody was quicker. */
    change: async (id: string, version: number, sets: Partial<ReviewerRow>): Promise<boolean> => (await db('social_reviewers').where({ id, version }).update({ ...kept(sets), version: version + 1 })) === 1,
  }
}

import { z } from 'zod'
import { SpecialKind, SpecialLimits } from '../contract/roster.ts'
import { columnsOf } from '../platform/columns.ts'
import type { Db } from '../platform/store.ts'
import { fromJson } from './people-store.ts'

const Row = z.object({
  id: z.string(), kind: SpecialKind, name: z.string(), reasonSealed: z.string(), startsAt: z.int(), endsAt: z.int(), limits: fromJson(SpecialLimits), units: fromJson(z.array(z.string())), officers: fromJson(z.array(z.string())),
  declaredAt: z.int(), declaredBy: z.string(), endedAt: z.int().nullable(), endedBy: z.string().nullable(), version: z.int(),
})
const COLUMNS = {
  id: 'id', kind: 'kind', name: 'name', reasonSealed: 'reason_sealed', startsAt: 'starts_at', endsAt: 'ends_at', limits: 'limits', units: 'units', officers: 'officers', declaredAt: 'declared_at', declaredBy: 'declared_by',
  endedAt: 'ended_at', endedBy: 'ended_by', version: 'version',
} as const

/** A special period as it is kept. */
export interface KeptPeriod extends Omit<z.infer<typeof Row>, 'reasonSealed'> {
  reason: string
}

const Counted = z.object({ unit: z.string().nullable(), acceptedAt: z.int(), signedAt: z.int().nullable(), respondBy: z.int().nullable(), feedbackAt: z.int().nullable(), closedAt: z.int().nullable(), dueAt: z.int().nullable() })
/** What the figures are made of. */
export type CountedTicket = z.infer<typeof Counted>
const COUNTED = { unit: 'lead_unit', acceptedAt: 'accepted_at', signedAt: 'signed_at', respondBy: 'respond_by', feedbackAt: 'feedback_at', closedAt: 'closed_at', dueAt: 'due_at' } as const
const CalledRow = z.object({ calledAt: z.int(), answeredAt: z.int().nullable() })
export type CountedCall = z.infer<typeof CalledRow>
/** So many emergencies in one period are counted, and no more. */
const EMERGENCIES_MAX = 20_000
const LISTED_MAX = 200

export type SpecialStore = ReturnType<typeof specialStore>

/** Special periods, and what came in while they lasted. */
export function specialStore(db: Db, cipher: { seal: (text: string) => string; open: (sealed: string) => string }) {
  const rowOf = ({ reason, limits, units, officers, ...rest }: KeptPeriod) =>
    columnsOf(COLUMNS, { ...rest, reasonSealed: cipher.seal(reason), limits: JSON.stringify(limits), units: JSON.stringify(units), officers: JSON.stringify(officers) })
  const within = (column: string, from: number, to: number) => db('tickets').where(column, '>=', from).where(column, '<', to).whereNot({ state: 'draft' })
  return {
    /** The latest. */
    async all(): Promise<KeptPeriod[]> {
      const rows = Row.array().parse(await db('special_periods').select(COLUMNS).orderBy([{ column: 'starts_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(LISTED_MAX))
      return rows.map(({ reasonSealed, ...rest }) => ({ ...rest, reason: cipher.open(reasonSealed) }))
    },
    async add(period: KeptPeriod): Promise<void> {
      await db('special_periods').insert(rowOf(period))
    },
    /** False when its version is not the one before. */
    replace: async (period: KeptPeriod): Promise<boolean> => (await db('special_periods').where({ id: period.id, version: period.version - 1 }).update(rowOf(period))) === 1,
    async counted(from: number, to: number): Promise<{ tickets: number; emergencies: CountedTicket[]; calls: CountedCall[] }> {
      const all: { count?: number | string } | undefined = await within('accepted_at', from, to).count({ count: '*' }).first()
      const emergencies = Counted.array().parse(await within('accepted_at', from, to).where({ urgency: 'emergency' }).select(COUNTED).limit(EMERGENCIES_MAX))
      const calls = CalledRow.array().parse(await db('emergency_callouts').where('called_at', '>=', from).where('called_at', '<', to).select({ calledAt: 'called_at', answeredAt: 'answered_at' }))
      return { tickets: Number(all?.count ?? 0), emergencies, calls }
    },
  }
}

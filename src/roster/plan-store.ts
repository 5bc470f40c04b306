import { z } from 'zod'
import { DutyCover, DutyPlan } from '../contract/roster.ts'
import { columnsOf } from '../platform/columns.ts'
import type { Db, Trx } from '../platform/store.ts'
import { fromJson } from './people-store.ts'

const Plan = DutyPlan.extend({ people: fromJson(z.array(z.string())), days: fromJson(z.array(z.int())) })
const PLAN = { id: 'id', unit: 'unit', post: 'post', people: 'people', rotate: 'rotate', days: 'days', dayKind: 'day_kind', hours: 'hours', from: 'from_day', until: 'until_day', version: 'version' } as const

const Change = z.object({ plan: z.string(), day: z.string(), personId: z.string().nullable(), reasonSealed: z.string(), at: z.int(), by: z.string() })
/** Whose a turn is instead. */
export type TurnChange = z.infer<typeof Change>
const CHANGE = { plan: 'plan_id', day: 'day', personId: 'person_id', reasonSealed: 'reason_sealed', at: 'at', by: 'by' } as const

const Seen = z.object({ plan: z.string(), day: z.string(), personId: z.string(), at: z.int() })
export type TurnSeen = z.infer<typeof Seen>
const SEEN = { plan: 'plan_id', day: 'day', personId: 'person_id', at: 'at' } as const

const Cover = z.object({ unit: z.string().transform((unit) => (unit === '' ? null : unit)), cover: DutyCover })

export type PlanStore = ReturnType<typeof planStore>

/** Plans of duty, what differs from them on single days, and who keeps a roster at all. */
export function planStore(db: Db) {
  const rowOf = (plan: DutyPlan) => columnsOf(PLAN, { ...plan, people: JSON.stringify(plan.people), days: JSON.stringify(plan.days) })
  return {
    plans: async (): Promise<DutyPlan[]> => Plan.array().parse(await db('duty_plans').select(PLAN).orderBy(['from_day', 'id'])),
    async add(plan: DutyPlan): Promise<void> {
      await db('duty_plans').insert(rowOf(plan))
    },
    /** False when its version is not the one before. */
    replace: async (plan: DutyPlan): Promise<boolean> => (await db('duty_plans').where({ id: plan.id, version: plan.version - 1 }).update(rowOf(plan))) === 1,
    remove: async ({ id, version }: Pick<DutyPlan, 'id' | 'version'>): Promise<boolean> => (await db('duty_plans').where({ id, version }).del()) === 1,
    changes: async (first: string, last: string): Promise<TurnChange[]> => Change.array().parse(await db('duty_changes').where('day', '>=', first).where('day', '<=', last).select(CHANGE)),
    async change(trx: Trx, one: TurnChange): Promise<void> {
      await trx('duty_changes').insert(columnsOf(CHANGE, one)).onConflict(['plan_id', 'day']).merge(['person_id', 'reason_sealed', 'at', 'by'])
    },
    seen: async (first: string, last: string): Promise<TurnSeen[]> => Seen.array().parse(await db('duty_seen').where('day', '>=', first).where('day', '<=', last).select(SEEN)),
    async see(one: TurnSeen): Promise<void> {
      await db('duty_seen').insert(columnsOf(SEEN, one)).onConflict(['plan_id', 'day', 'person_id']).ignore()
    },
    covers: async (): Promise<z.infer<typeof Cover>[]> => Cover.array().parse(await db('duty_cover').select('unit', 'cover')),
    async cover(unit: string | null, cover: DutyCover | null): Promise<void> {
      const key = { unit: unit ?? '' }
      await (cover === null ? db('duty_cover').where(key).del() : db('duty_cover').insert({ ...key, cover }).onConflict('unit').merge(['cover']))
    },
  }
}

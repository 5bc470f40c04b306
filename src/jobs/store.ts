import type { Knex } from 'knex'

export interface JobStore {
  /** True for one of all who ask for the same run; and again once that one has failed or is older than `lostBefore` without an end. */
  claim: (run: { job: string; slot: string }, at: number, lostBefore: number) => Promise<boolean>
  end: (run: { job: string; slot: string }, at: number, error: string | null) => Promise<void>
  forget: (before: number) => Promise<void>
}

export function jobStore(db: Knex): JobStore {
  return {
    async claim({ job, slot }, at, lostBefore) {
      const added = await db('job_runs').insert({ job, slot, started_at: at }).onConflict(['job', 'slot']).ignore().returning('slot')
      if (added.length > 0) return true
      const again = await db('job_runs')
        .where({ job, slot })
        .andWhereRaw('(error is not null or (ended_at is null and started_at < ?))', [lostBefore])
        .update({ started_at: at, ended_at: null, error: null })
      return again === 1
    },
    async end({ job, slot }, at, error) {
      await db('job_runs').where({ job, slot }).update({ ended_at: at, error })
    },
    async forget(before) {
      await db('job_runs').where('started_at', '<', before).delete()
    },
  }
}

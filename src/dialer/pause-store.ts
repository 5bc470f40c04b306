import type { Knex } from 'knex'
import { z } from 'zod'
import { DialKind } from '../contract/dialer.ts'
import type { JobKind } from './port.ts'

const Pause = z.object({ kind: DialKind, by: z.string(), at: z.coerce.number() })
export type Pause = z.infer<typeof Pause>

export interface PauseStore {
  all: () => Promise<ReadonlyMap<JobKind, Pause>>
  /** Who paused it first stays on record. */
  set: (pause: Pause) => Promise<void>
  clear: (kind: JobKind) => Promise<void>
}

export const pauseStore = (db: Knex): PauseStore => ({
  all: async () => new Map(Pause.array().parse(await db('dialer_pauses').select('kind', 'by', 'at')).map((pause) => [pause.kind, pause])),
  set: async (pause) => void (await db('dialer_pauses').insert(pause).onConflict('kind').ignore()),
  clear: async (kind) => void (await db('dialer_pauses').where({ kind }).delete()),
})

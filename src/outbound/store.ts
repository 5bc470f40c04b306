import type { Knex } from 'knex'
import { z } from 'zod'
import { Extension, type LegId } from '../contract/ids.ts'
import type { Placed, Purpose } from './rules/caps.ts'

export interface OutboundStore {
  /** The same leg twice is kept once. */
  add: (call: Placed & { leg: LegId; purpose: Purpose }) => Promise<void>
  /** Calls begun after the instant, oldest first. */
  since: (at: number) => Promise<Placed[]>
  /** Calls begun from `from` to before `to`, Unix ms. */
  countBetween: (from: number, to: number) => Promise<number>
  /** What is older than the instant is of no use any more. */
  forget: (before: number) => Promise<void>
}

const Row = z.object({ agent: Extension.nullable(), at: z.coerce.number() })

export function outboundStore(db: Knex): OutboundStore {
  return {
    async add({ leg, agent, purpose, at }) {
      await db('outbound_calls').insert({ leg, agent, purpose, at }).onConflict('leg').ignore()
    },
    since: async (at) => Row.array().parse(await db('outbound_calls').select('agent', 'at').where('at', '>', at).orderBy('at')),
    async countBetween(from, to) {
      const [found] = await db('outbound_calls').where('at', '>=', from).andWhere('at', '<', to).count({ n: '*' })
      return Number(found?.n ?? 0)
    },
    forget: async (before) => void (await db('outbound_calls').where('at', '<', before).delete()),
  }
}

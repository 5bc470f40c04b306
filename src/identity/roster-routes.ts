import { z } from 'zod'
import type { AgentState } from '../contract/agent.ts'
import { Day } from '../contract/hotline.ts'
import type { Extension } from '../contract/ids.ts'
import { RosterEntry, SeatEntry } from '../contract/user.ts'
import { route, type Route } from '../platform/route.ts'
import type { AnySeat, Seat } from './account-store.ts'
import type { Accounts } from './accounts.ts'

const Query = z.object({ day: Day.optional() }).strict()
const SeatList = z.object({ items: z.array(SeatEntry), nextCursor: z.null() }).meta({ id: 'SeatList' })
const Roster = z.object({ day: Day, items: z.array(RosterEntry), nextCursor: z.null() }).meta({ id: 'Roster' })

interface Needs {
  accounts: Pick<Accounts, 'roster' | 'seats'>
  agents: { find: (extension: Extension) => { state: AgentState; reachable: boolean | null } | undefined }
  /** Where the site is. */
  today: () => string
}

/** GET /roster?day=: who is here on a day, own people and visitors (J07, G27). GET /seats: every seat, for those who keep them. */
export function rosterRoutes({ accounts, agents, today }: Needs): Route[] {
  const entry = ({ kind, ...seat }: Seat): RosterEntry => {
    const state = agents.find(seat.extension)?.state ?? null
    return { ...seat, kind: kind ?? 'staff', state, signedIn: state !== null && state !== 'offline' }
  }
  const seat = ({ kind, ...found }: AnySeat): SeatEntry => {
    const { state = null, reachable = null } = agents.find(found.extension) ?? {}
    return { ...found, kind: kind ?? 'staff', state, reachable }
  }
  return [
    route({
      method: 'get', path: '/seats', action: 'agent.edit', summary: '全部座席账号 / Every seat, in use or not', result: SeatList,
      handle: async () => ({ items: (await accounts.seats()).map(seat), nextCursor: null }),
    }),
    route({
      method: 'get', path: '/roster', action: 'agent.read', summary: '值班表 / Who is here on a day', query: Query, result: Roster,
      async handle({ query }: { query: z.infer<typeof Query> }) {
        const day = query.day ?? today()
        return { day, items: (await accounts.roster(day)).map(entry), nextCursor: null }
      },
    }),
  ]
}

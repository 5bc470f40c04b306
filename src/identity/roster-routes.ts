import { z } from 'zod'
import type { AgentState } from '../contract/agent.ts'
import { Day } from '../contract/hotline.ts'
import type { Extension } from '../contract/ids.ts'
import { RosterEntry } from '../contract/user.ts'
import { route, type Route } from '../platform/route.ts'
import type { Seat } from './account-store.ts'
import type { Accounts } from './accounts.ts'

const Query = z.object({ day: Day.optional() }).strict()
const Roster = z.object({ day: Day, items: z.array(RosterEntry), nextCursor: z.null() }).meta({ id: 'Roster' })

interface Needs {
  accounts: Pick<Accounts, 'roster'>
  agents: { find: (extension: Extension) => { state: AgentState } | undefined }
  /** Where the site is. */
  today: () => string
}

/** GET /roster?day=: who is here on a day, own people and visitors (J07, G27). */
export function rosterRoutes({ accounts, agents, today }: Needs): Route[] {
  const entry = ({ kind, ...seat }: Seat): RosterEntry => {
    const state = agents.find(seat.extension)?.state ?? null
    return { ...seat, kind: kind ?? 'staff', state, signedIn: state !== null && state !== 'offline' }
  }
  return [
    route({
      method: 'get', path: '/roster', action: 'agent.read', summary: '值班表 / Who is here on a day', query: Query, result: Roster,
      async handle({ query }: { query: z.infer<typeof Query> }) {
        const day = query.day ?? today()
        return { day, items: (await accounts.roster(day)).map(entry), nextCursor: null }
      },
    }),
  ]
}

import type { Calls } from '../call/runner.ts'
import type { Extension, LegId } from '../contract/ids.ts'

/** Legs to the outside that a conversation holds, and those of our own calls that are or will be dialled for a seat. */
export const outsideLegs = (calls: Pick<Calls, 'open'>): { leg: LegId; agent: Extension | null }[] =>
  [...calls.open().values()].flatMap(({ state }) => {
    const { plan } = state
    const own = plan.treatment === 'dial' && (state.at !== 'booked' || plan.by !== null) ? [{ leg: state.caller, agent: state.agent ?? plan.by }] : []
    if (plan.treatment === 'dial' && plan.first?.kind === 'outside' && (state.at === 'reaching' || state.at === 'linked')) return [...own, { leg: state.leg, agent: null }]
    if (state.at === 'handed') return [...own, { leg: state.leg, agent: state.agent }]
    const third = state.at === 'talking' || state.at === 'rescuing' || state.at === 'transferring' ? state.third : null
    return third?.party.kind === 'outside' ? [...own, { leg: third.leg, agent: state.agent }] : own
  })

/** Lines of the carrier that are taken: by callers, and by legs to the outside. */
export const trunksInUse = (calls: Pick<Calls, 'open'>): number =>
  outsideLegs(calls).length + [...calls.open().values()].filter(({ state: { plan } }) => plan.treatment !== 'dial').length

import type { CallOutcome } from '../../contract/call.ts'
import type { LegId } from '../../contract/ids.ts'
import type { CallPlan } from '../port.ts'
import type { Story } from './cel.ts'
import { callIdOf } from './ids.ts'
import type { Step, Terms } from './state.ts'

/**
 * The record of a call we never had in our hands, from what Asterisk saw: it came while the server was away and went
 * to the fallback, or hung up before we could claim it.
 */
export function imported(story: Story, plan: CallPlan, terms: Terms): Step {
  const { startedAt: arrivedAt, channel, answeredAt } = story
  const caller = channel as LegId
  const call = callIdOf(channel)
  const endedAt = story.endedAt ?? arrivedAt
  const waitedMs = endedAt - arrivedAt
  const outcome = outcomeOf(story)
  const { dnis, dnisRaw, ani, aniRaw, labels } = plan
  const missed = outcome === 'fallback' || (outcome === 'abandoned' && waitedMs >= terms.missedAfterMs)
  return {
    state: { at: 'ended', call, caller, epoch: 0, arrivedAt, plan, terms, attempts: 0, thirds: 0, monitors: 0, transferCount: 0, playbacks: 0, recordings: 0, answeredAt: null, talkedMs: 0, bridgedMs: 0, agent: null, headAt: null, recording: null, spoken: null, outcome },
    commands: [],
    facts: [
      {
        type: 'callArrived', call, at: arrivedAt, direction: 'inbound', dnis, dnisRaw, ani, aniRaw, labels: [...labels, 'imported'], callerLeg: caller,
        transferCount: 0, interaction: call, from: null, callbackId: null, ticketNo: null, wish: null,
      },
      {
        type: 'callEnded', direction: 'inbound', callerLeg: caller, call, at: endedAt, outcome, endedIn: story.fellBack ? 'fallback' : 'arriving', dnis, ani, arrivedAt,
        answeredAt: outcome === 'fallback' ? null : answeredAt, waitedMs, talkedMs: 0, bridgedMs: 0, agent: null, transferCount: 0, missed, unreached: null, script: null, callbackId: null, ticketNo: null,
      },
    ],
  }
}

function outcomeOf({ fellBack, answeredAt }: Story): CallOutcome {
  if (fellBack) return 'fallback'
  return answeredAt === null ? 'rejected' : 'abandoned'
}

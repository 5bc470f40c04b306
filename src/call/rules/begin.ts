import { callingState } from './calling.ts'
import { bookedState } from './dialling.ts'
import { playbackId } from './ids.ts'
import { inLine } from './in-line.ts'
import { directionOf, interactionOf } from './of-call.ts'
import { reachingState } from './reaching.ts'
import type { Arrival, Call, In, Step } from './state.ts'
import { sorry } from './message.ts'
import { PROMPT_MAX_MS } from './times.ts'
import { announce } from './waiting.ts'

/** A caller hears something within two seconds (reliability INV-3); most agents' phones are picked up later than this. */
const MUSIC_AFTER_MS = 1_000

const OF_NOBODY = { callbackId: null, ticketNo: null, wish: null }

/** The first state of a call, and what is done about it. */
export function arrived(arrival: Arrival, now: number): Step {
  const { waiting: _, staffed: __, ...given } = arrival
  const { call, caller, arrivedAt, plan } = arrival
  const transferCount = plan.treatment === 'queue' ? plan.transferCount : 0
  const fresh: Call = { ...given, transferCount, attempts: 0, thirds: 0, monitors: 0, playbacks: 0, recordings: 0, answeredAt: null, talkedMs: 0, bridgedMs: 0, agent: null, headAt: null, recording: null, spoken: null }
  const { dnis, dnisRaw, ani, aniRaw, labels } = plan
  const { callbackId, ticketNo, wish } = plan.treatment === 'dial' ? plan : OF_NOBODY
  const first = firstState(fresh, arrival, now)
  return {
    ...first,
    facts: [
      {
        type: 'callArrived', call, at: arrivedAt, direction: directionOf(fresh), dnis, dnisRaw, ani, aniRaw, labels, callerLeg: caller, transferCount,
        interaction: interactionOf(fresh), from: plan.treatment === 'queue' ? plan.from : null, callbackId, ticketNo, wish,
      },
      ...first.facts,
    ],
  }
}

function firstState(fresh: Call, { waiting, staffed }: Arrival, now: number): Step {
  const { caller, plan, terms } = fresh
  switch (plan.treatment) {
    case 'reject':
      return {
        state: { ...fresh, at: 'closing', outcome: 'rejected', stage: null, playback: null, giveUpAt: now + PROMPT_MAX_MS },
        commands: [{ type: 'hangUp', leg: caller, cause: 'unallocated' }],
        facts: [],
      }
    case 'announce_hangup':
      return announceOnly(fresh, { prompt: plan.announcement, times: plan.times, outcome: 'cancelled_number' }, now)
    case 'dial':
      if (plan.script) return callingState(fresh, now)
      return plan.first ? reachingState(fresh, plan.first, now) : bookedState(fresh, now)
    case 'queue': {
      if (waiting >= terms.maxWaiting && plan.rank !== 'emergency')
        return announceOnly(fresh, { prompt: { id: 'too_many_waiting', values: {} }, times: 1, outcome: 'overflow' }, now)
      const line = inLine(fresh, { rank: plan.rank, reach: plan.reach, since: fresh.arrivedAt, hearing: { what: 'nothing', musicAt: now + MUSIC_AFTER_MS }, crowded: waiting >= terms.callbackOfferFrom }, now)
      const heard = staffed ? announce(line.state, 0, now) : sorry(line.state, now)
      return { state: heard?.state ?? line.state, commands: [{ type: 'answer', leg: caller }, ...line.commands, ...(heard?.commands ?? [])], facts: [] }
    }
  }
}

function announceOnly(fresh: Call, what: { prompt: In<'announcing'>['announcement']; times: number; outcome: In<'announcing'>['outcome'] }, now: number): Step {
  const playback = playbackId(fresh.call, 1)
  return {
    state: { ...fresh, at: 'announcing', playbacks: 1, announcement: what.prompt, timesLeft: what.times, playback, outcome: what.outcome, giveUpAt: now + PROMPT_MAX_MS },
    commands: [{ type: 'answer', leg: fresh.caller }, { type: 'say', leg: fresh.caller, playback, prompt: what.prompt }],
    facts: [],
  }
}

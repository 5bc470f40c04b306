import type { LiveState } from '../../telephony/port.ts'
import { CAUSE } from './cause.ts'
import type { Findings, Gap } from './findings.ts'
import { playbackIn } from './hearing.ts'
import { bridgeId } from './ids.ts'
import { insideOf } from './recovery-talk.ts'
import type { CallCommand, CallEvent, In } from './state.ts'

// Calls that speak by themselves, held against what is alive in Asterisk.

/** A phone that is not there was never rung, or has rung: nobody is called twice by one try. */
export function recoverCalling({ epoch, caller }: In<'calling'>, live: LiveState): Findings {
  if (epoch !== live.startedAt) return { events: [{ type: 'interrupted' }], ensure: [] }
  const called = live.legs.get(caller)
  if (!called) return { events: [{ type: 'legEnded', leg: caller, cause: CAUSE.unknown }], ensure: [] }
  return { events: called.up ? [{ type: 'legAnswered', leg: caller }] : [], ensure: [] }
}

/** Keys of our absence are lost: the question is asked again. A message goes on. */
export function recoverAsking({ call, caller, doing }: In<'asking'>, live: LiveState, gap: Gap): Findings {
  const together: CallCommand[] = doing.what === 'message' ? insideOf(live, bridgeId(call), [caller]) : []
  if (gap === 'sweep') return { events: [], ensure: together }
  const ensure: CallCommand[] = doing.what === 'message' ? [...together, { type: 'listenFor', leg: caller }] : 'playback' in doing ? [{ type: 'stopPlay', playback: doing.playback }] : []
  return { events: [{ type: 'returned' }], ensure }
}

/** What was rung and is gone is no fault of the agent; a search that we did not hear the end of found nobody. */
export function recoverFetching({ caller, offer, hearing }: In<'fetching'>, live: LiveState, gap: Gap): Findings {
  const events: CallEvent[] = []
  const ensure: CallCommand[] = []
  const rung = offer && live.legs.get(offer.leg)
  if (offer && !rung) events.push({ type: 'legEnded', leg: offer.leg, cause: CAUSE.unknown })
  else if (offer && rung?.up) events.push({ type: 'legAnswered', leg: offer.leg })
  if (gap === 'sweep') return { events, ensure }
  if (!offer) events.push({ type: 'seatFound', seat: null })
  const playback = playbackIn(hearing)
  if (playback !== null) {
    ensure.push({ type: 'stopPlay', playback })
    events.unshift({ type: 'promptEnded', playback })
  } else if (hearing.what === 'music') ensure.push({ type: 'music', leg: caller, on: true })
  return { events, ensure }
}

import type { LegId } from '../contract/ids.ts'
import type { CallReader } from './calls-reader-store.ts'
import type { Journal } from './journal.ts'
import type { Routing } from './port.ts'
import type { Projector } from './projector.ts'
import type { Story } from './rules/cel.ts'
import { CAUSE } from './rules/cause.ts'
import { callIdOf } from './rules/ids.ts'
import { imported } from './rules/imported.ts'
import type { Terms } from './rules/state.ts'
import type { Calls } from './runner.ts'

interface Needs {
  calls: Calls
  reader: Pick<CallReader, 'recorded'>
  projector: Projector
  journal: Journal
  routing: Routing
  terms: () => Terms
}

/**
 * What becomes of a caller's channel that is over, by Asterisk's account: an open call ends at that time, a recorded
 * one needs nothing, and one we never had in our hands gets its record now (reliability INV-1).
 */
export function takeStories({ calls, reader, projector, journal, routing, terms }: Needs) {
  /** True when the call was in our hands: it ends when Asterisk says it did. */
  function endOpen(story: Story): boolean {
    const leg = story.channel as LegId
    const open = calls.open().get(callIdOf(leg))
    if (!open) return false
    const at = Math.max(story.endedAt ?? 0, open.state.arrivedAt)
    calls.decide(open.state.call, story.fellBack ? { type: 'legLeft', leg } : { type: 'legEnded', leg, cause: CAUSE.normal }, at)
    return true
  }

  function record(story: Story): void {
    const plan = routing.plan({ dialled: story.dialled, callerNumber: story.caller, transferCount: null, interaction: null }, story.startedAt)
    const { state, commands, facts } = imported(story, plan, terms())
    const row = { call: state.call, seq: 1, at: story.endedAt ?? story.startedAt, event: { type: 'arrived' } as const, state, commands, facts }
    journal.append(row, projector.take)
  }

  return async (stories: readonly Story[]): Promise<void> => {
    const unknown = stories.filter((story) => !endOpen(story))
    if (unknown.length === 0) return
    await journal.flushed()
    await projector.idle()
    const known = await reader.recorded(unknown.map(({ channel }) => callIdOf(channel)))
    for (const story of unknown) if (!known.has(callIdOf(story.channel))) record(story)
    await journal.flushed()
  }
}

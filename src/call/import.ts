import type { LegId } from '../contract/ids.ts'
import type { CallReader } from './calls-reader-store.ts'
import type { Journal } from './journal.ts'
import type { Routing } from './port.ts'
import type { Projector } from './projector.ts'
import type { Story } from './rules/cel.ts'
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
  return async (story: Story): Promise<void> => {
    const call = callIdOf(story.channel)
    const open = calls.open().get(call)
    if (open) {
      const at = Math.max(story.endedAt ?? 0, open.state.arrivedAt)
      return calls.decide(call, story.fellBack ? { type: 'legLeft', leg: story.channel as LegId } : { type: 'legEnded', leg: story.channel as LegId, cause: 16 }, at)
    }
    await journal.flushed()
    await projector.idle()
    if ((await reader.recorded([call])).has(call)) return
    const plan = routing.plan(story.dialled, story.caller, story.startedAt)
    const { state, commands, facts } = imported(story, plan, terms())
    await new Promise<void>((resolve) => {
      journal.append({ call, seq: 1, at: story.endedAt ?? story.startedAt, event: { type: 'arrived' }, state, commands, facts }, (row) => {
        projector.take(row)
        resolve()
      })
    })
  }
}

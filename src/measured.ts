import type { CallState } from './call/rules/state.ts'
import type { Metrics } from './platform/metrics.ts'
import type { Telephony } from './telephony/port.ts'

/** Telephony whose commands are counted by outcome; the time of ringing an agent is the offer latency. */
export function measured<T extends Pick<Telephony, 'perform'>>(telephony: T, { ariCommands, offerLatency }: Metrics, monotonic: () => number): T {
  return {
    ...telephony,
    perform: async (command) => {
      const startedAt = monotonic()
      const outcome = await telephony.perform(command)
      ariCommands.inc({ outcome: outcome.ok ? 'ok' : outcome.why })
      if (command.type === 'ring' && outcome.ok) offerLatency.observe((monotonic() - startedAt) / 1000)
      return outcome
    },
  }
}

/** Calls by how they ended, and how long citizens waited for an answer. */
export function countCall(metrics: Metrics, now: CallState, before: CallState | null): void {
  if (now.at === 'ended') metrics.calls.inc({ outcome: now.outcome })
  if (now.at === 'talking' && before?.at === 'connecting' && now.answeredAt !== null) metrics.answerWait.observe((now.answeredAt - now.arrivedAt) / 1000)
}

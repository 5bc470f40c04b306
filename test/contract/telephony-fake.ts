import type { LegId } from '../../src/contract/ids.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { fakeTelephony, type PhoneAnswer } from '../../src/telephony/fake-telephony.ts'
import type { Outside, PhonePlan } from './telephony-outside.ts'

/** The Asterisk in memory with people who do as planned. */
export async function fakeOutside(): Promise<Outside> {
  const plans = new Map<string, PhonePlan>()
  const after = (ms: number, task: () => void) => systemClock.at(systemClock.now() + ms, task)
  const telephony = fakeTelephony({
    clock: systemClock,
    soundMs: (media) => (media.includes('no-such') ? null : media.includes('long') ? 20_000 : 300),
    phone(command): PhoneAnswer {
      const { leg } = command
      const endpoint = command.type === 'ring' ? command.endpoint : command.number
      const plan = plans.get(endpoint)
      plans.delete(endpoint)
      if (!plan) return { how: 'unreachable' }
      if (plan.busy) return { how: 'busy', afterMs: 10 }
      const { answerMs, stayMs } = plan
      if (answerMs === null) return { how: 'rings' }
      if (stayMs !== undefined) after(answerMs + stayMs, () => telephony.hangUpBy(leg))
      return { how: 'answers', afterMs: answerMs }
    },
  })
  return {
    telephony,
    endpoint: (extension) => `PJSIP/${extension}`,
    async callerDials({ from, dialled, stayMs, keys = [] }) {
      after(20, () => {
        const leg = telephony.dial({ dialled, callerName: 'caller', ...(from ? { callerNumber: from } : {}) })
        keys.forEach((key, i) => after(200 * (i + 1), () => telephony.press(leg, key)))
        after(stayMs + 200 * keys.length, () => telephony.hangUpBy(leg))
      })
    },
    async phone(extension, plan) {
      plans.set(`PJSIP/${extension}`, plan)
    },
    sounds: { short: 'sound:short', long: 'sound:long', missing: 'sound:no-such-sound' },
    recordingFile: (name) => `/nowhere/${name}.raw`,
    async crashAndRestart() {
      telephony.crash()
      telephony.restart()
    },
    async clear() {
      const { legs, bridges } = await telephony.live()
      for (const leg of legs.keys()) telephony.hangUpBy(leg as LegId)
      for (const bridge of bridges.keys()) await telephony.perform({ type: 'closeBridge', bridge })
      plans.clear()
    },
    async stop() {},
  }
}

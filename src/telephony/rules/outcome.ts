import type { Outcome, TelephonyCommand } from '../port.ts'

type Why = Extract<Outcome, { ok: false }>['why']

/**
 * What Asterisk's refusal of a command means (ARI of Asterisk 22, measured). 404 on any, and 400 with
 * "not found" on addChannel: gone. 409 on something with an id of ours: it is there already; on a
 * channel: not in our application. 422 on removeChannel: it is no longer in the bridge.
 */
export function refusal(command: TelephonyCommand['type'], status: number, message: string): Why {
  if (status === 404 || (status === 400 && /not found/i.test(message))) return 'gone'
  if (status === 409) return /already exists/i.test(message) ? 'duplicate' : 'not_ours'
  if (status === 422) return command === 'part' ? 'duplicate' : 'not_ours'
  return status === 503 ? 'unavailable' : 'refused'
}

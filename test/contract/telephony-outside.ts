import type { AmiConnection } from '../../src/telephony/ami-connection.ts'
import { amiConnection } from '../../src/telephony/ami-connection.ts'
import { type AriTelephony, ariTelephony, type AriTelephonySettings } from '../../src/telephony/ari-telephony.ts'
import type { Telephony, TelephonyEvent } from '../../src/telephony/port.ts'
import type { LegId } from '../../src/contract/ids.ts'
import { defaultPolicy } from '../../src/contract/policy.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { type Log, silentLog } from '../../src/platform/log.ts'
import { AMI_PASSWORD, ARI_PASSWORD, ARI_USER, type TestAsterisk } from './telephony-asterisk.ts'

// What the shared suite needs around a Telephony: people who call, phones that ring, and a way to break things.

export interface CallerPlan {
  from?: string
  dialled: string
  stayMs: number
  keys?: readonly string[]
}

export interface PhonePlan {
  /** null = rings on. */
  answerMs: number | null
  busy?: boolean
  stayMs?: number
}

export interface Outside {
  telephony: Telephony
  /** Of a phone that knows `extension`. */
  endpoint: (extension: string) => string
  callerDials: (plan: CallerPlan) => Promise<void>
  phone: (extension: string, plan: PhonePlan) => Promise<void>
  /** Existing and missing sounds, as media. */
  sounds: { short: string; long: string; missing: string }
  recordingFile: (name: string) => string
  crashAndRestart: () => Promise<void>
  /** After each test: everybody hangs up. */
  clear: () => Promise<void>
  stop: () => Promise<void>
}

/** Everything a Telephony says, and a way to wait for it. */
export function notebook(telephony: Telephony) {
  const heard: TelephonyEvent[] = []
  const links: string[] = []
  const waiting = new Set<() => void>()
  const again = (): void => [...waiting].forEach((look) => look())
  telephony.onEvent((event) => {
    heard.push(event)
    again()
  })
  telephony.onLink((state) => {
    links.push(state)
    again()
  })
  function until<T>(found: () => T | undefined, what: string, withinMs = 10_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`${what} did not happen within ${withinMs} ms; heard ${JSON.stringify(heard)}`))
      }, withinMs)
      const look = (): void => {
        const result = found()
        if (result === undefined) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve(result)
      }
      waiting.add(look)
      look()
    })
  }
  type Of<T extends TelephonyEvent['type']> = TelephonyEvent & { type: T }
  const find = <T extends TelephonyEvent['type']>(type: T, leg?: LegId): Of<T> | undefined =>
    heard.find((event): event is Of<T> => event.type === type && (leg === undefined || event.leg === leg))
  return {
    heard,
    links,
    find,
    until,
    event: <T extends TelephonyEvent['type']>(type: T, leg?: LegId, withinMs?: number) => until(() => find(type, leg), `${type} ${leg ?? ''}`, withinMs),
    clear: () => void heard.splice(0),
  }
}

export const quickPolicy = () => ({ ...defaultPolicy().ari, heartbeatEveryMs: 200 })

export function amiOf(asterisk: TestAsterisk, log: Log = silentLog): AmiConnection {
  return amiConnection({ host: '127.0.0.1', port: asterisk.ports.ami, user: ARI_USER, password: AMI_PASSWORD, timeoutMs: 2_000, clock: systemClock, log })
}

export function telephonyOf(asterisk: TestAsterisk, ami: AmiConnection, changes: Partial<AriTelephonySettings> = {}): AriTelephony {
  return ariTelephony({
    host: '127.0.0.1',
    port: asterisk.ports.ari,
    user: ARI_USER,
    password: ARI_PASSWORD,
    app: 'hotline-n1',
    restApps: ['hotlinerest-n1-1', 'hotlinerest-n1-2'],
    policy: quickPolicy(),
    clock: systemClock,
    log: silentLog,
    random: Math.random,
    monotonic: () => performance.now(),
    onStolen: () => {},
    rungLegLeaseMs: 7_200_000,
    ami,
    ...changes,
  })
}

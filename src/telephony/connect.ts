import type { Policy } from '../contract/policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { amiConnection } from './ami-connection.ts'
import { ariPhones } from './ari-phones.ts'
import { ariTelephony } from './ari-telephony.ts'
import type { Phones, Telephony } from './port.ts'

/** Asterisk's interfaces are bound to this machine alone. */
const HOST = '127.0.0.1'
const REST_SOCKETS = 2

interface Login {
  user: string
  password: string
}

export interface TelephonyOutside {
  config: { node: string; ariApplication: string; ariPort: number; amiPort: number; policy: Policy }
  secrets: { ari: Login; ami: Login }
  clock: Clock
  log: Log
  /** In [0, 1). */
  random: () => number
  /** Milliseconds that go on while the wall clock is set. */
  monotonic: () => number
  /** Another server has taken our ARI application: this one must end. */
  onStolen: () => void
}

/** The real telephone network: ARI for calls, AMI for recording, contact states and the fallback's members. */
export function connectTelephony(outside: TelephonyOutside): { telephony: Telephony; phones: Phones; start: () => void; stop: () => void } {
  const { config, secrets, clock, log, random, monotonic, onStolen } = outside
  const { ari: policy, lease } = config.policy
  const ami = amiConnection({ ...secrets.ami, host: HOST, port: config.amiPort, timeoutMs: policy.commandTimeoutMs, clock, log })
  const telephony = ariTelephony({
    ...secrets.ari,
    host: HOST,
    port: config.ariPort,
    app: config.ariApplication,
    // Not "hotline-…": the dialplan offers callers to those.
    restApps: Array.from({ length: REST_SOCKETS }, (_, i) => `hotlinerest-${config.node}-${i + 1}`),
    policy,
    rungLegLeaseMs: lease.talkingMs,
    ami,
    clock,
    log,
    random,
    monotonic,
    onStolen,
  })
  const phones = ariPhones({ connection: telephony.connection, ami, clock, log })
  return {
    telephony,
    phones,
    start() {
      ami.start()
      telephony.start()
    },
    stop() {
      phones.stop()
      telephony.stop()
      ami.stop()
    },
  }
}

import type { Config } from './config.ts'
import type { Clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'
import type { Secrets } from './supervisor/secrets.ts'
import { amiConnection } from './telephony/ami-connection.ts'
import { ariPhones } from './telephony/ari-phones.ts'
import { ariTelephony } from './telephony/ari-telephony.ts'
import type { Phones, Telephony } from './telephony/port.ts'

interface Needs {
  config: Config
  secrets: Secrets
  clock: Clock
  log: Log
  random: () => number
  monotonic: () => number
  onStolen: () => void
}

/** Sockets for requests beside the one for events: one socket carries out its requests one after another. */
const REQUEST_SOCKETS = 2
const HOST = '127.0.0.1'

/** The real Asterisk behind the ports of the telephony part: ARI for calls, AMI for recording and the fallback queue. */
export function linkToAsterisk({ config, secrets, ...needs }: Needs): { telephony: Telephony; phones: Phones; start: () => void; stop: () => void } {
  const { policy, node, ariApplication: app, ariPort, amiPort } = config
  const ami = amiConnection({ host: HOST, port: amiPort, ...secrets.ami, timeoutMs: policy.ari.commandTimeoutMs, ...needs })
  const telephony = ariTelephony({
    host: HOST,
    port: ariPort,
    ...secrets.ari,
    app,
    restApps: Array.from({ length: REQUEST_SOCKETS }, (_, i) => `hotlinerest-${node}-${i + 1}`),
    policy: policy.ari,
    rungLegLeaseMs: policy.lease.talkingMs,
    ami,
    ...needs,
  })
  const phones = ariPhones({ connection: telephony.connection, ami, ...needs })
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

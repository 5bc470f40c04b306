import type { AmiConnection } from './ami-connection.ts'
import { type AriConnection, ariConnection, type AriSettings, type RawEvent } from './ari-connection.ts'
import { perform } from './ari-commands.ts'
import { ariEvents } from './ari-events.ts'
import { liveState } from './ari-live.ts'
import { AriRefusal } from './ari-operations.ts'
import { ariRecording } from './ari-recording.ts'
import type { Outcome, Telephony, TelephonyEvent } from './port.ts'

export interface AriTelephonySettings extends AriSettings {
  /** Ending of an agent's leg that nobody ends, e.g. two hours. */
  rungLegLeaseMs: number
  /** For recording; everything else works without it. */
  ami: AmiConnection
}

export interface AriTelephony extends Telephony {
  /** Connects and keeps connecting; onLink tells when it is there. */
  start: () => void
  stop: () => void
  connection: AriConnection
}

const NO_LINK = { ok: false, why: 'unavailable', detail: 'not connected to Asterisk' } as const satisfies Outcome

/** Telephony over the Asterisk REST Interface. It translates; it decides nothing. */
export function ariTelephony(settings: AriTelephonySettings): AriTelephony {
  const { app, log, clock, ami, rungLegLeaseMs } = settings
  const connection = ariConnection(settings)
  const events = ariEvents(clock)
  const recording = ariRecording({ ami, operations: connection.operations, nameOf: events.nameOf })
  const listeners: ((event: TelephonyEvent) => void)[] = []
  let accepting = false

  async function claim(channelId: string): Promise<void> {
    const ari = connection.operations()
    if (!accepting || !ari || !connection.healthy()) return log.warn('a caller was not claimed', { leg: channelId, accepting })
    try {
      await ari.events.claimChannel({ channelId, application: app })
    } catch (error) {
      // 409: another server was first; 404: the caller has left or we were too late. Both go on without us.
      const lost = error instanceof AriRefusal && (error.status === 409 || error.status === 404)
      log[lost ? 'info' : 'warn']('a caller could not be claimed', { leg: channelId, error })
    }
  }
  function hear(raw: RawEvent): void {
    if (raw.type === 'CallBroadcast') return void claim((raw['channel'] as { id: string }).id)
    const event = events.translate(raw)
    if (!event) return
    if (event.type === 'legEnded' || event.type === 'legLeft') recording.forget(event.leg)
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        log.error('a telephony event could not be handled', { type: event.type, leg: event.leg, error })
      }
    }
  }
  connection.onLink((state) => state === 'up' && events.forgetAll())
  connection.onEvent(hear)

  return {
    connection,
    start: connection.start,
    stop: connection.stop,
    onEvent: (listener) => void listeners.push(listener),
    onLink: connection.onLink,
    acceptCalls: (accept) => void (accepting = accept),
    async perform(command) {
      const ari = connection.operations()
      return ari ? perform(ari, command, { app, rungLegLeaseMs, recording }) : NO_LINK
    },
    async live() {
      const ari = connection.operations()
      if (!ari) throw new Error(NO_LINK.detail)
      return liveState(ari, app)
    },
  }
}

import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

import type { LegId } from '../contract/ids.ts'
import { type AmiConnection, AmiFault } from './ami-connection.ts'
import { channelName, forgetFile, recordedTo } from './ari-live.ts'
import { type AriOperations, AriRefusal } from './ari-operations.ts'
import { AriFault } from './ari-requests.ts'
import type { Outcome, TelephonyCommand } from './port.ts'

interface Needs {
  ami: AmiConnection
  operations: () => AriOperations | null
  /** Known from events; undefined after a restart. */
  nameOf: (leg: LegId) => string | undefined
}

/** a: goes on at the end of the file; b: only while bridged; D: two tracks interleaved, what the leg says first (needs .raw, signed linear 8 kHz). */
const OPTIONS = 'abD'

/**
 * Records a leg with MixMonitor, which lives in Asterisk: it goes on when this process dies, and holds
 * whoever the leg is bridged with. A repeated command is a duplicate, never a second recorder on one file.
 */
export function ariRecording({ ami, operations, nameOf }: Needs) {
  const started = new Set<string>()

  /** Null when it is being recorded to that file already. */
  async function channel(leg: LegId, file: string): Promise<string | null> {
    const known = nameOf(leg)
    if (known) return known
    const ari = operations()
    if (!ari) throw new AriFault('unavailable', 'not connected to Asterisk')
    return (await recordedTo(ari, leg)) === file ? null : channelName(ari, leg)
  }

  async function record({ leg, file }: TelephonyCommand & { type: 'record' }): Promise<Outcome> {
    if (started.has(leg)) return { ok: false, why: 'duplicate', detail: 'the leg is being recorded' }
    if (!ami.up()) return { ok: false, why: 'unavailable', detail: 'not connected to AMI' }
    started.add(leg)
    try {
      const name = await channel(leg, file)
      if (name === null) return { ok: false, why: 'duplicate', detail: 'the leg is being recorded' }
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await ami.action('MixMonitor', { Channel: name, File: file, Options: OPTIONS })
      return { ok: true }
    } catch (error) {
      started.delete(leg)
      return failed(error)
    }
  }
  async function stop(leg: LegId): Promise<Outcome> {
    const name = nameOf(leg)
    const ari = operations()
    started.delete(leg)
    if (!ami.up() || !ari) return { ok: false, why: 'unavailable', detail: 'not connected to Asterisk' }
    try {
      await ami.action('StopMixMonitor', { Channel: name ?? (await channelName(ari, leg)) })
      await forgetFile(ari, leg)
      return { ok: true }
    } catch (error) {
      return failed(error)
    }
  }
  return { record, stop, forget: (leg: LegId): void => void started.delete(leg) }
}

function failed(error: unknown): Outcome {
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof AriRefusal && error.status === 404) return { ok: false, why: 'gone', detail }
  if (error instanceof AmiFault && /no such channel/i.test(detail)) return { ok: false, why: 'gone', detail }
  if (error instanceof AmiFault || error instanceof AriFault) return { ok: false, why: error.why, detail }
  return { ok: false, why: 'refused', detail }
}

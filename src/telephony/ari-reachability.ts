import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { AmiConnection } from './ami-connection.ts'
import type { AriConnection } from './ari-connection.ts'
import { type AriOperations, AriRefusal } from './ari-operations.ts'
import { isExtension } from './rules/phone-settings.ts'

const SWEEP_EVERY_MS = 30_000
const SWEEP_WITHOUT_AMI_MS = 5_000
/** Changes that come together are looked up together. */
const GATHER_MS = 20
/** More than these are cheaper in one list. */
const ONE_BY_ONE_MAX = 20

const Endpoint = z.object({ resource: z.string(), state: z.string() })
const Endpoints = z.array(Endpoint)

interface Needs {
  connection: AriConnection
  ami: AmiConnection
  clock: Clock
  log: Log
}

/**
 * Which phones can be reached. AMI says that something changed, ARI says what is: an ARI subscription to
 * endpoints would tell us every channel event a second time (measured), AMI's costs nothing per call.
 */
export function reachability({ connection, ami, clock, log }: Needs) {
  const known = new Map<string, boolean>()
  const listeners: ((extension: string, reachable: boolean) => void)[] = []
  let lastSweepAt = -Infinity
  const changed = new Set<string>()

  async function ask(ari: AriOperations): Promise<ReadonlyMap<string, boolean>> {
    const listed = Endpoints.parse(await ari.endpoints.listByTech({ tech: 'PJSIP' }))
    return new Map(listed.filter(({ resource }) => isExtension(resource)).map(({ resource, state }) => [resource, state === 'online']))
  }
  function note(extension: string, reachable: boolean): void {
    if (known.get(extension) === reachable) return
    known.set(extension, reachable)
    for (const listener of listeners) {
      try {
        listener(extension, reachable)
      } catch (error) {
        log.error('a listener of phones failed', { extension, error })
      }
    }
  }
  async function sweep(): Promise<void> {
    lastSweepAt = clock.now()
    const ari = connection.operations()
    if (!ari) return
    try {
      const now = await ask(ari)
      for (const [extension, reachable] of now) note(extension, reachable)
      for (const extension of known.keys()) {
        if (now.has(extension)) continue
        note(extension, false)
        known.delete(extension)
      }
    } catch (error) {
      log.warn('could not ask which phones can be reached', { error })
    }
  }
  async function lookUp(): Promise<void> {
    const names = [...changed]
    changed.clear()
    const ari = connection.operations()
    if (!ari) return
    if (names.length > ONE_BY_ONE_MAX) return sweep()
    for (const resource of names) {
      try {
        note(resource, Endpoint.parse(await ari.endpoints.get({ tech: 'PJSIP', resource })).state === 'online')
      } catch (error) {
        if (error instanceof AriRefusal && error.status === 404) note(resource, false)
        else log.warn('could not ask whether a phone can be reached', { extension: resource, error })
      }
    }
  }
  function somethingChanged(extension: string): void {
    if (!isExtension(extension)) return
    changed.add(extension)
    if (changed.size === 1) clock.at(clock.now() + GATHER_MS, () => void lookUp())
  }

  ami.onEvent((event) => {
    if (event['event'] === 'ContactStatus') somethingChanged(event['endpointname'] ?? '')
    if (event['event'] === 'PeerStatus') somethingChanged((event['peer'] ?? '').replace('PJSIP/', ''))
  })
  connection.onLink((state) => state === 'up' && void sweep())
  const stop = clock.every(SWEEP_WITHOUT_AMI_MS, () => {
    if (!ami.up() || clock.now() - lastSweepAt >= SWEEP_EVERY_MS) void sweep()
  })
  return { ask, sweep, stop, onChange: (listener: (extension: string, reachable: boolean) => void) => void listeners.push(listener) }
}

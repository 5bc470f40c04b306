import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { AmiConnection } from './ami-connection.ts'
import type { AriConnection } from './ari-connection.ts'
import { type AriOperations, AriRefusal } from './ari-operations.ts'
import type { Device } from '../contract/agent.ts'
import { phoneOf } from './rules/phone-settings.ts'

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
  const listeners: ((extension: string, reachable: boolean, device: Device) => void)[] = []
  const registered: ((extension: string, device: Device) => void)[] = []
  let lastSweepAt = -Infinity
  const changed = new Set<string>()

  async function list(ari: AriOperations): Promise<ReadonlyMap<string, boolean>> {
    const listed = Endpoints.parse(await ari.endpoints.listByTech({ tech: 'PJSIP' }))
    return new Map(listed.filter(({ resource }) => phoneOf(resource) !== null).map(({ resource, state }) => [resource, state === 'online']))
  }
  function note(name: string, reachable: boolean): void {
    const phone = phoneOf(name)
    if (!phone || known.get(name) === reachable) return
    known.set(name, reachable)
    tell(() => listeners.forEach((listener) => listener(phone.extension, reachable, phone.device)), name)
  }
  function tell(work: () => void, phone: string): void {
    try {
      work()
    } catch (error) {
      log.error('a listener of phones failed', { phone, error })
    }
  }
  async function sweep(): Promise<void> {
    lastSweepAt = clock.now()
    const ari = connection.operations()
    if (!ari) return
    try {
      const now = await list(ari)
      for (const [name, reachable] of now) note(name, reachable)
      for (const name of known.keys()) {
        if (now.has(name)) continue
        note(name, false)
        known.delete(name)
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
        else log.warn('could not ask whether a phone can be reached', { phone: resource, error })
      }
    }
  }
  function somethingChanged(name: string): void {
    if (phoneOf(name) === null) return
    changed.add(name)
    if (changed.size === 1) clock.at(clock.now() + GATHER_MS, () => void lookUp())
  }
  /** A new contact, or one that answers: what is known already is told by nobody else. */
  function signedOn(name: string): void {
    const phone = phoneOf(name)
    if (phone) tell(() => registered.forEach((listener) => listener(phone.extension, phone.device)), name)
  }

  ami.onEvent((event) => {
    const name = event['endpointname'] ?? ''
    if (event['event'] === 'ContactStatus') somethingChanged(name)
    if (event['event'] === 'ContactStatus' && event['contactstatus'] === 'Reachable') signedOn(name)
    if (event['event'] === 'PeerStatus') somethingChanged((event['peer'] ?? '').replace('PJSIP/', ''))
  })
  connection.onLink((state) => state === 'up' && void sweep())
  const stop = clock.every(SWEEP_WITHOUT_AMI_MS, () => {
    if (!ami.up() || clock.now() - lastSweepAt >= SWEEP_EVERY_MS) void sweep()
  })
  return {
    /** Of desk phones. */
    async ask(ari: AriOperations): Promise<ReadonlyMap<string, boolean>> {
      return new Map([...(await list(ari))].filter(([name]) => phoneOf(name)?.device === 'desk'))
    },
    sweep,
    stop,
    onChange: (listener: (extension: string, reachable: boolean, device: Device) => void) => void listeners.push(listener),
    onRegistered: (listener: (extension: string, device: Device) => void) => void registered.push(listener),
  }
}

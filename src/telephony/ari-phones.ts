import { createHash } from 'node:crypto'
import { z } from 'zod'

import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { AmiConnection } from './ami-connection.ts'
import { fallbackMembers } from './ami-fallback-queue.ts'
import { type AriOperations, AriRefusal } from './ari-operations.ts'
import type { AriConnection } from './ari-connection.ts'
import { reachability } from './ari-reachability.ts'
import type { Phones } from './port.ts'
import { difference, FINGERPRINT_FIELD, phoneEndpoint, isPushed, phoneName, phoneObjects, type PhoneOwner } from './rules/phone-settings.ts'

const AT_ONCE = 8
const configClass = 'res_pjsip'

const Attributes = z.array(z.object({ attribute: z.string(), value: z.string() }))
const Endpoints = z.array(z.object({ resource: z.string() }))

export interface AriPhonesNeeds {
  connection: AriConnection
  ami: AmiConnection
  clock: Clock
  log: Log
}

/**
 * Agents' phones as dynamic objects of res_pjsip: no file, no reload. Asterisk keeps them in its own
 * database, so they can register after its restart without us; after every connection what is there is
 * compared with what was pushed last.
 */
export function ariPhones({ connection, ami, clock, log }: AriPhonesNeeds): Phones & { stop: () => void } {
  let wanted: readonly PhoneOwner[] | null = null
  const members = fallbackMembers({ ami, log })
  const reach = reachability({ connection, ami, clock, log })

  function operations(): AriOperations {
    const ari = connection.operations()
    if (!ari) throw new Error('not connected to Asterisk')
    return ari
  }
  async function bring(phones: readonly PhoneOwner[]): Promise<void> {
    const ari = operations()
    const there = await knownPhones(ari)
    const { remove } = difference(new Set(phones.map(nameOf)), there)
    let changed = 0
    await inParallel(phones, async (phone) => {
      if (there.has(nameOf(phone)) && (await fingerprintThere(ari, nameOf(phone))) === fingerprint(phone)) return
      await write(ari, phone)
      changed++
    })
    await inParallel(remove, (name) => erase(ari, name))
    await reach.sweep()
    log.info('phones are in Asterisk', { phones: phones.length, changed, removed: remove.length })
  }
  /** From now on these are wanted, whether Asterisk can be told now or when it is back. */
  function want(phones: readonly PhoneOwner[]): void {
    wanted = phones
    members.set(phones.flatMap(({ extension, device }) => (device === 'citizen' ? [] : [phoneEndpoint(extension, device)])))
  }
  connection.onLink((state) => {
    if (state === 'up' && wanted) void bring(wanted).catch((error: unknown) => log.error('phones could not be pushed', { error }))
  })

  return {
    async push(phones) {
      want(phones)
      await bring(phones)
    },
    async put(phone) {
      want([...(wanted ?? []).filter((other) => nameOf(other) !== nameOf(phone)), phone])
      await write(operations(), phone)
    },
    async remove(extension, device) {
      const name = phoneName(extension, device)
      if (wanted) want(wanted.filter((phone) => nameOf(phone) !== name))
      await erase(operations(), name)
    },
    reachable: () => reach.ask(operations()),
    onReachable: reach.onChange,
    onRegistered: reach.onRegistered,
    stop: reach.stop,
  }
}

const nameOf = ({ extension, device }: PhoneOwner): string => phoneName(extension, device)

async function knownPhones(ari: AriOperations): Promise<Set<string>> {
  const listed = Endpoints.parse(await ari.endpoints.listByTech({ tech: 'PJSIP' }))
  return new Set(listed.map(({ resource }) => resource).filter(isPushed))
}

const fingerprint = (phone: PhoneOwner): string => createHash('sha256').update(JSON.stringify(phoneObjects(phone))).digest('hex').slice(0, 32)

async function fingerprintThere(ari: AriOperations, id: string): Promise<string | null> {
  try {
    const attributes = Attributes.parse(await ari.asterisk.getObject({ configClass, objectType: 'endpoint', id }))
    return attributes.find(({ attribute }) => attribute === FINGERPRINT_FIELD)?.value ?? null
  } catch (error) {
    if (error instanceof AriRefusal && error.status === 404) return null
    throw error
  }
}

async function write(ari: AriOperations, phone: PhoneOwner): Promise<void> {
  for (const { objectType, fields } of phoneObjects(phone)) {
    const all = objectType === 'endpoint' ? { ...fields, [FINGERPRINT_FIELD]: fingerprint(phone) } : fields
    const listed = Object.entries(all).map(([attribute, value]) => ({ attribute, value }))
    await ari.asterisk.updateObject({ configClass, objectType, id: nameOf(phone), fields: listed })
  }
}

async function erase(ari: AriOperations, id: string): Promise<void> {
  for (const objectType of ['endpoint', 'auth', 'aor']) {
    try {
      await ari.asterisk.deleteObject({ configClass, objectType, id })
    } catch (error) {
      if (!(error instanceof AriRefusal && error.status === 404)) throw error
    }
  }
}

/** Few at a time: pushing thousands of phones must not fill the queue that calls need. */
async function inParallel<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const left = items.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await task(item)
    }),
  )
}

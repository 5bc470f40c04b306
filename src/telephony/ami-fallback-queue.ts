import type { Log } from '../platform/log.ts'
import type { AmiConnection } from './ami-connection.ts'
import { difference } from './rules/phone-settings.ts'

const QUEUE = 'fallback'

/**
 * Keeps the phones of all agents as members of the app_queue that answers callers while no server does.
 * Asterisk remembers them over its restarts (persistentmembers=yes).
 */
export function fallbackMembers({ ami, log }: { ami: AmiConnection; log: Log }) {
  let wanted: ReadonlySet<string> | null = null
  let running = Promise.resolve()

  async function reconcile(): Promise<void> {
    const members = wanted
    if (!members || !ami.up()) return
    const rows = await ami.list('QueueStatus', { Queue: QUEUE })
    const there = new Set(rows.filter(({ event }) => event === 'QueueMember').map((row) => row['location'] ?? row['interface'] ?? ''))
    const { add, remove } = difference(members, there)
    for (const phone of add) await ami.action('QueueAdd', { Queue: QUEUE, Interface: phone, StateInterface: phone })
    for (const phone of remove) await ami.action('QueueRemove', { Queue: QUEUE, Interface: phone })
    if (add.length + remove.length > 0) log.info('members of the fallback queue changed', { added: add.length, removed: remove.length })
  }
  function soon(): void {
    running = running.then(reconcile).catch((error: unknown) => log.warn('members of the fallback queue could not be set', { error }))
  }
  ami.onLink((state) => state === 'up' && soon())

  return {
    /** "PJSIP/1001" */
    set(phones: readonly string[]): void {
      wanted = new Set(phones)
      soon()
    },
  }
}

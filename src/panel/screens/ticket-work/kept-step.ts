import type { Values } from './rules/payload.ts'

interface Of {
  username: string
  ticketNo: string
  event: string
  /** Of the ticket: what was written for an earlier one is not for this one. */
  round: number
}

export interface KeptStep {
  /** When it was written last (Unix ms of this machine). */
  at: number
  values: Values
}

const PREFIX = 'yht.step.'

/** What is typed into the form of a step, in this tab until it is sent: it survives a reload and nobody else finds it. */
export function keepStep(storage: Storage, { username, ticketNo, event, round }: Of, now: () => number = Date.now) {
  const own = `${PREFIX}${username}.`
  const name = `${own}${ticketNo}.${event}.${round}`
  // The next person at this desk.
  for (const key of Object.keys(storage)) if (key.startsWith(PREFIX) && !key.startsWith(own)) storage.removeItem(key)
  return {
    read(): KeptStep | null {
      const text = storage.getItem(name)
      return text === null ? null : (JSON.parse(text) as KeptStep)
    },
    write: (values: Values): void => storage.setItem(name, JSON.stringify({ at: now(), values } satisfies KeptStep)),
    forget: (): void => storage.removeItem(name),
  }
}

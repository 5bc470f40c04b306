import type { Tried } from '../platform/courier.ts'

/** Columns of a mail or an event after a try. */
export function afterTry(tried: Tried, at: number): Readonly<Record<string, string | number | null>> {
  switch (tried.how) {
    case 'acknowledged':
    case 'delivered':
      return { state: 'sent', error: null, settled_at: at }
    case 'failed':
      return { state: 'waiting', error: tried.error, run_at: tried.nextTryAt }
    case 'dead':
      return { state: 'dead', error: tried.error, settled_at: tried.at }
  }
}

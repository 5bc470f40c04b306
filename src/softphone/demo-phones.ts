import type { DemoPhone } from '../contract/softphone.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import { rateLimiter } from '../platform/rate-limit.ts'
import type { PhoneAccount, Phones } from '../telephony/port.ts'

interface Needs {
  phones: Pick<Phones, 'put' | 'remove'>
  newSecret: () => string
  userOf: (slot: string) => string
  clock: Pick<Clock, 'now'>
}

interface Citizen {
  slot: string
  number: string
  tab: string
  password: string
  expiresAt: number
}

const SLOTS = ['801', '802', '803', '804', '805', '806']
const LASTS_MS = 3_600_000
const RATE = { burst: 10, perSecond: 0.5 }

export type DemoPhones = ReturnType<typeof createDemoPhones>

/**
 * Citizens' phones in the browser, for the demonstration profile: nobody signs in, few at once, for an hour. They call
 * as the carrier's callers do, each from a number of its own; nobody is ever called on them.
 */
export function createDemoPhones({ phones, newSecret, userOf, clock }: Needs) {
  const citizens = new Map<string, Citizen>()
  const limit = rateLimiter(RATE, clock.now)
  const account = ({ slot, number, password }: Citizen): PhoneAccount => ({ extension: slot, password, name: number, device: 'citizen' })

  return {
    async open(): Promise<Omit<DemoPhone, 'uri'>> {
      if (limit('demo') > 0) throw new AppError('TOO_MANY_REQUESTS')
      const free = SLOTS.find((slot) => !citizens.has(slot)) ?? [...citizens.values()].toSorted((a, b) => a.expiresAt - b.expiresAt)[0]!.slot
      const citizen: Citizen = { slot: free, number: `138000008${free.slice(1)}`, tab: newSecret(), password: newSecret(), expiresAt: clock.now() + LASTS_MS }
      citizens.set(free, citizen)
      await phones.put(account(citizen))
      const { tab, password, number, expiresAt } = citizen
      return { authorizationUser: userOf(free), password, number, socket: `/sip?tab=${tab}`, iceServers: [], expiresAt, tab }
    },
    /** The SIP user of the citizen with this tab; null when there is none. */
    userAt: (tab: string): string | null => {
      const citizen = [...citizens.values()].find((each) => each.tab === tab && clock.now() < each.expiresAt)
      return citizen ? userOf(citizen.slot) : null
    },
    accounts: (): PhoneAccount[] => [...citizens.values()].filter(({ expiresAt }) => clock.now() < expiresAt).map(account),
  }
}

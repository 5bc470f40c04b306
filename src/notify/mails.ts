import type { NotifyPreferences } from '../contract/notify.ts'
import type { NoticeAudience, NoticeUrgency } from '../contract/ticket-notice.ts'
import { type Consignment, createCourier, type CourierDeps, type Sender } from '../platform/courier.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { Mail, MailStore, NewItem, Pending } from './mail-store.ts'
import type { Reader } from './readers.ts'
import { mailText, type MailFrame } from './rules/mail-text.ts'
import { isMailed, mailWaitsMs, quietForMs } from './rules/when.ts'
import type { PostOffice } from './smtp.ts'

/** Whom a notice is for; `workspace` is the ticket's. */
interface Addressed {
  audience: NoticeAudience
  unit: string | null
  workspace: string | null
}

export interface MailsDeps {
  store: MailStore
  office: PostOffice
  mailed: () => Promise<{ userId: string; wishes: NotifyPreferences; mailTo: string }[]>
  readers: () => readonly Reader[]
  isFor: (reader: Reader, whom: Addressed) => boolean
  /** Addresses of a department's handlers, deputies or heads (J18), and of an emergency those on duty there (G03). */
  contacts: (unit: string, audience: NoticeAudience, urgency: NoticeUrgency) => readonly string[]
  urgencyOf: (notice: Pending['notice']) => NoticeUrgency
  /** Minute of the site's day. */
  minuteOf: (at: number) => number
  frame: Omit<MailFrame, 'language'>
  policy: CourierDeps<Consignment>['policy'] & { soonMs: number; laterMs: number; contactMails: boolean }
  clock: Clock
  log: Log
  alarm: (alarm: { kind: 'mail_delayed' | 'mail_undelivered'; at: number; details: Readonly<Record<string, unknown>> }) => void
}

const AT_A_TIME = 100

/** Mails about notices: whom they go to is looked up behind the back of the step, then each is sent until the server has it. */
export function createMails(deps: MailsDeps): Sender {
  const { store, office, policy, clock, log, alarm } = deps
  const courier = createCourier<Mail>({
    outbox: store, policy, clock, log,
    async deliver(mail) {
      const items = await store.itemsOf(mail)
      if (items.length === 0) {
        await store.drop(mail, clock.now())
        return { how: 'delivered' }
      }
      return await office.send({ id: mail.id, to: mail.address, ...mailText(items, { ...deps.frame, language: mail.language }) }, policy.timeoutMs)
    },
    tried({ fence }, tried, at) {
      if (tried.how === 'failed' && fence === 1) alarm({ kind: 'mail_delayed', at, details: { error: tried.error } })
      if (tried.how === 'dead') alarm({ kind: 'mail_undelivered', at, details: { error: tried.error } })
    },
  })
  let addressing: Promise<void> | null = null
  let again = false
  let failing = false
  let stopTicks = (): void => {}

  async function address(): Promise<void> {
    try {
      do {
        again = false
        const pending = await store.pending(AT_A_TIME)
        if (pending.length === 0) break
        const mailed = await deps.mailed()
        const now = clock.now()
        for (const one of pending) await store.place(one.notice.id, itemsFor(deps, one, mailed, now), now)
        again ||= pending.length === AT_A_TIME
      } while (again)
      failing = false
    } catch (error) {
      if (!failing) log.error('whom to mail could not be looked up; tried again and again', { error })
      failing = true
    }
    addressing = null
    courier.kick()
  }
  const look = (): void => {
    again = true
    addressing ??= address()
  }

  return {
    start() {
      stopTicks = clock.every(policy.lookEveryMs, look)
      courier.start()
      look()
    },
    kick: look,
    async stop() {
      stopTicks()
      await addressing
      await courier.stop()
    },
  }
}

/** Everybody who is told of it by mail, each address once. */
function itemsFor(deps: MailsDeps, { notice, workspace }: Pending, mailed: Awaited<ReturnType<MailsDeps['mailed']>>, now: number): NewItem[] {
  const { policy, minuteOf } = deps
  const urgency = deps.urgencyOf(notice)
  const whom = { audience: notice.audience, unit: notice.unit, workspace }
  const readers = new Set(deps.readers().filter((reader) => deps.isFor(reader, whom)).map(({ userId }) => userId))
  const item = (address: string, language: 'zh' | 'en', quietMs: number): NewItem => ({
    noticeId: notice.id, address, language, runAt: now + mailWaitsMs(urgency, { ...policy, quietMs }), alone: urgency === 'emergency',
  })
  const people = mailed.filter(({ userId, wishes }) => readers.has(userId) && isMailed(wishes, { kind: notice.kind, urgency })).map(({ mailTo, wishes }) => item(mailTo, wishes.mailLanguage, quietForMs(wishes.quietHours, minuteOf(now))))
  const contacts = notice.unit === null || urgency === 'later' || !policy.contactMails ? [] : deps.contacts(notice.unit, notice.audience, urgency).map((address) => item(address, 'zh', 0))
  const byAddress = new Map([...contacts, ...people].map((one) => [one.address.toLowerCase(), one]))
  return [...byAddress.values()]
}

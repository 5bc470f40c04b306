import { randomBytes, randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import type { Config } from '../config.ts'
import type { Departments } from '../department/port.ts'
import type { Site } from '../hotline/site.ts'
import type { Identity } from '../identity/identity.ts'
import { validOn } from '../identity/rules/validity.ts'
import { deliveryStore } from '../notify/delivery-store.ts'
import { eventStore } from '../notify/event-store.ts'
import { guardedPost } from '../notify/guarded-post.ts'
import { mailStore } from '../notify/mail-store.ts'
import { createMails } from '../notify/mails.ts'
import { preferencesStore } from '../notify/preferences-store.ts'
import { createReaders } from '../notify/readers.ts'
import type { NotifyRouteDeps } from '../notify/routes.ts'
import { isIn, isPublic } from '../notify/rules/address.ts'
import type { Happened } from '../notify/rules/events.ts'
import { domainOf, smtpOffice } from '../notify/smtp.ts'
import { createWebhooks } from '../notify/webhooks.ts'
import { webhookStore } from '../notify/webhook-store.ts'
import { AppError } from '../platform/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Log } from '../platform/log.ts'
import type { Db, InTransaction, Trx } from '../platform/store.ts'
import type { Change } from '../ticket/case-store.ts'
import { type Addressed, isFor, READERS, readsOf } from '../ticket/rules/audience.ts'
import { dueByOf, urgencyOf } from '../ticket/rules/urgency.ts'

interface Sources {
  db: Db
  inTransaction: InTransaction
  cipher: FieldCipher
  config: Pick<Config, 'mail' | 'policy' | 'panelUrl'>
  site: Pick<Site, 'name' | 'timeZone'>
  identity: Pick<Identity, 'users' | 'audit'>
  departments: Pick<Departments, 'find'>
  dayOf: (at: number) => string
  /** Addresses of those who are on duty in a department now. */
  onDuty: (unit: string) => readonly string[]
  clock: Clock
  log: Log
  alarm: (alarm: { kind: string; at: number; details: Readonly<Record<string, unknown>> }) => void
}

/** Telling people and other systems beside the panel. */
export function joinNotifications({ db, inTransaction, cipher, config, site, identity, departments, dayOf, onDuty, clock, log, alarm }: Sources) {
  const { notify } = config.policy
  const part = log.with({ part: 'notify' })
  const workspaceOf = (department: string): string | null => departments.find(department)?.workspace ?? null
  const readers = createReaders({ users: identity.users, roles: READERS, workspaceOf, isValid: (dates, now) => validOn(dates, dayOf(now)), clock, log: part })
  const preferences = preferencesStore(db, cipher)
  const giveUpMs = (): number => notify.giveUpMs
  const isAllowed = (address: string): boolean => isPublic(address) || isIn(address, notify.webhookNetworks)

  const events = eventStore(db, { giveUpMs, now: clock.now })
  const webhooks = createWebhooks({
    store: webhookStore(db, cipher), events, cipher, policy: notify, site: site.name, audit: identity.audit, clock, log: part, alarm, post: guardedPost(isAllowed),
    mayAsk: (host) => isIP(host) === 0 || isAllowed(host), newId: randomUUID, newSecret: () => randomBytes(32).toString('base64url'),
  })

  const { mail } = config
  const kept = mailStore(db, { inTransaction, cipher, newId: randomUUID, giveUpMs, now: clock.now, urgencyOf, dueByOf })
  const office = mail && smtpOffice(mail, clock.now)
  const clockOf = new Intl.DateTimeFormat('en-GB', { timeZone: site.timeZone, hour: '2-digit', minute: '2-digit', hour12: false })
  const minuteOf = (at: number): number => {
    const [hour = 0, minute = 0] = clockOf.format(at).split(':').map(Number)
    return (hour % 24) * 60 + minute
  }
  const mails = office && createMails({
    store: kept, office, mailed: preferences.mailed, readers: () => readers.all() ?? [], isFor: (reader, whom) => isFor(readsOf(reader), whom), minuteOf, policy: notify, clock, log: part, alarm,
    contacts: (unit, audience, urgency) => [
      ...(departments.find(unit)?.contacts.flatMap(({ role, email }) => (email !== null && role === CONTACTS[audience as 'unit'] ? [email] : [])) ?? []),
      ...(urgency === 'emergency' && audience === 'unit' ? onDuty(unit) : []),
    ],
    urgencyOf: ({ kind, details }) => urgencyOf(kind, details), frame: { site: site.name, timeZone: site.timeZone, panel: config.panelUrl },
  })

  const kick = (): void => {
    webhooks.kick()
    mails?.kick()
  }
  const routes: NotifyRouteDeps = {
    preferences, webhooks, deliveries: deliveryStore(db, cipher), kick, now: clock.now,
    mailServer: { server: mail && `${mail.host}:${mail.port}`, from: mail && mail.from, encrypted: mail !== null && mail.tls !== 'none' },
    async testMail(to, language) {
      if (!office) throw new AppError('MAIL_NOT_SET_UP')
      const [subject, text] = language === 'zh' ? [`${site.name}：邮件测试`, '收到本邮件，说明系统可以发送提醒邮件。'] : [`${site.name}: mail works`, 'If you read this, notices can be sent by mail.']
      const answer = await office.send({ id: `test.${randomUUID()}`, to, subject, text: `${text}\n` }, notify.timeoutMs)
      return { ok: 'how' in answer && answer.how === 'delivered', said: 'error' in answer ? answer.error : `250 ${domainOf(mail?.from ?? '')}` }
    },
  }

  return {
    routes,
    /** Whether anybody reads a notice; as long as nobody has looked, everybody is there. */
    isThere(whom: Addressed): boolean {
      const all = readers.all()
      return all === null || all.some((reader) => isFor(readsOf(reader), whom))
    },
    /** In the transaction of the step. */
    async alongside(trx: Trx, change: Change): Promise<void> {
      const happened = happenedOf(change)
      await webhooks.tell(trx, change.row.id, happened)
      if (mails) await kept.pend(trx, happened.notices.map(({ id }) => id), change.at)
    },
    pend: mails ? kept.pend : undefined,
    kick,
    async prune(): Promise<void> {
      const before = clock.now() - notify.keepDays * 86_400_000
      await events.prune(before)
      await kept.prune(before)
    },
    /** Once the accounts are there: who is there must be known before the first clock of a ticket runs out. */
    async start(): Promise<void> {
      await readers.start()
      await webhooks.start()
      mails?.start()
    },
    /** Resolves when a change of the accounts is known. */
    settled: readers.settled,
    async stop(): Promise<void> {
      readers.stop()
      await webhooks.stop()
      await mails?.stop()
    },
  }
}

export type Notifications = ReturnType<typeof joinNotifications>

/** Which contact of a department has which notices (J18). */
const CONTACTS = { unit: 'handler', deputy: 'deputy', head: 'head' } as const

function happenedOf(change: Change): Happened {
  const { row, decided: { after }, at, notices } = change
  return {
    ticketNo: row.ticketNo, version: row.version + 1, at, before: row, after, workspace: row.workspace, hotline: row.dnis,
    notices: notices.map(({ id, kind, details }) => ({ id, kind, urgency: urgencyOf(kind, details) })),
  }
}

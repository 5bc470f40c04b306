import type { Registry } from '../hotline/registry.ts'
import type { Site } from '../hotline/site.ts'
import type { Audit, Can } from '../identity/port.ts'
import { createExchange } from '../intake/exchange.ts'
import { createIntake } from '../intake/intake.ts'
import type { IntakeRouteDeps } from '../intake/routes.ts'
import { intakeStore } from '../intake/store.ts'
import type { Db } from '../platform/store.ts'
import { AppError } from '../platform/errors.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Log } from '../platform/log.ts'
import { rateLimiter } from '../platform/rate-limit.ts'
import type { SenderDeps } from '../platform/sender.ts'
import type { Change } from '../ticket/case-store.ts'
import { createTicketSender, type TicketSenderDeps } from '../ticket/outbox/outbox.ts'
import { outboxRoutes } from '../ticket/outbox/routes.ts'
import { ticketOutboxStore, type TicketParcel } from '../ticket/outbox/store.ts'
import { incomplete } from '../ticket/refusals.ts'
import { stageOf } from '../ticket/rules/stage.ts'
import { publicReply } from '../ticket/rules/telling.ts'
import type { TicketStore } from '../ticket/store.ts'
import { fieldsOf } from '../ticket/view.ts'
import type { joinTickets } from './tickets.ts'

interface Sources extends Pick<SenderDeps<TicketParcel>, 'post' | 'clock'> {
  db: Db
  tickets: TicketStore
  ticketing: Pick<ReturnType<typeof joinTickets>, 'acting' | 'cases' | 'take'>
  site: Pick<Site, 'intake'>
  registry: Pick<Registry, 'find' | 'all'>
  cipher: FieldCipher
  can: Can
  audit: Audit
  /** Of another system, by the name it is agreed under. */
  secretOf: (name: string) => string
  linkage: SenderDeps<TicketParcel>['policy'] & { giveUpMs: number }
  progress: { burst: number; perMinute: number }
  log: Log
  alarm: TicketSenderDeps['alarm']
}

/** Something about it lies in the outbox now. */
export const goesOut = ({ row, decided }: Change): boolean => row.source !== null || decided.steps.some(({ decision }) => decision.outgoing.length > 0)

/** Agreed secrets of sources stand beside those of lines, which have their number for a name. */
const nameOf = (source: string): string => `intake:${source}`

/** What comes in from other systems and goes out to them, joined with the tickets. */
export function joinIntake({ db, tickets, ticketing, site, registry, cipher, can, audit, secretOf, linkage, progress, log, alarm, post, clock }: Sources) {
  const { acting, cases, take } = ticketing
  const store = intakeStore(db)
  const sourceOf = (id: string) => site.intake.find((one) => one.id === id)
  const outbox = ticketOutboxStore(db, () => linkage.giveUpMs)
  const urlOf = ({ kind, target }: TicketParcel): string | null => (kind === 'status' ? sourceOf(target)?.statusUrl : registry.find(target)?.exchangeUrl) ?? null
  const sender = createTicketSender({
    outbox, acting, post, cipher, clock, log, alarm, policy: linkage, urlOf, secretOf: ({ kind, target }) => secretOf(kind === 'status' ? nameOf(target) : target),
  })
  const intake = createIntake({ store, cipher, take, handIn: async (...given) => await acting.handIn(...given), log, noCaller: (path, language) => incomplete([{ path, why: 'noCaller' }], language) })
  const exchange = createExchange({ store, ticketOf: tickets.find, system: async (...given) => await acting.system(...given), taken: outbox.taken, now: clock.now })

  const routes: IntakeRouteDeps = {
    intake, exchange, sourceOf, can, now: clock.now,
    isLine: (number) => registry.find(number) !== undefined,
    secretOf: { source: (id) => secretOf(nameOf(id)), line: secretOf },
    limit: rateLimiter({ burst: progress.burst, perSecond: progress.perMinute / 60 }, clock.now),
    async progress({ ticketNo, phone }) {
      const row = await tickets.ofCitizen(ticketNo, cipher.index(phone))
      if (!row) throw new AppError('NOT_FOUND')
      const [records, { events }] = await Promise.all([cases.records(row.id), tickets.history(row.id)])
      const said = events.map(({ event, noteSealed }) => ({ event, note: noteSealed === null ? '' : cipher.open(noteSealed) }))
      return { ticketNo, state: row.state, stage: stageOf(row.state), publicReply: publicReply({ ...row, reply: fieldsOf(row, cipher.open).reply, records, said }) }
    },
  }

  return {
    routes,
    outboxRoutes: outboxRoutes({ outbox, audit, now: clock.now, placed: sender.kick }),
    sender,
    /** Sources and lines have their secret before anybody asks; what was left unfinished is finished, and what waits is sent. */
    async start(): Promise<void> {
      for (const { id } of site.intake) secretOf(nameOf(id))
      for (const { number, exchangeUrl } of registry.all()) if (exchangeUrl !== null) secretOf(number)
      await intake.finish()
      sender.start()
    },
    stop: sender.stop,
  }
}

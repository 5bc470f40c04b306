import { randomUUID } from 'node:crypto'
import type { Attachment } from '../contract/attachment.ts'
import { createHotlineDays } from '../hotline-day/hotline-days.ts'
import { hotlineDayStore } from '../hotline-day/store.ts'
import type { Audit } from '../identity/port.ts'
import type { Users } from '../identity/users.ts'
import { AppError } from '../platform/errors.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Db, InTransaction } from '../platform/store.ts'
import { remarkStore } from '../social-review/remark-store.ts'
import { reviewerStore } from '../social-review/reviewer-store.ts'
import { createReviewers } from '../social-review/reviewers.ts'
import { createReviews } from '../social-review/reviews.ts'
import { createSamples } from '../social-review/samples.ts'
import { socialReviewStore } from '../social-review/store.ts'
import { createVoting } from '../social-review/voting.ts'
import type { SessionTickets, TicketOfSession } from '../ticket/port.ts'
import type { TicketRow, TicketStore } from '../ticket/store.ts'
import { fieldsOf } from '../ticket/view.ts'
import type { joinTickets } from './tickets.ts'

interface Sources {
  db: Db
  inTransaction: InTransaction
  cipher: FieldCipher
  audit: Audit
  now: () => number
  dayOf: (at: number) => string
  tickets: Pick<TicketStore, 'byId' | 'coUnits'>
  ticketing: Pick<ReturnType<typeof joinTickets>, 'reading' | 'acting' | 'cases' | 'notices' | 'attachments' | 'surroundings'>
  users: Pick<Users, 'list'>
  quorum: () => number
}

/** Hotline days and social review, with what they ask of tickets. */
export function joinSessions(sources: Sources) {
  const { db, inTransaction, cipher, audit, now, dayOf, users, quorum } = sources
  const tickets = sessionTickets(sources)
  const shared = { tickets, inTransaction, cipher, audit, now, newId: randomUUID }
  const reviewers = createReviewers({
    ...shared, store: reviewerStore(db),
    isReviewer: async (username) => (await users.list('', 20, { text: username, role: 'reviewer' })).some((one) => one.username === username && !one.disabled),
  })
  const reviewing = { ...shared, store: socialReviewStore(db), reviewers, quorum, within: (code: string, above: string) => sources.ticketing.surroundings.below(above).includes(code) }
  const reviews = createReviews(reviewing)
  return {
    hotlineDays: createHotlineDays({ ...shared, store: hotlineDayStore(db) }),
    reviewers, reviews, voting: createVoting({ ...reviewing, reviews }), tickets, now,
    samples: createSamples({ ...shared, store: remarkStore(db), reviewers, dayOf }),
  }
}

/** Tickets as sessions need them. */
function sessionTickets({ tickets, ticketing: { reading, acting, cases, notices, attachments }, cipher }: Sources): SessionTickets {
  async function whole(row: TicketRow): Promise<TicketOfSession> {
    const [records, coUnits] = await Promise.all([cases.records(row.id), tickets.coUnits(row.id)])
    const open = records.filter(({ state }) => state === 'open')
    return { ...row, coUnits, open: open.map(({ kind }) => kind), reviewBy: open.find(({ kind }) => kind === 'social_review')?.dueAt ?? null }
  }

  async function rowOf(id: string): Promise<TicketRow> {
    const row = await tickets.byId(id)
    if (!row) throw new AppError('NOT_FOUND')
    return row
  }

  return {
    find: async (ticketNo, user) => await whole(await reading.find(ticketNo, user)),
    async byIds(ids) {
      const rows = await Promise.all([...new Set(ids)].map(async (id) => await tickets.byId(id)))
      return new Map(await Promise.all(rows.flatMap((row) => (row ? [row] : [])).map(async (row) => [row.id, await whole(row)] as const)))
    },
    async papers(id) {
      const row = await rowOf(id)
      const [ticket, records, files] = [await whole(row), await cases.records(id), await attachments.ofTicket(id)]
      const { content, callerName, address, contactPhone } = fieldsOf(row, cipher.open)
      const last = (kind: (typeof records)[number]['kind']) => records.findLast((one) => one.kind === kind)?.data ?? {}
      const [reply, survey, found, asked] = [last('reply'), last('survey'), last('verification'), last('social_review')]
      return {
        ticket, content, lawfulBasis: text(reply['lawfulBasis']), request: text(asked['basis']), findings: text(found['findings']), result: text(reply['result']), publicReply: text(reply['publicReply']),
        said: { solved: row.solved, satisfied: row.satisfied, reason: typeof survey['reason'] === 'string' ? survey['reason'] : null, note: text(survey['note']) },
        files: files.flatMap(namesOf), citizen: { name: callerName, address, numbers: [contactPhone, row.aniSealed === null ? '' : cipher.open(row.aniSealed)].filter((number) => number !== '') },
      }
    },
    inTurn: async (...asked) => await acting.inTurn(...asked),
    async tell(id, notice) {
      await notices.tell(await rowOf(id), notice)
    },
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Those that are still there. */
const namesOf = (file: Attachment): string[] => (file.removedAt === null ? [file.name] : [])

import type { z } from 'zod'
import { resultOf, saidAnything } from '../../contract/survey-form.ts'
import { type Survey, SurveyByPerson, type SurveyId, type SurveyResult, type SurveyState } from '../../contract/survey.ts'
import { TicketNo } from '../../contract/ticket-no.ts'
import type { TicketEvent } from '../../contract/ticket-event.ts'
import type { TicketRecord } from '../../contract/ticket-record.ts'
import type { Dialing } from '../../dialer/port.ts'
import type { Audit, Principal } from '../../identity/port.ts'
import { fromCursor, pageOf } from '../../platform/cursor.ts'
import { AppError } from '../../platform/errors.ts'
import { maskNumber } from '../../platform/field-cipher.ts'
import type { InTransaction } from '../../platform/store.ts'
import type { Acting } from '../acting.ts'
import type { Asking } from '../port.ts'
import type { Found, Reading } from '../reading.ts'
import { incomplete } from '../refusals.ts'
import { openRecord } from '../rules/case.ts'
import { answersShown, isOfDepartment } from '../rules/visibility.ts'
import { type Cipher, citizenNumber } from '../view.ts'
import type { SurveyJob, SurveyJobs } from './jobs-store.ts'
import type { SurveyListStore, SurveyRow } from './list-store.ts'
import { idOf, readId, subjectOf } from './subject.ts'
import type { TriesStore, TryRow } from './tries-store.ts'

export interface SurveysDeps {
  list: SurveyListStore
  tries: Pick<TriesStore, 'of'>
  jobs: SurveyJobs
  dialing: Pick<Dialing, 'hasten'>
  inTransaction: InTransaction
  reading: Pick<Reading, 'find' | 'mayDo' | 'denied' | 'sight'>
  acting: Pick<Acting, 'act' | 'caseOf'>
  cipher: Pick<Cipher, 'open'>
  audit: Audit
  now: () => number
}

export interface SurveyQuery {
  ticketNo?: TicketNo | undefined
  state?: readonly SurveyState[] | undefined
  cursor?: string | undefined
  limit: number
}

type Id = z.infer<typeof SurveyId>

export type Surveys = ReturnType<typeof createSurveys>

/** Call-backs of citizens: all rounds with their tries, by the machine and by people. */
export function createSurveys({ list, tries, jobs, dialing, inTransaction, reading, acting, cipher, audit, now }: SurveysDeps) {
  async function shown(rows: readonly SurveyRow[], user: Principal): Promise<Survey[]> {
    const [planned, tried] = await Promise.all([jobs.of(rows.map(({ record, row }) => subjectOf({ id: row.id, round: record.round }))), tries.of([...new Set(rows.map(({ row }) => row.id))])])
    return rows.map((one) => {
      const { row, record } = one
      const its = tried.filter(({ ticketId, round }) => ticketId === row.id && round === record.round)
      return viewOf(one, user, { job: planned.get(subjectOf({ id: row.id, round: record.round })), tried: its, number: citizenNumber(row, cipher.open) })
    })
  }

  /** Throws NOT_FOUND, FORBIDDEN; ILLEGAL_TRANSITION when it is not of the present round. */
  async function judged(id: Id, user: Principal): Promise<Found> {
    const { ticketNo, round } = readId(id)
    const row = await reading.find(TicketNo.parse(ticketNo), user)
    if (!reading.mayDo(row, user, 'ticket.judge')) {
      await reading.denied(user, 'ticket.judge', row.ticketNo)
      throw new AppError('FORBIDDEN')
    }
    if (row.round !== round || row.state !== 'pending_callback') throw new AppError('ILLEGAL_TRANSITION', { allowed: [] })
    return row
  }

  async function one(id: Id, user: Principal): Promise<Survey> {
    const { ticketNo, round } = readId(id)
    const [found] = await shown((await list.page({ sight: reading.sight(user), ticketNo, calling: [] }, undefined, 200)).filter(({ record }) => record.round === round), user)
    if (!found) throw new AppError('NOT_FOUND')
    return found
  }

  return {
    /** Throws NOT_FOUND (the ticket), INVALID_REQUEST (the cursor). */
    async list(user: Principal, { ticketNo, state, cursor, limit }: SurveyQuery): Promise<{ items: Survey[]; nextCursor: string | null }> {
      if (ticketNo !== undefined) await reading.find(ticketNo, user)
      const rows = await list.page({ sight: reading.sight(user), ticketNo, states: state, calling: state === undefined ? [] : await jobs.calling() }, cursor === undefined ? undefined : fromCursor(cursor), limit + 1)
      const page = pageOf(rows, limit, ({ mark }) => mark)
      return { items: await shown(page.items, user), nextCursor: page.nextCursor }
    },
    /** Throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION; SURVEY_NOT_AUTOMATIC once a person goes on. */
    async dial(id: Id, user: Principal): Promise<Survey> {
      const row = await judged(id, user)
      if (openRecord(await acting.caseOf(row), 'survey')?.data['mode'] !== 'auto') throw new AppError('SURVEY_NOT_AUTOMATIC')
      await inTransaction(async (trx) => await dialing.hasten(trx, 'survey', subjectOf(row), now()))
      await audit.write({ at: now(), actor: user.username, action: 'survey.dial', target: `ticket:${row.ticketNo}`, details: { round: row.round }, ok: true })
      return await one(id, user)
    },
    /** Throws NOT_FOUND, FORBIDDEN, ILLEGAL_TRANSITION, VERSION_CONFLICT, TICKET_INCOMPLETE. */
    async result(id: Id, { version, answers, againAt }: SurveyResult, { user, language }: Asking): Promise<Survey> {
      const { ticketNo } = await judged(id, user)
      const { identity } = answers
      if (identity === null || (identity === 'self' && !saidAnything(answers))) throw incomplete([{ path: identity === null ? 'identity' : 'solved', why: 'needed' }], language)
      const event: TicketEvent = identity === 'self'
        ? { event: 'callbackResult', version, ...resultOf(answers) }
        : { event: 'callbackAttempt', version, outcome: identity, againAt: againAt === null ? null : Date.parse(againAt), note: answers.remark.trim() }
      await acting.act(ticketNo, user, event, language)
      return await one(id, user)
    },
  }
}

function viewOf({ row, record }: SurveyRow, user: Principal, { job, tried, number }: { job: SurveyJob | undefined; tried: readonly TryRow[]; number: string | null }): Survey {
  const { ticketNo, title, dnis, leadUnit, confidential } = row
  const { round, openedAt, dueAt, settledAt, data } = record
  const state = stateOf(record, job)
  return {
    id: idOf({ ticketNo, round }), ticketNo, round, title, dnis, leadUnit, confidential, state, mode: data['mode'] === 'human' ? 'human' : 'auto', why: SurveyByPerson.nullable().catch(null).parse(data['why'] ?? null),
    number: number === null || isOfDepartment(user) ? null : maskNumber(number), openedAt, dueAt: settledAt !== null ? null : state === 'scheduled' && job ? job.dueAt : dueAt, settledAt,
    reason: state === 'unanswered' ? (typeof data['reason'] === 'string' ? data['reason'] : row.state) : null,
    tries: tried.map(({ at, mode, by, call, end }) => ({ at, mode, by: isOfDepartment(user) ? null : by, call: isOfDepartment(user) ? null : call, end })),
    answers: answersShown(user, row, round) ? answersOf(record, tried) : null,
  }
}

function stateOf({ state, data }: TicketRecord, job: SurveyJob | undefined): SurveyState {
  if (state !== 'open') return state === 'done' ? 'answered' : 'unanswered'
  if (job?.calling === true) return 'calling'
  return data['mode'] === 'human' ? 'person' : 'scheduled'
}

/** As it stands on the ticket, and what is being said just now. */
function answersOf({ state, data }: TicketRecord, tried: readonly TryRow[]): Survey['answers'] {
  const now = state === 'open' ? tried.findLast(({ said, end }) => said !== null && end === null)?.said : undefined
  const word = <Value extends string>(name: string): Value | null => (typeof data[name] === 'string' && data[name] !== '' ? (data[name] as Value) : null)
  const message = tried.findLast((one) => one.message)?.call ?? null
  const answers = {
    solved: now?.solved ?? word<'solved'>('solved'), satisfied: now?.satisfied ?? word<'satisfied'>('satisfied'), reason: now?.reason ?? (state === 'dropped' ? null : word<'attitude'>('reason')),
    remark: word('note') ?? '', wantsPerson: now?.wantsPerson ?? data['wantsPerson'] === true, message,
  }
  return answers.solved === null && answers.satisfied === null && !answers.wantsPerson && message === null ? null : answers
}

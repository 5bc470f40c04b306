import type { Knex } from 'knex'
import { afterEach } from 'vitest'
import type { TicketDetail } from '../../../src/contract/ticket-detail.ts'
import type { TicketEvent, TicketNo } from '../../../src/contract/ticket.ts'
import { transaction } from '../../../src/database/transaction.ts'
import { idempotencyStore } from '../../../src/database/idempotency-store.ts'
import { hotlineDayRoutes } from '../../../src/hotline-day/routes.ts'
import { createHttp, finishHttp } from '../../../src/http.ts'
import { ACTIONS, type AuditEntry, type Principal, type Role } from '../../../src/identity/port.ts'
import { can } from '../../../src/identity/rules/can.ts'
import { silentLog } from '../../../src/platform/log.ts'
import { createMetrics } from '../../../src/platform/metrics.ts'
import { siteDay } from '../../../src/platform/site-day.ts'
import { joinSessions } from '../../../src/wiring/sessions.ts'
import { reviewerRoutes, sampleRoutes } from '../../../src/social-review/pool-routes.ts'
import { socialReviewRoutes } from '../../../src/social-review/routes.ts'
import { ticketStore } from '../../../src/ticket/store.ts'
import { cipher } from './city.ts'
import { listen, type Answer } from './http.ts'
import { ticketing } from './ticketing.ts'

/** "unit/HB": who asks is named by the token; people of departments with theirs. */
const whoIs = (token: string): Principal => {
  const [role = '', department = null] = token.split('/')
  return { userId: token, username: token, role: (role.startsWith('reviewer') ? 'reviewer' : role) as Role, extension: null, department }
}

const REPLY = { event: 'submitReply', contacted: true, contactManner: 'phone', contactedBy: '经办人', result: '现场检测未超标', publicReply: '经检测符合标准', resolved: 'solved', unresolvedReason: '', lawfulBasis: '《噪声污染防治法》第二条', reviewAt: null }

/** The demo site's tickets with sessions around them, served over HTTP. Monday, 23 November 2026, 14:00. */
async function sessionCity(db: Knex) {
  let at = Date.parse('2026-11-23T14:00:00+08:00')
  const now = (): number => (at += 1_000)
  const limits = { socialReview: true, socialReviewOnPaper: false }
  const joined = ticketing(db, { cipher, now, limits })
  const inTransaction = async <Result>(work: (trx: Knex.Transaction) => Promise<Result>): Promise<Result> => await transaction(db, work)
  const audited: AuditEntry[] = []
  const sessions = joinSessions({
    db, inTransaction, cipher, audit: { write: async (entry) => void audited.push(entry) }, now, dayOf: siteDay('Asia/Shanghai'), tickets: ticketStore(db), ticketing: joined, quorum: () => 3,
    users: { list: async (_cursor: string, _limit: number, filter?: { text?: string | undefined }) => [{ username: filter?.text ?? '', role: 'reviewer', disabled: false }] as never },
  })
  const app = createHttp({
    routes: [...hotlineDayRoutes(sessions.hotlineDays), ...socialReviewRoutes(sessions), ...reviewerRoutes(sessions.reviewers), ...sampleRoutes(sessions.samples)],
    access: { identify: async (token) => ({ user: whoIs(token), userId: token, session: token }), may: (user: Principal, action, about) => can(user, action as never, about), knows: (action) => (ACTIONS as readonly string[]).includes(action) },
    idempotency: idempotencyStore(db, cipher, now), now, ready: () => ({ ok: true, checks: {} }), metrics: createMetrics(), log: silentLog, version: '1.2.3',
  })
  const client = await listen(finishHttp(app, silentLog))
  const show = async (ticketNo: TicketNo): Promise<TicketDetail> => await joined.reading.show(ticketNo, whoIs('supervisor'))
  const by = async (as: string, ticketNo: TicketNo, event: object): Promise<TicketDetail> => await joined.acting.act(ticketNo, whoIs(as), { ...event, version: (await show(ticketNo)).version } as TicketEvent, 'zh')
  const opened = async (fields: object): Promise<TicketNo> => (await joined.writing.open({ channel: 'app', dnis: null, externalNo: null, ...fields } as never, whoIs('dispatcher'), 'zh')).ticketNo

  return {
    ...joined, audited, client, show, by, db,
    /** As the site has them now. */
    limits,
    later: (ms: number): void => void (at += ms),
    now: (): number => at,
    api: async (as: string, method: string, path: string, json?: object): Promise<Answer> => await client.ask(`/api/v1${path}`, { token: as, method, ...(json && { json }) }),
    /** With the list's department, until it was fed back and the citizen was not content. */
    async dissatisfied({ lawfulBasis = REPLY.lawfulBasis, ...fields }: { lawfulBasis?: string; confidential?: boolean } = {}): Promise<TicketNo> {
      const no = await opened({ type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '王小明反映楼下夜间施工，电话 13700001111', callerName: '王小明', contactPhone: '13700001111', ...fields })
      await by('dispatcher', no, { event: 'submit' })
      await by('unit/HB', no, { event: 'signFor' })
      await by('unit/HB', no, { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'no', findings: '未超标' })
      for (const { id } of (await show(no)).records.filter(({ kind }) => kind === 'co_task')) await by('unit/GA', no, { event: 'answerCoTask', record: id, result: '已到场' })
      await by('unit/HB', no, { ...REPLY, lawfulBasis, contactedAt: at })
      await by('unit_head/HB', no, { event: 'reviewReply', approved: true, note: '' })
      await by('callback', no, { event: 'callbackResult', solved: 'solved', satisfied: 'dissatisfied', reason: 'result', wantsPerson: false, note: '王小明说仍然吵' })
      return no
    },
    /** Nobody is on the list for it: triage. */
    async inTriage(): Promise<TicketNo> {
      const no = await opened({ type: 'complaint', categoryCode: '0402', areaCode: '140502', address: '凤台街', content: '路口积水无人处理', contactPhone: '13700002222' })
      await by('dispatcher', no, { event: 'submit' })
      return no
    },
    /** Handed in, and with the list's department. */
    async dispatched(): Promise<TicketNo> {
      const no = await opened({ type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '北街', content: '夜市噪音', contactPhone: '13700003333' })
      await by('dispatcher', no, { event: 'submit' })
      return no
    },
    close: async () => await client.close(),
  }
}

export type SessionCity = Awaited<ReturnType<typeof sessionCity>>

/** Sites for the tests of a file; each is taken down after its test. */
export function sessionCities(): (db: Knex) => Promise<SessionCity> {
  const open: SessionCity[] = []
  afterEach(async () => await Promise.all(open.splice(0).map(async (one) => await one.close())))
  return async (db) => {
    const made = await sessionCity(db)
    open.push(made)
    return made
  }
}

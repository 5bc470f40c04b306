import { join } from 'node:path'
import { joinAttachments } from './attachments.ts'
import type { Callers } from '../caller/callers.ts'
import { isVisible } from '../caller/rules/visible.ts'
import type { CallId, HotlineNumber } from '../contract/ids.ts'
import { Submitter } from '../contract/intake.ts'
import type { Linkage } from '../contract/linkage.ts'
import { DONE_STATES, type TicketNo } from '../contract/ticket.ts'
import type { TicketDetail } from '../contract/ticket-detail.ts'
import type { TicketForm } from '../contract/ticket-form.ts'
import type { Suggest } from '../department/port.ts'
import type { Registry } from '../hotline/registry.ts'
import type { Site } from '../hotline/site.ts'
import { joinEvaluations } from './evaluations.ts'
import { intakeStore } from '../intake/store.ts'
import type { Audit, Can } from '../identity/port.ts'
import type { Db, InTransaction } from '../platform/store.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Log } from '../platform/log.ts'
import { socialReviewStore } from '../social-review/store.ts'
import { createActing } from '../ticket/acting.ts'
import { contactStore } from '../ticket/contact/store.ts'
import { caseStore, type CaseStoreDeps, type Change } from '../ticket/case-store.ts'
import { type ChangeStore, moveOver } from '../ticket/change-store.ts'
import { type ContextDeps, ticketContext } from './ticket-context.ts'
import { joinLedgers } from './ticket-ledgers.ts'
import { joinTicketDesks } from './ticket-desks.ts'
import { joinTicketLists } from './ticket-lists.ts'
import { loadForm } from '../ticket/form.ts'
import { noticeStore } from '../ticket/notice/store.ts'
import { createNotices, type NoticesDeps } from '../ticket/notice/notices.ts'
import { sending } from '../ticket/outbox/body.ts'
import { withStandIns } from '../ticket/notice/stand-ins.ts'
import { createReading, type Reading } from '../ticket/reading.ts'
import { DAY_MS } from '../ticket/rules/case.ts'
import { createSearch } from '../ticket/search/search.ts'
import { catchUp } from '../ticket/search/catch-up.ts'
import type { KeepForSearch } from '../ticket/search/index-store.ts'
import type { Surroundings } from '../ticket/search/query.ts'
import type { SearchStore } from '../ticket/search/store.ts'
import type { TicketStore } from '../ticket/store.ts'
import { processingOf } from '../ticket/rules/processing.ts'
import { createTaking } from '../ticket/taking.ts'
import { fieldsOf } from '../ticket/view.ts'
import { worklistStore } from '../ticket/desk/store.ts'
import { createWorklists } from '../ticket/desk/worklists.ts'
import { createWriting } from '../ticket/writing.ts'
import { joinSurveys, surveyChanges, type SurveyReach } from './surveys.ts'

export interface TicketSources extends Omit<ContextDeps, 'cipher' | 'form' | 'underReview'> {
  db: Db
  inTransaction: InTransaction
  store: TicketStore
  changes: ChangeStore
  search: SearchStore
  forSearch: KeepForSearch
  /** Folder of the files on tickets, absolute. */
  attachmentsDir: string
  /** Folder of exported lists, absolute. */
  exportsDir: string
  log: Pick<Log, 'error'>
  /** Folder of fetched programs and type. */
  toolsFolder: string
  cipher: FieldCipher
  can: Can
  audit: Audit
  now: () => number
  dayOf: (at: number) => string
  site: Pick<Site, 'areas' | 'ticketPrefix' | 'name' | 'intake'>
  packageRoot: string
  units: () => TicketForm['units']
  suggest: Suggest
  linkagesOf: (ticketNo: TicketNo, calls: readonly CallId[]) => Promise<Linkage[]>
  registry: Pick<Registry, 'find'>
  known: Pick<Callers['known'], 'ticketClosed'>
  surveys: SurveyReach
  /** Whether anybody reads a notice, and what else is told of a change; without it everybody is there and nothing else is told. */
  notify?: { isThere: NoticesDeps['isThere']; /** With whom else is called together for it. */ withTeam?: (change: Change) => Change; alongside: NonNullable<CaseStoreDeps['alongside']>; pend?: NoticesDeps['pend'] }
}

/** Tickets, with what they ask of the other parts. */
export function joinTickets(given: TicketSources) {
  const sources: TicketSources = { ...given, limits: () => ({ ...given.limits(), callbackAutomatic: given.surveys.automatic && given.limits().callbackAutomatic }) }
  const { store, changes, cipher, can, now, site, registry, known } = sources
  const form = loadForm(join(sources.packageRoot, 'config/tickets.yaml'), site.areas)
  const sessions = socialReviewStore(sources.db)
  const context = ticketContext({ ...sources, form, underReview: async (id) => (await sessions.pending(id)) !== undefined })
  const [ofSurveys, ofOthers] = [surveyChanges(sources), sources.notify?.alongside]
  const alongside: CaseStoreDeps['alongside'] = async (trx, change) => {
    await ofSurveys(trx, change)
    await ofOthers?.(trx, change)
  }
  const { notByMachine } = sources.surveys
  const cases = caseStore(sources.db, { inTransaction: sources.inTransaction, cipher, forSearch: sources.forSearch, alongside, ...sending({ cipher, site, sourceOf: (id) => site.intake.find((one) => one.id === id) }) })
  const received = intakeStore(sources.db)
  async function originOf({ id, source }: { id: string; source: string | null }): Promise<TicketDetail['origin']> {
    if (source === null) return null
    const sealed = await received.submitterOf(id)
    const { nameZh = source, nameEn = '' } = site.intake.find((one) => one.id === source) ?? {}
    return { source, nameZh, nameEn, submitter: sealed === null ? null : Submitter.parse(JSON.parse(cipher.open(sealed))) }
  }
  const attachments = joinAttachments(sources, () => reading)
  const reading: Reading = createReading({ ...sources, notByMachine, originOf, form, attachmentsOf: attachments.ofTicket, contactsOf: contactStore(sources.db, cipher).ofTicket, records: cases.records, around: context.around, above: context.above, below: context.below, visible: (dnis, reader) => isVisible(dnis, reader, (line) => registry.find(line)?.owner ?? null) })
  const opening = {
    cipher, can, now, form, units: sources.units, reading, changes, prefix: site.ticketPrefix, dayOf: sources.dayOf,
    processingOf: (dnis: HotlineNumber | null) => processingOf(dnis === null ? undefined : registry.find(dnis)),
  }
  const writing = createWriting(opening)
  const heardBy: ((change: Change) => void)[] = []
  const acting = createActing({
    store, cases, cipher, form, notByMachine, reading, handIn: writing.handIn, contextOf: context.of, workspaceOf: context.units.workspaceOf,
    async mergeInto(trx, draft, target, at) {
      const { content, extra } = fieldsOf(draft, cipher.open)
      const text = [content, ...Object.values(extra)].filter((part) => part.trim() !== '').join('\n')
      await moveOver(trx, draft, target, { at, textSealed: text === '' ? null : cipher.seal(text) })
      await sources.forSearch(trx, target.id)
    },
    withStandIns: (change) => (sources.notify ? withStandIns(sources.notify.withTeam?.(change) ?? change, sources.notify.isThere) : change),
    changed(change) {
      const { row, decided } = change
      for (const heard of heardBy) heard(change)
      // Nobody waits any more for the agent who knows it.
      if (DONE_STATES.includes(decided.after.state) && row.aniSealed !== null) known.ticketClosed(cipher.open(row.aniSealed), row.id)
    },
  })
  const notices = createNotices({ store: noticeStore(sources.db), now, isThere: sources.notify?.isThere ?? (() => true), pend: sources.notify?.pend })
  const search = createSearch({ store, search: sources.search, cipher })
  const surroundings: Surroundings = {
    now,
    dayBegan: (at, daysBefore) => context.endOfDay(at - (daysBefore + 1) * DAY_MS) + 1,
    present() {
      const at = now()
      return { now: at, near: context.nearBy(at, sources.limits().yellowDays), today: context.endOfDay(at) }
    },
    below: context.below,
  }
  const worklists = createWorklists({ store: worklistStore(sources.db, cipher.open), reading, can, surroundings, open: cipher.open })
  const desks = joinTicketDesks(sources, { reading, cases, context })
  return {
    ...desks,
    ...joinSurveys(sources, { reading, acting, surveying: desks.surveying }),
    ...joinTicketLists(sources, { search, reading, surroundings, acting }),
    ...joinLedgers(sources, { reading, surroundings, acting, context }),
    ...joinEvaluations(sources, { reading, notices, surroundings, context, cases, onChange: (listener) => void heardBy.push(listener) }),
    reading, writing, acting, contextOf: context.of, cases, notices, search, surroundings, attachments, worklists,
    take: createTaking({ ...opening, writing }),
    /** Told of every change that was kept. */
    onChange: (listener: (change: Change) => void) => void heardBy.push(listener),
    catchUp: async (stopped?: () => boolean) => await catchUp(sources, stopped),
  }
}

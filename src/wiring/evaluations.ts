import { randomUUID } from 'node:crypto'
import type { Departments } from '../department/port.ts'
import { createCases } from '../evaluation/cases.ts'
import { caseStore } from '../evaluation/case-store.ts'
import { createComplaints } from '../evaluation/complaints.ts'
import { complaintStore } from '../evaluation/complaint-store.ts'
import { createEvaluations } from '../evaluation/evaluations.ts'
import type { Tickets } from '../evaluation/port.ts'
import { evaluationStore } from '../evaluation/store.ts'
import type { Audit, Can } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { CaseStore, Change } from '../ticket/case-store.ts'
import type { Notices } from '../ticket/notice/notices.ts'
import type { Reading } from '../ticket/reading.ts'
import type { Surroundings } from '../ticket/search/query.ts'
import type { TicketStore } from '../ticket/store.ts'
import { fieldsOf } from '../ticket/view.ts'
import type { limitsOf, ticketContext } from './ticket-context.ts'

interface Sources {
  db: Parameters<typeof evaluationStore>[0]
  cipher: FieldCipher
  can: Can
  audit: Audit
  now: () => number
  departments: Pick<Departments, 'find'>
  limits: () => Pick<ReturnType<typeof limitsOf>, 'complaintDays'>
  store: Pick<TicketStore, 'byId'>
}

interface Joined {
  reading: Reading
  notices: Pick<Notices, 'tell'>
  surroundings: Pick<Surroundings, 'below'>
  context: Pick<ReturnType<typeof ticketContext>, 'days'>
  cases: Pick<CaseStore, 'records'>
  onChange: (listener: (change: Change) => void) => void
}

/** How centre and departments rate each other, complaints about service, typical cases. */
export function joinEvaluations({ db, cipher, can, audit, now, departments, limits, store }: Sources, { reading, notices, surroundings, context, cases, onChange }: Joined) {
  const { below } = surroundings
  const tickets: Tickets = {
    async find(ticketNo, user) {
      const row = await reading.find(ticketNo, user)
      return { ...row, content: fieldsOf(row, cipher.open).content }
    },
    assistants: async (ticketId) => (await cases.records(ticketId)).flatMap(({ kind, unit, round }) => ((kind === 'co_task' || kind === 'whistle') && unit !== null ? [{ unit, round }] : [])),
    leads: async (ticketNo, user) => reading.mayDo(await reading.find(ticketNo, user), user, 'ticket.handle'),
    sight: reading.sight,
    async tell(ticketId, { details, ...to }) {
      const row = await store.byId(ticketId)
      if (!row) throw new AppError('NOT_FOUND')
      await notices.tell(row, { ...to, id: randomUUID(), kind: 'complaint', details })
    },
  }
  const complaints = createComplaints({
    store: complaintStore(db, cipher), tickets, can, audit, now, newId: randomUUID, below, dueAt: (from) => context.days.deadline(from, limits().complaintDays), inUse: (unit) => departments.find(unit)?.inUse === true,
  })
  /** One after the other: two at a time would look at the same ones. */
  let takingUp: Promise<void> = Promise.resolve()
  const takeUp = async (): Promise<void> => {
    const next = async (): Promise<void> => await complaints.takeUp()
    takingUp = takingUp.then(next, next)
    await takingUp
  }
  return {
    evaluations: createEvaluations({ store: evaluationStore(db, cipher), tickets, can, audit, now, below }),
    complaints, typicalCases: createCases({ store: caseStore(db, cipher), tickets, audit, now }),
    /** Complaints that citizens made when called back, since the last look. */
    takeUpComplaints: takeUp,
    /** Told of each change that brought one. */
    onComplaint: (listener: () => void): void => onChange(({ decided }) => void (decided.steps.some(({ changed }) => changed.some(({ kind }) => kind === 'complaint')) && listener())),
  }
}

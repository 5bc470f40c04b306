import type { Departments } from '../department/port.ts'
import { createSounds } from '../hotline/sounds.ts'
import { createAdvising } from '../ticket/desk/advising.ts'
import type { CaseStore } from '../ticket/case-store.ts'
import { precedentsStore } from '../ticket/desk/precedents-store.ts'
import type { Reading } from '../ticket/reading.ts'
import { surveyStore } from '../ticket/survey/store.ts'
import { createSurveying } from '../ticket/survey/surveying.ts'
import type { ticketContext } from './ticket-context.ts'

interface Sources {
  db: Parameters<typeof surveyStore>[0]
  cipher: Parameters<typeof surveyStore>[1]
  now: () => number
  departments: Pick<Departments, 'inUse'>
}

interface Joined {
  reading: Reading
  cases: Pick<CaseStore, 'records'>
  context: Pick<ReturnType<typeof ticketContext>, 'matchOf' | 'units'>
}

/** What the dispatcher's and the call-back clerk's desks ask besides. */
export function joinTicketDesks({ db, cipher, now, departments }: Sources, { reading, cases, context }: Joined) {
  return {
    advising: createAdvising({ reading, records: cases.records, ...context, store: precedentsStore(db), departments, soundOf: createSounds(), now }),
    surveying: createSurveying({ store: surveyStore(db, cipher), reading, now }),
  }
}

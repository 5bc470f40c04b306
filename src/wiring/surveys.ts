import type { SurveyTerms } from '../ticket/rules/survey-script.ts'
import type { Dialing, Timing } from '../dialer/port.ts'
import type { Audit } from '../identity/port.ts'
import type { FieldCipher } from '../platform/field-cipher.ts'
import type { Db, InTransaction } from '../platform/store.ts'
import type { Acting } from '../ticket/acting.ts'
import type { Reading } from '../ticket/reading.ts'
import type { StandingDeps } from '../ticket/standing.ts'
import type { TicketStore } from '../ticket/store.ts'
import { surveyJobs } from '../ticket/survey/jobs-store.ts'
import { surveyKind } from '../ticket/survey/kind.ts'
import { surveyListStore } from '../ticket/survey/list-store.ts'
import { surveysAlongside } from '../ticket/survey/scheduling.ts'
import type { Surveying } from '../ticket/survey/surveying.ts'
import { createSurveys } from '../ticket/survey/surveys.ts'
import { triesStore } from '../ticket/survey/tries-store.ts'

/** What call-backs by the machine need of the rest of the house. */
export interface SurveyReach {
  /** False: only people call back here, whatever the site has set. */
  automatic: boolean
  dialing: Dialing
  timing: Timing
  notByMachine: NonNullable<StandingDeps['notByMachine']>
  /** The number as it is dialled; itself where it is not. */
  dialled: (number: string) => string
  primaryLine: () => string
  terms: () => SurveyTerms
  maxAtOnce: () => number
  firstAfterMs: () => number
}

interface Sources {
  db: Db
  inTransaction: InTransaction
  cipher: FieldCipher
  store: TicketStore
  audit: Audit
  now: () => number
  dayOf: (at: number) => string
  surveys: SurveyReach
}

/** What a change of a ticket means for its call-back. */
export const surveyChanges = ({ db, cipher, surveys }: Pick<Sources, 'db' | 'cipher' | 'surveys'>): ReturnType<typeof surveysAlongside> => surveysAlongside({ ...surveys, tries: triesStore(db, cipher), cipher })

/** Call-backs by the machine and by people: the kind of job, and what is read and asked about them. */
export function joinSurveys({ db, inTransaction, cipher, store, audit, now, dayOf, surveys }: Sources, { reading, acting, surveying }: { reading: Reading; acting: Acting; surveying: Pick<Surveying, 'isTaken'> }) {
  const tries = triesStore(db, cipher)
  return {
    surveyKind: surveyKind({ ...surveys, acting, store, tries, isTaken: surveying.isTaken, dayOf }),
    surveys: createSurveys({ list: surveyListStore(db, cipher.open), tries, jobs: surveyJobs(db), dialing: surveys.dialing, inTransaction, reading, acting, cipher, audit, now }),
  }
}

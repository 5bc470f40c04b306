import { NO_ANSWERS } from '../../contract/survey-form.ts'
import type { SurveyAnswers, SurveyTryEnd } from '../../contract/survey.ts'
import type { Heard, Job, JobRules, Timing, Verdict } from '../../dialer/port.ts'
import type { Trx } from '../../platform/store.ts'
import type { Acting } from '../acting.ts'
import type { Change } from '../case-store.ts'
import { openRecord } from '../rules/case.ts'
import { endOfTry, plannedAs, stepOfTry } from '../rules/survey-outcome.ts'
import { leftMessage, type Matter, type Said, saidAbout, surveyScript, type SurveyTerms } from '../rules/survey-script.ts'
import type { TicketStore } from '../store.ts'
import { roundOf } from './subject.ts'
import type { TriesStore } from './tries-store.ts'

export interface SurveyKindDeps {
  timing: Timing
  acting: Pick<Acting, 'within' | 'told' | 'system' | 'caseOf'>
  store: Pick<TicketStore, 'byId' | 'locked'>
  tries: Pick<TriesStore, 'keep'>
  /** Whether a person is calling this citizen now. */
  isTaken: (ticketId: string) => Promise<boolean>
  /** Day of the site, "2026-11-23". */
  dayOf: (at: number) => string
  terms: () => SurveyTerms
  maxAtOnce: () => number
}

/** One call is about so many matters of a citizen at most (domain.md §5.12). */
const TOGETHER = 2

const answersIn = ({ personFirst, ...answers }: Said): SurveyAnswers => ({ ...answers, wantsPerson: answers.wantsPerson || personFirst })

/** The automatic call-back as a kind of job of the dialer: what is said, and what the answers do on the ticket (§4.5). */
export function surveyKind({ timing, acting, store, tries, isTaken, dayOf, terms, maxAtOnce }: SurveyKindDeps): JobRules {
  /** Kept, and not told of yet: by job. */
  const untold = new Map<string, Change[]>()

  /** What the job's matter is asked now; null = it is not called about any more. */
  async function matterOf({ subject }: Job): Promise<Matter | null> {
    const { ticketId, round } = roundOf(subject)
    const row = await store.byId(ticketId)
    if (!row || row.state !== 'pending_callback' || row.round !== round) return null
    if (openRecord(await acting.caseOf(row), 'survey')?.data['mode'] !== 'auto') return null
    if (await isTaken(ticketId)) {
      await acting.system(ticketId, { event: 'toPerson', why: 'taken' })
      return null
    }
    return { subject, date: dayOf(row.acceptedAt ?? row.openedAt), solved: row.solved, satisfied: row.satisfied }
  }

  async function keep(trx: Trx, { subject }: Job, { call, answers, messages }: Heard, { said, now, end }: { said: Said; now: number; end: SurveyTryEnd | null }): Promise<void> {
    await tries.keep(trx, { ...roundOf(subject), call, said: answers.length === 0 ? null : answersIn(said), message: leftMessage(subject, messages), at: answers[0]?.at ?? now, end })
  }

  /** Where the ticket stands after the step decides, not what the dialer would do by itself. */
  function verdictOf({ decided: { after } }: Change, planned: Verdict): Verdict | null {
    const survey = openRecord(after, 'survey')
    if (after.state !== 'pending_callback' || !survey) return { state: 'done' }
    if (survey.data['mode'] === 'human') return { state: 'waiting_person' }
    return planned.state === 'scheduled' ? planned : null
  }

  async function settle(...[trx, job, end, heard, now]: Parameters<JobRules['settle']>): Promise<Verdict> {
    const { ticketId, round } = roundOf(job.subject)
    const row = await store.locked(trx, ticketId)
    const waits = row?.state === 'pending_callback' && row.round === round
    const before = waits ? row : NO_ANSWERS
    const said = saidAbout(job.subject, heard.answers, before)
    const tried = endOfTry(end, said, before)
    await keep(trx, job, heard, { said, now, end: tried })
    // A person was quicker, or the matter came back meanwhile.
    if (!waits) return { state: 'dropped' }
    const planned = timing.after(job, plannedAs(tried, said), now)
    const step = stepOfTry(tried, said, { how: end, againAt: planned.state === 'scheduled' ? planned.againAt : null })
    const changes: Change[] = []
    const take = async (event: Parameters<Acting['within']>[2]): Promise<Change | null> => {
      const change = await acting.within(trx, ticketId, event)
      if (change) changes.push(change)
      return change
    }
    untold.set(job.id, changes)
    if (step === null) {
      if (planned.state !== 'scheduled') await take({ event: 'toPerson', why: 'failed' })
      return planned
    }
    const change = await take(step)
    if (!change) return { state: 'dropped' }
    const verdict = verdictOf(change, planned)
    if (verdict) return verdict
    // The dialer has no further try: it is a person's turn, whatever the ticket has counted.
    await take({ event: 'toPerson', why: 'tried' })
    return { state: 'waiting_person' }
  }

  return {
    kind: 'survey', together: TOGETHER, yieldsToCallers: true, oncePerDay: true, maxAtOnce, mayCall: timing.mayCall, opensAt: timing.opensAt,
    async script(jobs) {
      const matters: Matter[] = []
      for (const job of jobs) {
        const matter = await matterOf(job)
        if (matter) matters.push(matter)
      }
      const [first, ...more] = matters
      return first ? surveyScript([first, ...more], terms()) : null
    },
    ticketNo: async ([job]) => (job ? ((await store.byId(roundOf(job.subject).ticketId))?.ticketNo ?? null) : null),
    async heard(trx, job, heard) {
      await keep(trx, job, heard, { said: saidAbout(job.subject, heard.answers), now: 0, end: null })
    },
    settle,
    settled({ id }) {
      for (const change of untold.get(id) ?? []) acting.told(change)
      untold.delete(id)
    },
  }
}


import { HotlineNumber } from '../../contract/ids.ts'
import type { SurveyTryEnd } from '../../contract/survey.ts'
import type { Dialing } from '../../dialer/port.ts'
import type { Trx } from '../../platform/store.ts'
import type { Change } from '../case-store.ts'
import { openRecord, SYSTEM } from '../rules/case.ts'
import type { Step } from '../rules/decide.ts'
import { type Cipher, citizenNumber } from '../view.ts'
import { subjectOf } from './subject.ts'
import type { TriesStore } from './tries-store.ts'

export interface SchedulingDeps {
  dialing: Pick<Dialing, 'schedule' | 'drop'>
  tries: Pick<TriesStore, 'byPerson'>
  cipher: Pick<Cipher, 'open'>
  /** The number as it is dialled; itself where it is not. */
  dialled: (number: string) => string
  /** Whom the citizen sees calling about a matter that came in on no line. */
  primaryLine: () => string
  /** Not sooner after the feedback. */
  firstAfterMs: () => number
}

/**
 * What a change of a ticket means for its call-back, in the same transaction: with the feedback the machine is told to call the
 * citizen (T22, J20), whatever a person does about it makes an end of that.
 */
export const surveysAlongside = ({ dialing, tries, cipher, dialled, primaryLine, firstAfterMs }: SchedulingDeps) => async (trx: Trx, change: Change): Promise<void> => {
  const { row, decided: { after, steps }, actor, at } = change
  const subject = subjectOf(after)
  if (row.state !== 'pending_callback') {
    const number = citizenNumber(row, cipher.open)
    if (after.state !== 'pending_callback' || openRecord(after, 'survey')?.data['mode'] !== 'auto' || number === null) return
    await dialing.schedule(trx, { kind: 'survey', subject, number: dialled(number), dnis: HotlineNumber.parse(row.dnis ?? primaryLine()), dueAt: at + firstAfterMs(), anyHour: false })
    return
  }
  // What comes of the machine's own call its job is told by whoever settles it.
  if (actor === SYSTEM.username) return
  for (const step of steps) {
    const end = endOfPersons(step)
    if (end !== null) await tries.byPerson(trx, { ticketId: row.id, round: row.round, version: row.version + 1, at, by: actor, end })
  }
  if (after.state !== 'pending_callback' || openRecord(after, 'survey')?.data['mode'] !== 'auto') await dialing.drop(trx, 'survey', subjectOf(row))
}

/** How a person's try ended; null = the step was none. */
function endOfPersons({ event, after }: Step): SurveyTryEnd | null {
  if (event.event === 'callbackAttempt') return event.outcome
  if (event.event !== 'callbackResult') return null
  return event.wantsPerson ? 'asked' : after.state === 'pending_callback' ? 'half' : 'answered'
}

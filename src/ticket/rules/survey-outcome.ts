import type { SurveyTryEnd } from '../../contract/survey.ts'
import type { Answers } from '../../contract/survey-form.ts'
import type { JobEnd } from '../../dialer/port.ts'
import type { EventOf } from './case.ts'
import type { Said } from './survey-script.ts'

/** What a try of the machine came to, by what was said before anything else: a mailbox, or silence, is no answer (domain.md §5.12). */
export function endOfTry(end: JobEnd, said: Said, before: Pick<Answers, 'solved' | 'satisfied'>): SurveyTryEnd {
  if (said.personFirst || said.wantsPerson || end === 'person') return 'asked'
  if (said.identity === 'not_now' || said.identity === 'wrong_person') return said.identity
  if (said.identity === 'self') {
    if (said.solved !== null && said.satisfied !== null) return 'answered'
    return said.solved === before.solved && said.satisfied === before.satisfied ? 'left' : 'half'
  }
  // Without the key that says who it is, nobody has answered.
  return end === 'completed' || end === 'not_now' || end === 'wrong_person' ? 'silent' : end === 'refused' ? 'rejected' : end
}

type Told = EventOf<'callbackResult'> | EventOf<'callbackAttempt'> | EventOf<'toPerson'> | EventOf<'exempt'>

/** The step of the ticket (§4.5); null = it is told nothing: no telephone was reached, through no doing of the citizen. */
export function stepOfTry(end: SurveyTryEnd, said: Said, { how, againAt }: { how: JobEnd; againAt: number | null }): Told | null {
  const tried = (outcome: EventOf<'callbackAttempt'>['outcome']): Told => ({ event: 'callbackAttempt', outcome, againAt, note: '' })
  if (how === 'refused') return { event: 'exempt', reason: 'refused', note: '' }
  switch (end) {
    case 'answered':
    case 'half':
      return { event: 'callbackResult', solved: said.solved, satisfied: said.satisfied, reason: said.reason, wantsPerson: false, note: '' }
    case 'asked':
      return said.wantsPerson ? { event: 'callbackResult', solved: said.solved, satisfied: said.satisfied, reason: said.reason, wantsPerson: true, note: '' } : { event: 'toPerson', why: 'asked' }
    case 'left':
      return tried(said.identity === 'self' ? 'rejected' : 'no_answer')
    case 'silent':
    case 'no_answer':
      return tried('no_answer')
    case 'busy':
    case 'rejected':
    case 'invalid':
    case 'not_now':
    case 'wrong_person':
      return tried(end)
    case 'failed':
    case 'unknown':
      return null
  }
}

/** As the dialer plans the next try: half an answer is asked for again as if nobody had been there, on another day. */
export function plannedAs(end: SurveyTryEnd, said: Said): JobEnd {
  if (end === 'answered') return 'completed'
  if (end === 'asked') return 'person'
  if (end === 'half') return 'no_answer'
  return end === 'left' && said.identity === 'self' ? 'rejected' : end
}

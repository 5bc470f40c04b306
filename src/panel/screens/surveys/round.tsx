import type { Survey, SurveyTry } from '../../../contract/survey.ts'
import { useFormat } from '../../look/format.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { endOf, endWords } from '../dialer/ends.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { CallRecordings } from '../ticket-work/call-recordings.tsx'
import { stepWords } from '../ticket-work/step-words.ts'
import './surveys.css'
import { words } from './words.ts'

/** Every try with its time, who called, and why it ended; of many the last ones, the others a click away. */
export function Tries({ tries }: { tries: readonly SurveyTry[] }) {
  const w = useWords(words)
  if (tries.length === 0) return <p className="quiet">{w.noTries}</p>
  const shown = tries.slice(-FEW)
  const before = tries.slice(0, -FEW)
  return (
    <div className="survey-tries">
      {before.length === 0 ? null : <details><summary>{w.tries} <span className="quiet">{w.tryCount(tries.length)}</span></summary><TryList tries={before} from={1} /></details>}
      <TryList tries={shown} from={before.length + 1} />
    </div>
  )
}

const FEW = 3

function TryList({ tries, from }: { tries: readonly SurveyTry[]; from: number }) {
  const [w, ends] = [useWords(words), useWords(endWords)]
  const { instant } = useFormat()
  return (
    <ol start={from} aria-label={w.tries}>
      {tries.map(({ at, mode, by, end }) => <li key={at}><span className="numbers">{instant(at)}</span> <span className="quiet">{by === null ? w.modes[mode] : w.by(by)}</span> {end === null ? <strong>{w.goingOn}</strong> : endOf(ends, end)}</li>)}
    </ol>
  )
}

/** What the citizen said, field by field; why there is no answer; or that it is not for the reader yet. */
export function Answered({ survey: { state, answers, reason } }: { survey: Survey }) {
  const [w, steps, draft] = [useWords(words), useWords(stepWords), useWords(draftWords)]
  const { department } = useUser()
  if (state === 'unanswered') return <p>{w.noAnswerWhy((reason === null ? undefined : (steps.lists['exempt']?.[reason] ?? (draft.states as Readonly<Record<string, string>>)[reason])) ?? w.notAsked)}</p>
  if (answers === null) return state === 'answered' ? <p className="quiet">{w.hidden}</p> : null
  const { solved, satisfied, reason: why, remark, wantsPerson, message } = answers
  const word = (list: string, value: string | null): string => (value === null ? w.notAsked : (steps.lists[list]?.[value] ?? value))
  const facts: [string, string][] = [
    [w.solved, word('solved', solved)], [w.satisfied, word('satisfied', satisfied)],
    ...(why === null ? [] : [[w.reason, word('dissatisfied', why)] as [string, string]]), ...(remark === '' ? [] : [[w.remark, remark] as [string, string]]),
  ]
  return (
    <>
      <dl className="survey-answers">{facts.map(([name, said]) => <div key={name}><dt>{name}</dt><dd>{said}</dd></div>)}</dl>
      {wantsPerson ? <p><strong>{w.wantsPerson}</strong></p> : null}
      {message === null || department !== null ? null : <p>{w.message} <CallRecordings call={message} label={w.message} /></p>}
    </>
  )
}

/** What comes next, or why a person has to go on. */
export function Standing({ survey: { state, why, dueAt, settledAt }, now }: { survey: Survey; now: number }) {
  const w = useWords(words)
  const { instant } = useFormat()
  if (state === 'calling') return <p><strong>{w.callingNow}</strong></p>
  if (state === 'scheduled') return <p className="numbers">{dueAt === null || dueAt <= now ? w.nextSoon : w.next(instant(dueAt))}</p>
  if (state === 'person') return <><p>{why === null ? w.states.person : w.why[why]}</p>{dueAt === null ? null : <p className={`numbers ${dueAt < now ? 'tone-late' : 'quiet'}`}>{w.personBy(instant(dueAt))}</p>}</>
  return settledAt === null ? null : <p className="quiet numbers">{w.settled(instant(settledAt))}</p>
}

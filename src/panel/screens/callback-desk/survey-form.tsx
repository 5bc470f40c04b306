import { App, Button, Checkbox, Input } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { answered, type Answers, nextQuestion, SURVEY, type SurveyQuestion } from '../../../contract/survey-form.ts'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat, useNow } from '../../look/format.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { site } from '../../look/site.ts'
import { useWords } from '../../words/language.ts'
import { Foresight } from '../dispatch/foresight.tsx'
import { useForesight } from '../dispatch/use-foresight.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { useTake } from '../ticket-work/take.ts'
import { eventOf, type Instead, isHalf, type NotReached, shownQuestions } from './rules/asking.ts'
import { quickTimes } from './rules/again.ts'
import { words } from './words.ts'

interface FormProps {
  ticket: TicketDetail
  answers: Answers
  change: (answers: Answers, how?: { typing?: boolean }) => void
  /** The number is of no use, as an earlier try has shown. */
  tries: { inVain: boolean }
  onDone: (stays: boolean) => void
}

const NOT_REACHED: readonly NotReached[] = ['no_answer', 'busy', 'rejected', 'invalid']
const KEYS: Readonly<Record<NotReached, string>> = { no_answer: 'u', busy: 'b', rejected: 'x', invalid: 'v' }

/** The questions one after the other, answered with one key; at the end what it brings, and one key to record it. */
export function SurveyForm({ ticket, answers, change, tries, onDone }: FormProps) {
  const w = useWords(words)
  const { message } = App.useApp()
  const { busy, take } = useTake()
  const button = useRef<HTMLButtonElement>(null)
  const [instead, setInstead] = useState<Instead>(null)
  const [againAt, setAgainAt] = useState('')
  const next = nextQuestion(answers)
  const event = eventOf(answers, instead, againAt === '' ? '' : new Date(againAt).toISOString())
  const seen = useForesight(ticket, event)
  const ready = event !== null
  useEffect(() => {
    if (ready) button.current?.focus()
  }, [ready, instead])

  const answer = (question: SurveyQuestion, key: number): void => {
    setInstead(null)
    change(answered(answers, question, key))
  }
  const send = async (): Promise<void> => {
    if (event === null || seen.foresight === undefined) return
    const { event: name, ...fields } = event
    const { state } = seen.foresight
    if (!(await take(ticket, name, fields))) return
    void message.success(state === 'closed' ? w.done.closed : state === 'pending_callback' ? w.done.attempt : w.done.result)
    onDone(false)
  }
  const pressed = (key: number): void => {
    if (key === 0) change({ ...answers, wantsPerson: !answers.wantsPerson })
    else if (next !== null) answer(next, key)
  }
  useShortcuts([
    ...[1, 2, 3, 4, 5, 9].map((key) => ({ keys: String(key), label: w.keys.answer, act: () => pressed(key), on: next !== null && key in SURVEY[next] })),
    { keys: '0', label: w.keys.person, act: () => pressed(0), on: answers.identity === 'self' },
    ...NOT_REACHED.map((outcome) => ({ keys: KEYS[outcome], label: w.notReached[outcome], act: () => setInstead({ kind: 'attempt', outcome }), on: answers.identity === null })),
  ])
  return (
    <form className="paper send" aria-label={w.begin} noValidate onSubmit={(submitted) => { submitted.preventDefault(); void send() }}>
      {shownQuestions(answers).map((question) => <Question key={question} question={question} ticket={ticket} answers={answers} now={question === next} answer={answer} />)}
      {answers.identity === 'not_now' && instead === null ? <When value={againAt} set={setAgainAt} /> : null}
      {answers.identity === null ? (
        <div className="send-acts" role="group" aria-label={w.tries}>
          {NOT_REACHED.map((outcome) => <Button key={outcome} size="small" aria-pressed={instead?.kind === 'attempt' && instead.outcome === outcome} onClick={() => setInstead({ kind: 'attempt', outcome })}>{w.notReached[outcome]} <kbd>{KEYS[outcome].toUpperCase()}</kbd></Button>)}
        </div>
      ) : null}
      {answers.identity === 'self' || answers.identity === 'wrong_person' ? <Remark answers={answers} change={change} /> : null}
      {event === null ? null : <Foresight {...seen} />}
      <div className="send-acts">
        {event === null ? null : <Button ref={button} type="primary" htmlType="submit" loading={busy} disabled={seen.foresight === undefined && !seen.asking}>{event.event === 'callbackResult' ? w.doResult : event.event === 'exempt' && instead?.kind === 'refused' ? w.doExempt : event.event === 'exempt' ? w.vain : w.doAttempt} <kbd>⏎</kbd></Button>}
        {isHalf(answers) && instead?.kind !== 'half' ? <Button onClick={() => setInstead({ kind: 'half' })}>{w.doHalf}</Button> : null}
        {answers.identity === null || answers.identity === 'self' ? <Button onClick={() => setInstead({ kind: 'refused' })}>{w.refuses}</Button> : null}
        {tries.inVain ? <Button onClick={() => setInstead({ kind: 'unreachable' })}>{w.vain}</Button> : null}
        {instead === null ? null : <Button type="text" onClick={() => setInstead(null)}>{w.cancel}</Button>}
      </div>
    </form>
  )
}

interface QuestionProps {
  question: SurveyQuestion
  ticket: TicketDetail
  answers: Answers
  /** It is asked now. */
  now: boolean
  answer: (question: SurveyQuestion, key: number) => void
}

function Question({ question, ticket, answers, now, answer }: QuestionProps) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const { instant } = useFormat()
  const name = useId()
  const word = (value: string): string => (question === 'identity' ? w.identities[value as keyof typeof w.identities] : (steps.lists[question === 'reason' ? 'dissatisfied' : question]?.[value] ?? value))
  return (
    <fieldset className={now ? 'draft-field callback-question now' : 'draft-field callback-question'}>
      <legend>{w.question[question]}</legend>
      <p className="callback-script">{question === 'identity' ? w.script.identity(site, instant(ticket.acceptedAt ?? ticket.openedAt).split(' ')[0] ?? '') : w.script[question]}</p>
      <div className="draft-radios step-radios">
        {Object.entries(SURVEY[question]).map(([key, value]) => (
          <label key={key}><input type="radio" name={name} checked={answers[question] === value} onChange={() => answer(question, Number(key))} /><span><kbd>{key}</kbd> {word(value)}</span></label>
        ))}
      </div>
    </fieldset>
  )
}

function Remark({ answers, change }: Pick<FormProps, 'answers' | 'change'>) {
  const w = useWords(words)
  const id = useId()
  return (
    <div className="draft-field">
      <label htmlFor={id}>{w.remark}</label>
      <Input.TextArea id={id} value={answers.remark} maxLength={1_000} rows={2} className="send-long" placeholder={w.remarkHint} onChange={({ target }) => change({ ...answers, remark: target.value }, { typing: true })} />
      {answers.identity === 'self' ? <Checkbox checked={answers.wantsPerson} onChange={({ target }) => change({ ...answers, wantsPerson: target.checked })}>{w.wantsPerson} <kbd>0</kbd></Checkbox> : null}
    </div>
  )
}

/** When to call again, as the citizen wishes. */
function When({ value, set }: { value: string; set: (at: string) => void }) {
  const w = useWords(words)
  const id = useId()
  const now = useNow(false)
  const { soon, tomorrow } = quickTimes(now)
  return (
    <div className="draft-field">
      <label htmlFor={id}>{w.when}</label>
      <span className="send-acts">
        <Input id={id} type="datetime-local" className="callback-when" value={value} onChange={({ target }) => set(target.value)} />
        <Button size="small" autoFocus onClick={() => set(soon)}>{w.inHours(2)}</Button>
        <Button size="small" onClick={() => set(tomorrow)}>{w.tomorrow}</Button>
      </span>
    </div>
  )
}

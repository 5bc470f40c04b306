import type { Answer, Script, ScriptStep } from '../../call/script.ts'
import type { GroupId } from '../../contract/ids.ts'
import { type Answers, NO_ANSWERS, PERSON_KEY, SURVEY, type SurveyQuestion } from '../../contract/survey-form.ts'

// What the automatic call-back says and asks (domain.md §5.12), from the questions and keys of contract/survey-form.ts. Identity
// comes first, and until then nothing is said but the date. Two matters of one citizen are one call.

/** A matter that is asked about, and what is known of it already. */
export interface Matter extends Pick<Answers, 'solved' | 'satisfied'> {
  /** Of its job: tells whose answer it is. */
  subject: string
  /** Day on which it was reported, "2026-11-23". */
  date: string
}

export interface SurveyTerms {
  site: string
  keyMs: number
  maxPlays: number
  messageMs: number
  /** Who speaks with those who ask for a person. */
  groups: readonly GroupId[]
}

type Steps = Record<string, ScriptStep>
type Asked = SurveyQuestion | 'message'

const say = (id: string, next: string | null = null, values: Readonly<Record<string, string>> = {}): ScriptStep => ({ what: 'say', prompt: { id, values }, next })
const [AGAIN, NO_PERSON, WRONG_PERSON, THANKS, MORE_TO_COME] = ['again', 'no_person', 'wrong_person', 'thanks', 'more_to_come']

/** The step's name: what is asked, about which matter, and whether something said before sends a matter back. */
const nameOf = (asked: Asked | 'next', { subject }: Matter, bad: boolean): string => `${asked} ${subject}${bad ? ' !' : ''}`
const readName = (step: string): { asked: string; subject: string | null } => {
  const [asked = '', subject = null] = step.split(' ')
  return { asked, subject }
}

const keysOf = (question: SurveyQuestion, next: (value: string) => string | null): Record<string, Answer> =>
  Object.fromEntries(Object.entries(SURVEY[question]).map(([key, value]) => [key, { value, next: next(value) }]))

export function surveyScript(matters: readonly [Matter, ...Matter[]], { site, keyMs, maxPlays, messageMs, groups }: SurveyTerms): Script {
  const steps: Steps = {
    [AGAIN]: say('survey_reschedule'), [NO_PERSON]: say('survey_no_person'), [WRONG_PERSON]: say('survey_wrong_person'),
    [THANKS]: say('survey_thanks'), [MORE_TO_COME]: say('survey_dissatisfied_thanks'),
  }
  const first = matterAt(0, false)
  steps['identity'] = {
    what: 'ask', prompt: { id: 'survey_open', values: { site, date: matters[0].date } }, silent: null,
    keys: keysOf('identity', (value) => (value === 'self' ? first : value === 'not_now' ? AGAIN : WRONG_PERSON)),
  }
  return { start: 'identity', steps, invalid: { id: 'survey_invalid', values: {} }, keyMs, maxPlays, person: { key: String(PERSON_KEY), groups, wait: { id: 'please_wait', values: {} }, nobody: NO_PERSON } }

  /** The first step about the n-th matter; the goodbye, by what was said, after the last. */
  function matterAt(n: number, bad: boolean): string {
    const matter = matters[n]
    if (!matter) return bad ? MORE_TO_COME : THANKS
    const begin = matter.solved === null ? solved(matter, n, bad) : satisfied(matter, n, bad || matter.solved === 'unsolved')
    if (n === 0) return begin
    return made(nameOf('next', matter, bad), () => say('survey_next', begin, { date: matter.date }))
  }
  function solved(matter: Matter, n: number, bad: boolean): string {
    return made(nameOf('solved', matter, bad), () => ({
      what: 'ask', prompt: { id: 'survey_q1', values: {} }, silent: AGAIN, keys: keysOf('solved', (value) => satisfied(matter, n, bad || value === 'unsolved')),
    }))
  }
  function satisfied(matter: Matter, n: number, bad: boolean): string {
    if (matter.satisfied !== null) return matterAt(n + 1, bad || matter.satisfied === 'dissatisfied')
    return made(nameOf('satisfied', matter, bad), () => ({
      what: 'ask', prompt: { id: 'survey_q2', values: {} }, silent: AGAIN, keys: keysOf('satisfied', (value) => (value === 'dissatisfied' ? reason(matter, n) : matterAt(n + 1, bad))),
    }))
  }
  /** Who does not find the reason among the keys may say it. */
  function reason(matter: Matter, n: number): string {
    const spoken = made(nameOf('message', matter, true), () => ({ what: 'message', prompt: { id: 'survey_voice', values: {} }, maxMs: messageMs, next: matterAt(n + 1, true) }))
    return made(nameOf('reason', matter, true), () => ({ what: 'ask', prompt: { id: 'survey_q3', values: {} }, silent: spoken, keys: keysOf('reason', () => spoken) }))
  }
  function made(name: string, step: () => ScriptStep): string {
    steps[name] ??= step()
    return name
  }
}

/** What a call has brought for one of its matters. */
export interface Said extends Answers {
  /** Asked for a person before it was known who speaks. */
  personFirst: boolean
}

/** The answers of one matter; what an earlier call brought is `before`. */
export function saidAbout(subject: string, answers: readonly { step: string; value: string }[], before: Pick<Answers, 'solved' | 'satisfied'> = NO_ANSWERS): Said {
  const said: Said = { ...NO_ANSWERS, solved: before.solved, satisfied: before.satisfied, personFirst: false }
  for (const { step, value } of answers) {
    const { asked, subject: about } = readName(step)
    if (value === 'person') {
      if (asked === 'identity') said.personFirst = true
      // What they have answered is answered; somebody shall speak with them about the rest.
      else if (about === subject || said.solved === null || said.satisfied === null) said.wantsPerson = true
    } else if (asked in SURVEY && (asked === 'identity' || about === subject)) Object.assign(said, { [asked]: value })
  }
  return said
}

/** Whether a message was left about the matter. */
export const leftMessage = (subject: string, messages: readonly { step: string }[]): boolean => messages.some(({ step }) => readName(step).subject === subject)

import type { CampaignOption, CampaignScript, CampaignSettings } from '../../contract/campaign.ts'
import type { PromptRef } from '../../prompt/port.ts'

type Spoken = Pick<CampaignSettings, 'kind' | 'intro' | 'questions' | 'thanks'>
export type Said = CampaignScript['items'][number]

/** The first step; its values. A notice that was heard to its end and confirmed is `yes` too. */
export const OPEN = 'open'
export type OpenAnswer = 'yes' | 'not_now' | 'never'

/** Key 9 is everywhere the way out (U24: nobody is called who does not want to be). */
const CHOICE: Readonly<Record<CampaignSettings['kind'], readonly CampaignOption[]>> = {
  poll: [{ key: '1', label: '愿意参加' }, { key: '2', label: '现在不方便' }, { key: '9', label: '不再接听此类来电' }],
  notice: [{ key: '1', label: '已经听清' }, { key: '2', label: '现在不方便' }, { key: '9', label: '不再接听此类来电' }],
}
const MEANS: Readonly<Record<string, OpenAnswer>> = { 1: 'yes', 2: 'not_now', 9: 'never' }
const LATER = '好的，我们换个时间再联系您，再见。'
const NEVER = '好的，我们不再就此类事项给您打电话，打扰了，再见。'

export const questionStep = (n: number): string => `q${n + 1}`
/** Which question a step asks, from 0; null = none. */
export const questionOf = (step: string): number | null => (/^q\d{1,2}$/.test(step) ? Number(step.slice(1)) - 1 : null)

const ended = (text: string): string => (/[。！？!?.]$/.test(text) ? text : `${text}。`)
const choosing = (options: readonly CampaignOption[]): string => ended(options.map(({ key, label }) => `${label}请按${key}`).join('，'))

/** Everything that may be heard, in its order, with the keys that mean something there. */
export function saidIn({ kind, intro, questions, thanks }: Spoken): Said[] {
  const asks = (step: string, text: string, keys: readonly CampaignOption[]): Said => ({ step, text: `${ended(text)}${choosing(keys)}`, keys: [...keys] })
  const says = (step: string, text: string): Said => ({ step, text: ended(text), keys: [] })
  return [asks(OPEN, intro, CHOICE[kind]), ...questions.map(({ text, options }, n) => asks(questionStep(n), text, options)), says('thanks', thanks), says('later', LATER), says('never', NEVER)]
}

interface Step {
  what: 'say' | 'ask'
  prompt: PromptRef
  keys: Readonly<Record<string, { value: string; next: string | null }>>
  next: string | null
}

/** The prompt that says any text (config/prompts). */
export const spoken = (text: string): PromptRef => ({ id: 'campaign_text', values: { text } })

/** Which step follows which. Nobody who says nothing is asked on: a voice mailbox hears the first question and no more. */
export function stepsOf(settings: Spoken): Readonly<Record<string, Step>> {
  const after = (n: number): string => (n < settings.questions.length ? questionStep(n) : 'thanks')
  const opened: Readonly<Record<OpenAnswer, string>> = { yes: after(0), not_now: 'later', never: 'never' }
  return Object.fromEntries(saidIn(settings).map(({ step, text, keys }) => {
    const n = questionOf(step)
    const answers = keys.map(({ key }) => {
      const means = MEANS[key] ?? 'yes'
      return [key, n === null ? { value: means, next: opened[means] } : { value: key, next: after(n + 1) }] as const
    })
    return [step, { what: keys.length > 0 ? 'ask' : 'say', prompt: spoken(text), keys: Object.fromEntries(answers), next: null }] as const
  }))
}

import type { CampaignCounts, CampaignResults, CampaignSettings, EntryState } from '../../contract/campaign.ts'

/** So many gave this key to this question (from 0). */
export interface Count {
  question: number
  key: string
  count: number
}

/** One decimal; of nothing it is 0. */
export const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part * 1_000) / whole) / 10)

export const EMPTY: CampaignCounts = { waiting: 0, calling: 0, completed: 0, partial: 0, refused: 0, unreached: 0, invalid: 0, do_not_call: 0, stopped: 0 }
const sum = (counts: CampaignCounts, ...states: readonly EntryState[]): number => states.reduce((n, state) => n + counts[state], 0)
export const listedIn = (counts: CampaignCounts): number => Object.values(counts).reduce((n, count) => n + count, 0)

/** Every option stands there, also with nobody; percentages are of those who answered the question. */
export function resultsOf({ questions }: Pick<CampaignSettings, 'questions'>, { counts, answers, reached }: { counts: CampaignCounts; answers: readonly Count[]; reached: number }): CampaignResults {
  const [listed, answered] = [listedIn(counts), sum(counts, 'completed', 'partial')]
  return {
    listed, reached, answered, completed: counts.completed, responseRate: percent(answered, listed - sum(counts, 'invalid', 'do_not_call')),
    questions: questions.map(({ text, options }, n) => {
      const own = answers.filter(({ question }) => question === n)
      const base = own.reduce((all, { count }) => all + count, 0)
      return { text, base, options: options.map(({ key, label }) => {
        const count = own.find((one) => one.key === key)?.count ?? 0
        return { key, label, count, percent: percent(count, base) }
      }) }
    }),
  }
}

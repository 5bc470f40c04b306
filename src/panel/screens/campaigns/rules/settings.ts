import type { Campaign, CampaignOption, CampaignSettings, EntryState } from '../../../../contract/campaign.ts'

/** A day as the contract has it, where the reader is. */
export const dayOf = (at: number): string => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(at)

const WEEK_MS = 7 * 86_400_000

/** What a new campaign begins with: from tomorrow on for a week, one question to be written. */
export const fresh = (now: number): CampaignSettings => ({
  name: '', kind: 'poll', dnis: null, intro: '', questions: [{ text: '', options: optionsOf(['满意', '基本满意', '不满意']) }], thanks: '感谢您的参与，再见。',
  from: dayOf(now + 86_400_000), until: dayOf(now + WEEK_MS), hours: ['09:00-12:00', '14:30-20:00'], restDays: false, attempts: 2,
})

/** Numbered as they are said. */
export const optionsOf = (labels: readonly string[]): CampaignOption[] => labels.map((label, i) => ({ key: String(i + 1), label }))

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** The first key that means nothing yet; null when all do. */
export const freeKey = (options: readonly Partial<CampaignOption>[]): string | null => KEYS.find((key) => options.every((one) => one.key !== key)) ?? null

/** What the server keeps of it; a notice asks nothing. */
export const settingsOf = ({ name, kind, dnis, intro, questions, thanks, from, until, hours, restDays, attempts }: CampaignSettings): CampaignSettings => ({
  name, kind, dnis: dnis ?? null, intro, questions: kind === 'poll' ? questions : [], thanks, from, until, hours, restDays, attempts,
})

/** In the order in which they are told. */
export const ENTRY_STATES = ['completed', 'partial', 'refused', 'unreached', 'invalid', 'do_not_call', 'stopped', 'calling', 'waiting'] as const satisfies readonly EntryState[]
const OPEN: ReadonlySet<EntryState> = new Set(['waiting', 'calling'])

/** Numbers that nothing more is done about, and those that somebody may still call. */
export function progressOf({ counts, listed }: Pick<Campaign, 'counts' | 'listed'>): { done: number; left: number; parts: { state: EntryState; count: number; share: number }[] } {
  const parts = ENTRY_STATES.map((state) => ({ state, count: counts[state] ?? 0, share: listed === 0 ? 0 : (counts[state] ?? 0) / listed }))
  const left = parts.reduce((sum, { state, count }) => sum + (OPEN.has(state) ? count : 0), 0)
  return { done: listed - left, left, parts: parts.filter(({ count }) => count > 0) }
}

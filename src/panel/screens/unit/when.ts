import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

const DAY_MS = 86_400_000

/** By when, as people say it: today and tomorrow by name. */
export function useUntil(): (at: number, now: number) => string {
  const w = useWords(words)
  const { instant } = useFormat()
  const dayOf = (at: number): string => instant(at).slice(0, 10)
  return (at, now) => {
    const time = instant(at).slice(11)
    return w.until(dayOf(at) === dayOf(now) ? w.today(time) : dayOf(at) === dayOf(now + DAY_MS) ? w.tomorrow(time) : instant(at))
  }
}

import { useEffect, useState } from 'react'
import { serverNow } from '../server/feed.ts'
import { type Language, useLanguage } from '../words/language.ts'
import { clockOf, instantOf, spanOf } from './rules/format.ts'

export { clockOf, instantOf, spanOf, ticking } from './rules/format.ts'

/** Times and durations in the reader's language. */
export function useFormat(): { instant: (at: number) => string; clock: (at: number) => string; span: (ms: number) => string } {
  const language: Language = useLanguage()
  return { instant: (at) => instantOf(at), clock: (at) => clockOf(at), span: (ms) => spanOf(ms, language) }
}

/** Now by the server's clock, again each second; `on: false` stops the ticking. */
export function useNow(on = true): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (!on) return undefined
    const timer = setInterval(() => setNow(serverNow()), 1_000)
    return () => clearInterval(timer)
  }, [on])
  return now
}

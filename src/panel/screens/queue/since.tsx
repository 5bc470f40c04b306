import { ticking, useNow } from '../../look/format.ts'

interface SinceProps {
  at: number
  /** From then on it is shown as long, and as too long. */
  warnMs?: number
  badMs?: number
}

/** Time since, ticking. */
export function Since({ at, warnMs = Infinity, badMs = Infinity }: SinceProps) {
  const ms = useNow() - at
  return <span className={`numbers ${ms >= badMs ? 'bad' : ms >= warnMs ? 'warn' : ''}`}>{ticking(ms)}</span>
}

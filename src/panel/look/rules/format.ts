type Language = 'zh' | 'en'

/** "3:05" or "1:02:03": minutes and seconds, for what ticks. Below zero is shown as zero. */
export function ticking(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const two = (n: number): string => String(n).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** "45 秒", "3 分 5 秒", "1 小时 2 分": for what is over. */
export function spanOf(ms: number, language: Language): string {
  const [h, m, s] = language === 'zh' ? ['小时', '分', '秒'] : ['h', 'min', 's']
  const seconds = Math.max(0, Math.round(ms / 1_000))
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return `${seconds} ${s}`
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} ${m}` : `${minutes} ${m} ${seconds % 60} ${s}`
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} ${h}` : `${Math.floor(minutes / 60)} ${h} ${minutes % 60} ${m}`
}

/** "2026-11-21 09:05" where the reader is. */
export const instantOf = (at: number): string => `${dayOf(at)} ${clockOf(at).slice(0, 5)}`

/** "09:05:12" where the reader is. */
export const clockOf = (at: number): string => new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium' }).format(at)

const dayOf = (at: number): string => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(at)

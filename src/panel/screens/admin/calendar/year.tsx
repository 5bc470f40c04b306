import { useRef, type KeyboardEvent } from 'react'
import type { CalendarDay } from '../../../../contract/calendar.ts'
import { useWords } from '../../../words/language.ts'
import { daysOf, kindOf, plus, weekdayOf } from './rules/days.ts'
import { words } from './words.ts'
import './calendar.css'

interface YearProps {
  year: number
  special: ReadonlyMap<string, CalendarDay>
  chosen: string
  choose: (day: string) => void
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Twelve months. One day takes part in the tab order; the arrow keys go from day to day. */
export function YearView({ year, special, chosen, choose }: YearProps) {
  const w = useWords(words)
  const days = useRef<HTMLDivElement>(null)
  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const day = plus(chosen, step)
    if (!day.startsWith(`${year}-`)) return
    choose(day)
    days.current?.querySelector<HTMLButtonElement>(`[data-day="${day}"]`)?.focus()
  }
  return (
    <div className="year" ref={days} onKeyDown={move}>
      {w.months.map((name, i) => (
        <section key={name} className="month" aria-label={name}>
          <h3>{name}</h3>
          <div className="days">
            {w.weekdays.map((weekday) => <span key={weekday} className="weekday" aria-hidden="true">{weekday}</span>)}
            {daysOf(year, i + 1).map((day, n) => (
              <Day key={day} day={day} special={special.get(day)} first={n === 0} chosen={day === chosen} choose={choose} />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

interface DayProps {
  day: string
  special: CalendarDay | undefined
  first: boolean
  chosen: boolean
  choose: (day: string) => void
}

function Day({ day, special, first, chosen, choose }: DayProps) {
  const w = useWords(words)
  const kind = kindOf(day, special)
  const spoken = [w.months[Number(day.slice(5, 7)) - 1], Number(day.slice(8)), w.weekdays[weekdayOf(day)], w[kind], special?.name].filter(Boolean).join(' ')
  return (
    <button
      type="button" data-day={day} className={`day ${kind}${first ? ` starts-${weekdayOf(day)}` : ''}`} aria-label={spoken} title={special?.name} aria-pressed={chosen} tabIndex={chosen ? 0 : -1}
      onClick={() => choose(day)}
    >
      {Number(day.slice(8))}
    </button>
  )
}

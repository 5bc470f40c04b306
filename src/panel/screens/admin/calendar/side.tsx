import { Button, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { CalendarDay } from '../../../../contract/calendar.ts'
import { useWords } from '../../../words/language.ts'
import { kindOf, put, span, weekdayOf } from './rules/days.ts'
import { words } from './words.ts'

interface Editing {
  days: readonly CalendarDay[]
  onChange: (days: CalendarDay[]) => void
}

/** The chosen day: what it is, and what it is called. */
export function DayPanel({ day, special, days, onChange }: Editing & { day: string; special: CalendarDay | undefined }) {
  const w = useWords(words)
  const [name, setName] = useState(special?.name ?? '')
  const weekend = weekdayOf(day) > 4
  const change = (kind: CalendarDay['kind'] | null, called: string): void => onChange(put(days, [kind === null ? { day, kind } : { day, kind, name: called.trim() || w[kind === 'holiday' ? 'holiday' : 'makeUp'] }]))
  return (
    <section className="paper">
      <h2>{w.day}</h2>
      <p><strong className="numbers">{day}</strong> <span className="quiet">{w[kindOf(day, special)]}</span></p>
      <Radio.Group aria-label={w.kind} value={special?.kind ?? null} onChange={({ target }) => change(target.value as CalendarDay['kind'] | null, name)}>
        <Radio value={null}>{w.asUsual}</Radio>
        <Radio value="holiday">{w.holiday}</Radio>
        {weekend ? <Radio value="workday">{w.makeUp}</Radio> : null}
      </Radio.Group>
      {special ? <label>{w.name}<Input value={name} maxLength={30} onChange={({ target }) => (setName(target.value), change(special.kind, target.value))} /></label> : <p className="admin-note">{w.pick}</p>}
    </section>
  )
}

const IS_DAY = /^\d{4}-\d\d-\d\d$/

/** A holiday as the notice gives it: first and last day, and the weekend days worked instead. */
export function HolidayPanel({ year, days, onChange }: Editing & { year: number }) {
  const w = useWords(words)
  const [name, setName] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [makeUps, setMakeUps] = useState<string[]>([])
  const off = from !== '' && to !== '' ? span(from, to) : []
  const wrong = off === null || makeUps.some((day) => !IS_DAY.test(day) || weekdayOf(day) < 5)
  function add(): void {
    const inYear = (day: string): boolean => day.startsWith(`${year}-`)
    const called = name.trim()
    onChange(put(days, [
      ...(off ?? []).filter(inYear).map((day): CalendarDay => ({ day, kind: 'holiday', name: called })),
      ...makeUps.filter(inYear).map((day): CalendarDay => ({ day, kind: 'workday', name: w.makeUpName(called) })),
    ]))
    setName('')
    setFrom('')
    setTo('')
    setMakeUps([])
  }
  return (
    <section className="paper">
      <h2>{w.addHoliday}</h2>
      <label>{w.name}<Input value={name} maxLength={20} onChange={({ target }) => setName(target.value)} /></label>
      <div className="admin-pair">
        <label>{w.from}<Input type="date" value={from} min={`${year}-01-01`} max={`${year}-12-31`} onChange={({ target }) => setFrom(target.value)} /></label>
        <label>{w.to}<Input type="date" value={to} min={from || `${year}-01-01`} max={`${year}-12-31`} onChange={({ target }) => setTo(target.value)} /></label>
      </div>
      <label>{w.makeUps}<Select mode="tags" open={false} suffixIcon={null} aria-label={w.makeUps} value={makeUps} onChange={setMakeUps} tokenSeparators={[',', '，', '、', ' ']} className="admin-wide" /></label>
      <span className="admin-note">{wrong ? w.backwards : w.makeUpsHelp}</span>
      <Button disabled={wrong || name.trim() === '' || off?.length === 0} onClick={add}>{w.put}</Button>
    </section>
  )
}

/** Every day of the year that is not what its weekday says, or is part of a holiday. */
export function SpecialDays({ days, choose }: { days: readonly CalendarDay[]; choose: (day: string) => void }) {
  const w = useWords(words)
  return (
    <ul className="special" tabIndex={0} aria-label={w.list}>
      {days.map(({ day, kind, name }) => (
        <li key={day}><button type="button" className="admin-link" onClick={() => choose(day)}><span className="numbers">{day}</span> <span>{name}</span> <span className="quiet">{kind === 'holiday' ? w.holiday : w.makeUp}</span></button></li>
      ))}
    </ul>
  )
}

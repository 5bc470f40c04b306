import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import type { CalendarYear } from '../../../../contract/calendar.ts'
import { Page } from '../../../look/page.tsx'
import { Failed, Loading } from '../../../look/states.tsx'
import { useUnsaved } from '../../../look/unsaved.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { words as shellWords } from '../../../shell/words.ts'
import { useWords } from '../../../words/language.ts'
import { changed } from '../frame/data.ts'
import { words as frameWords } from '../frame/words.ts'
import { summary } from './rules/days.ts'
import { DayPanel, HolidayPanel, SpecialDays } from './side.tsx'
import { words } from './words.ts'
import { YearView } from './year.tsx'
import '../frame/frame.css'
import './calendar.css'

const useYear = (year: number | undefined) => useQuery({ queryKey: ['admin', '/calendar', year ?? 0], queryFn: () => api.get<CalendarYear>('/calendar', { year }) })

/** Holidays and make-up working days, year by year; the next one is asked for when it is missing. */
export function CalendarPage() {
  const [w, shell] = [useWords(words), useWords(shellWords)]
  const [asked, setAsked] = useState<number>()
  const thisYear = useYear(undefined)
  const shown = asked ?? thisYear.data?.year
  const year = useYear(shown)
  const nextYear = thisYear.data ? thisYear.data.year + 1 : undefined
  const next = useYear(nextYear)
  if (thisYear.error ?? year.error) return <Page title={shell.pages.calendar}><Failed error={thisYear.error ?? year.error} retry={() => void year.refetch()} /></Page>
  if (!year.data || shown === undefined) return <Page title={shell.pages.calendar}><Loading /></Page>
  return (
    <Page title={shell.pages.calendar}>
      {nextYear !== undefined && next.data?.loaded === false && shown !== nextYear ? (
        <Alert type="warning" showIcon className="admin-refusal" title={w.missing(nextYear)} description={w.missingWhy} action={<Button onClick={() => setAsked(nextYear)}>{w.open(nextYear)}</Button>} />
      ) : null}
      <OneYear key={`${shown} ${year.data.updatedAt}`} year={year.data} go={setAsked} />
    </Page>
  )
}

function OneYear({ year: before, go }: { year: CalendarYear; go: (year: number) => void }) {
  const [w, frame] = [useWords(words), useWords(frameWords)]
  const { year } = before
  const [days, setDays] = useState(before.days)
  const [source, setSource] = useState(before.source)
  const [chosen, setChosen] = useState(`${year}-01-01`)
  const dirty = source !== before.source || JSON.stringify(days) !== JSON.stringify(before.days)
  useUnsaved(dirty)
  const save = useAction(async () => {
    await api.send('PUT', `/calendar/${year}`, { source, days })
    await changed()
  })
  const special = new Map(days.map((one) => [one.day, one]))
  const counts = summary(year, days)
  return (
    <div className="calendar">
      <section className="paper">
        <div className="calendar-head">
          <Button onClick={() => go(year - 1)} disabled={dirty} aria-label={w.previous}>‹</Button>
          <h2>{w.year(year)}</h2>
          <Button onClick={() => go(year + 1)} disabled={dirty} aria-label={w.next}>›</Button>
          <span className="quiet">{w.summary(counts.holidays, counts.makeUps, counts.workdays)}</span>
          <ul className="legend">{(['workday', 'weekend', 'holiday', 'makeUp'] as const).map((kind) => <li key={kind}><i className={kind} />{w[kind]}</li>)}</ul>
        </div>
        {before.loaded ? null : <Alert type="info" showIcon className="admin-refusal" title={w.notLoaded} description={w.notLoadedWhy} />}
        <YearView year={year} special={special} chosen={chosen} choose={setChosen} />
      </section>
      <aside className="calendar-side">
        <DayPanel key={chosen} day={chosen} special={special.get(chosen)} days={days} onChange={setDays} />
        <HolidayPanel key={year} year={year} days={days} onChange={setDays} />
        <section className="paper">
          <h2>{w.list}</h2>
          <SpecialDays days={days} choose={setChosen} />
          <label>{w.source}<Input value={source} placeholder={w.sourceHelp} maxLength={200} onChange={({ target }) => setSource(target.value)} /></label>
          <Button type="primary" disabled={!dirty || days.length === 0} loading={save.busy} onClick={() => void save.run()}>{w.save}</Button>
          {dirty ? <Button onClick={() => (setDays(before.days), setSource(before.source))}>{w.undo}</Button> : <span className="quiet">{before.loaded ? '' : frame.nothing}</span>}
        </section>
      </aside>
    </div>
  )
}

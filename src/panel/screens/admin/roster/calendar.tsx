import { Alert, Button, Select } from 'antd'
import { useState } from 'react'
import type { DutyCover, DutyTurn } from '../../../../contract/roster.ts'
import { useAddress } from '../../../look/address.ts'
import { Empty, Failed, Loading } from '../../../look/states.tsx'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { serverNow } from '../../../server/feed.ts'
import { useUser } from '../../../server/session.ts'
import { useWords } from '../../../words/language.ts'
import { CENTRE, dutyChanged, useHoles, useOwnUnit, useRoster, useUnitName, useUnits } from './data.ts'
import { PlanForm } from './plan-form.tsx'
import { Plans } from './plans.tsx'
import { TurnForm } from './turn-form.tsx'
import { dayAfter, dayOf, hoursOf, mondayOf, shortInstant } from './week.ts'
import { words } from './words.ts'

const KEEPERS = ['admin', 'supervisor', 'unit_head']

/** The roster of a department, or of the centre, week by week. */
export function Week() {
  const w = useWords(words)
  const own = useOwnUnit()
  const [search, setAddress] = useAddress()
  const chosen = search.get('unit')
  const unit = own ?? (chosen === null || chosen === CENTRE ? null : chosen)
  const [monday, setMonday] = useState(() => mondayOf(dayOf(serverNow())))
  const [open, setOpen] = useState<DutyTurn | 'plan' | null>(null)
  const mayKeep = KEEPERS.includes(useUser().role)
  const sunday = dayAfter(monday, 6)
  const { data, error, refetch } = useRoster(unit, monday, sunday)
  const choose = (value: string): void => setAddress({ unit: value })
  return (
    <div className="duty">
      {own === null ? <Holes onChoose={choose} /> : null}
      <div className="duty-bar">
        {own === null ? <UnitChoice value={unit ?? CENTRE} onChange={choose} /> : null}
        <span className="duty-weeks">
          <Button onClick={() => setMonday(dayAfter(monday, -7))} aria-label={w.weekBefore}>‹</Button>
          <Button onClick={() => setMonday(mondayOf(dayOf(serverNow())))}>{w.today}</Button>
          <Button onClick={() => setMonday(dayAfter(monday, 7))} aria-label={w.weekAfter}>›</Button>
          <span className="numbers" role="status">{w.weekOf(monday, sunday)}</span>
        </span>
        {mayKeep && data ? <Cover key={data.cover} unit={unit} cover={data.cover} /> : null}
        {mayKeep ? <Button type="primary" onClick={() => setOpen('plan')}>{w.addPlan}</Button> : null}
      </div>
      {data ? (
        <>
          {data.plans.length === 0 ? <Empty title={w.noRoster}><p>{w.noRosterWhy}</p></Empty> : <Days monday={monday} turns={data.turns} onOpen={mayKeep ? setOpen : null} />}
          {data.holes.length === 0 ? null : <ul className="duty-holes" aria-label={w.holes}>{data.holes.map((hole) => <li key={hole.startsAt}>{w.hole(shortInstant(hole.startsAt), shortInstant(hole.endsAt))}</li>)}</ul>}
          <Plans plans={data.plans} mayKeep={mayKeep} />
        </>
      ) : error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />}
      {open === 'plan' ? <PlanForm unit={unit} day={dayOf(serverNow())} onClose={() => setOpen(null)} /> : null}
      {open === null || open === 'plan' ? null : <TurnForm turn={open} turns={data?.turns ?? []} onClose={() => setOpen(null)} />}
    </div>
  )
}

function UnitChoice({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const w = useWords(words)
  const options = [{ value: CENTRE, label: w.centre }, ...useUnits().map(({ code, name }) => ({ value: code, label: name }))]
  return <Select aria-label={w.unit} showSearch={{ optionFilterProp: 'label' }} value={value} onChange={onChange} options={options} className="duty-unit" />
}

/** When somebody has to be on duty. */
function Cover({ unit, cover }: { unit: string | null; cover: DutyCover | null }) {
  const w = useWords(words)
  const { busy, run } = useAction(async (next: DutyCover | 'none') => {
    await api.send('PUT', '/duty/cover', { unit, cover: next === 'none' ? null : next })
    await dutyChanged()
  })
  const options = (['none', 'outside_hours', 'always'] as const).map((value) => ({ value, label: w.covers[value] }))
  return <Select aria-label={w.cover} title={w.coverHelp} loading={busy} value={cover ?? 'none'} onChange={(next: DutyCover | 'none') => void run(next)} options={options} className="duty-cover" />
}

/** What nobody covers, everywhere: before it comes. */
function Holes({ onChoose }: { onChoose: (unit: string) => void }) {
  const w = useWords(words)
  const unitName = useUnitName(w.centre)
  const { data } = useHoles()
  if (!data || data.items.length === 0) return data ? <p className="quiet" role="status">{w.noHoles}</p> : null
  return (
    <Alert
      type="warning" showIcon title={w.holes}
      description={
        <>
          <p>{w.holesWhy}</p>
          <ul className="duty-hole-list">
            {data.items.slice(0, 20).map(({ unit, startsAt, endsAt }) => (
              <li key={`${unit} ${startsAt}`}>
                <button type="button" className="admin-link" onClick={() => onChoose(unit ?? CENTRE)}>{unitName(unit)}</button> <span className="numbers">{w.hole(shortInstant(startsAt), shortInstant(endsAt))}</span>
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}

interface DaysProps {
  monday: string
  turns: readonly DutyTurn[]
  /** null: the reader only reads. */
  onOpen: ((turn: DutyTurn) => void) | null
}

function Days({ monday, turns, onOpen }: DaysProps) {
  const w = useWords(words)
  const today = dayOf(serverNow())
  return (
    <ol className="duty-week" aria-label={w.roster}>
      {w.weekdays.map((name, n) => {
        const day = dayAfter(monday, n)
        const of = turns.filter((turn) => turn.day === day)
        return (
          <li key={day} className={day === today ? 'duty-day today' : 'duty-day'} {...(day === today ? { 'aria-current': 'date' as const } : {})}>
            <h2>{name} <span className="numbers quiet">{day.slice(5)}</span></h2>
            {of.length === 0 ? <p className="quiet">—</p> : <ul>{of.map((turn) => <Turn key={turn.id} turn={turn} onOpen={turn.endsAt > serverNow() ? onOpen : null} />)}</ul>}
          </li>
        )
      })}
    </ol>
  )
}

function Turn({ turn, onOpen }: { turn: DutyTurn; onOpen: ((turn: DutyTurn) => void) | null }) {
  const w = useWords(words)
  const { person, post, changed, seenAt } = turn
  return (
    <li className={person === null ? 'duty-turn empty' : 'duty-turn'}>
      <span className="numbers quiet">{hoursOf(turn, w.nextDay)} {w.posts[post]}</span>
      <strong>{person?.name ?? w.nobodyShort}</strong>
      {person === null || person.position === '' ? null : <span className="quiet">{person.position}</span>}
      {changed === null ? null : <span className="duty-changed">{w.changedBecause(changed.reason)}</span>}
      {seenAt === null ? null : <span className="duty-seen">✓ {w.seen}</span>}
      {onOpen === null ? null : <Button size="small" onClick={() => onOpen(turn)} aria-label={`${w.change} ${turn.day} ${person?.name ?? ''}`}>{w.change}</Button>}
    </li>
  )
}

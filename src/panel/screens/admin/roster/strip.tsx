import { Button } from 'antd'
import { Link } from 'react-router'
import type { DutyNow, DutyTurn } from '../../../../contract/roster.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { serverNow } from '../../../server/feed.ts'
import { useUser } from '../../../server/session.ts'
import { useWords } from '../../../words/language.ts'
import { dutyChanged, useDutyNow } from './data.ts'
import './roster.css'
import { shortInstant } from './week.ts'
import { words } from './words.ts'

const MINUTE_MS = 60_000
/** The page of duty is theirs. */
const READERS = ['admin', 'supervisor', 'dispatcher', 'callback', 'leader', 'unit', 'unit_head']

/** Below the navigation of every desk, as long as there is something to say of duty. */
export function DutyStrip() {
  const w = useWords(words)
  const { role } = useUser()
  const { data } = useDutyNow()
  if (!data) return null
  const { special, onDuty, mine, holes } = data
  const callouts = data.callouts.filter(({ answer }) => answer === null)
  const asked = mine.filter(({ seenAt, startsAt }) => seenAt === null || startsAt <= serverNow())
  if (special.length + onDuty.length + asked.length + callouts.length + holes.length === 0) return null
  const mayOpen = READERS.includes(role)
  return (
    <section className={special.some(({ state }) => state === 'running') || callouts.length > 0 ? 'duty-strip special' : 'duty-strip'} aria-label={w.strip.label}>
      {special.map((period) => <Special key={period.id} period={period} />)}
      {callouts.length === 0 ? null : <strong>{w.strip.called(callouts.length)}{mayOpen ? <> <Link to="/duty?tab=called">{w.strip.open}</Link></> : null}</strong>}
      {onDuty.length === 0 ? null : <span>{w.strip.onDuty}：{onDuty.map(({ person, post }) => `${person?.name ?? ''}（${w.posts[post]}）`).join('、')}</span>}
      {asked.slice(0, 2).map((turn) => <Mine key={turn.id} turn={turn} />)}
      {holes.length === 0 ? null : <span>{w.strip.holes(holes.length)}{mayOpen ? <> <Link to="/duty?tab=roster">{w.strip.open}</Link></> : null}</span>}
    </section>
  )
}

function Special({ period: { name, state, startsAt, endsAt, limits: { emergencySignMs, emergencyCloseMs } } }: { period: DutyNow['special'][number] }) {
  const { strip } = useWords(words)
  const stricter = [emergencySignMs === null ? [] : [strip.sign(emergencySignMs / MINUTE_MS)], emergencyCloseMs === null ? [] : [strip.done(emergencyCloseMs / MINUTE_MS)]].flat()
  return <span><strong>{state === 'running' ? strip.running(name, shortInstant(endsAt)) : strip.planned(name, shortInstant(startsAt))}</strong>{stricter.length === 0 ? null : `　${strip.limits}${stricter.join('，')}`}</span>
}

function Mine({ turn }: { turn: DutyTurn }) {
  const { strip } = useWords(words)
  const { busy, run } = useAction(async () => {
    await api.send('POST', `/duty/turns/${turn.id}/seen`)
    await dutyChanged()
  })
  return (
    <span>
      {turn.startsAt <= serverNow() ? strip.mineNow(shortInstant(turn.endsAt)) : strip.mine(shortInstant(turn.startsAt), shortInstant(turn.endsAt))}
      {turn.seenAt === null ? <> <Button size="small" loading={busy} onClick={() => void run()}>{strip.iKnow}</Button></> : null}
    </span>
  )
}

import { App, Button, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { HotlineDayDetail } from '../../../contract/hotline-day.ts'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { useShortcuts } from '../../look/shortcuts.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { useDay, useDayStep } from './data.ts'
import { Item } from './item.tsx'
import { Put } from './put.tsx'
import './hotline-day.css'
import { words } from './words.ts'

/** One session: its agenda, and one item at a time, big enough for a wall. */
export function HotlineDaySessionPage() {
  const w = useWords(words)
  const { id = '' } = useParams()
  const { data: day, error, isPending, refetch } = useDay(id)
  if (isPending) return <Page title={w.title}><Loading /></Page>
  if (!day) return <Page title={w.title}><Failed error={error} retry={() => void refetch()} /></Page>
  return <Session day={day} />
}

function Session({ day }: { day: HotlineDayDetail }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const { role } = useUser()
  const [at, setAt] = useState(() => Math.max(0, day.items.findIndex(({ state }) => state === 'waiting')))
  const [projected, setProjected] = useState(false)
  const item = day.items[Math.min(at, day.items.length - 1)]
  const go = (by: number): void => setAt((now) => Math.max(0, Math.min(day.items.length - 1, now + by)))
  useShortcuts([{ keys: 'j', label: w.next, act: () => go(1) }, { keys: 'k', label: w.previous, act: () => go(-1) }, { keys: 'p', label: w.projector, act: () => setProjected((now) => !now) }])
  return (
    <div className={projected ? 'day projected' : 'day'}>
      <Page title={`${w.levels[day.level]} ${instant(day.startsAt)}`} actions={<Steps day={day} projected={projected} project={setProjected} />}>
        <p className="day-head"><Link to="/hotline-day" className="day-back">{w.back}</Link> {day.place} · {day.chair} <Tag color={day.state === 'held' ? 'processing' : 'default'}>{w.states[day.state]}</Tag></p>
        {day.minutes === '' ? null : <p><strong>{w.minutes}：</strong>{day.minutes}</p>}
        {day.state !== 'closed' && role !== 'leader' ? <Put day={day} /> : null}
        {item === undefined ? <Empty title={w.emptyAgenda}><p>{w.emptyAgendaWhy}</p></Empty> : (
          <div className="day-columns">
            <ol className="day-agenda" aria-label={w.agenda}>
              {day.items.map((one, n) => <li key={one.id}><button type="button" aria-current={one === item} onClick={() => setAt(n)}>{one.position}. {one.ticket.title || one.ticket.ticketNo} <Tag>{w.itemStates[one.state]}</Tag></button></li>)}
            </ol>
            <div>
              <p className="day-turn"><Button onClick={() => go(-1)} disabled={at === 0}>{w.previous} <kbd>k</kbd></Button> <span>{w.nth(day.items.indexOf(item) + 1, day.items.length)}</span> <Button onClick={() => go(1)} disabled={at >= day.items.length - 1}>{w.next} <kbd>j</kbd></Button></p>
              <Item key={item.id} day={day} item={item} runs={role === 'supervisor'} orders={role !== 'leader'} />
            </div>
          </div>
        )}
      </Page>
    </div>
  )
}

/** What can be done with the session as a whole. */
function Steps({ day, projected, project }: { day: HotlineDayDetail; projected: boolean; project: (on: boolean) => void }) {
  const w = useWords(words)
  const { modal } = App.useApp()
  const { role } = useUser()
  const send = useDayStep(day.id)
  const [minutes, setMinutes] = useState('')
  const step = useAction(async (path: string, body: object) => await send('POST', path, { version: day.version, ...body }))
  const hold = (): void => void modal.confirm({ title: w.hold, content: w.holdAsk, okText: w.hold, cancelText: w.cancel, onOk: async () => void (await step.run('/hold', {})) })
  return (
    <Space wrap>
      {role === 'supervisor' && day.state === 'planned' ? <Button type="primary" onClick={hold}>{w.hold}</Button> : null}
      {role === 'supervisor' && day.state === 'held' ? <><Input aria-label={w.minutes} placeholder={w.minutes} value={minutes} maxLength={4_000} onChange={({ target }) => setMinutes(target.value)} /><Button danger loading={step.busy} onClick={() => void modal.confirm({ title: w.end, content: w.endAsk, okText: w.end, cancelText: w.cancel, onOk: async () => void (await step.run('/close', { minutes })) })}>{w.end}</Button></> : null}
      <Button onClick={() => project(!projected)}>{projected ? w.projectorOff : w.projector} <kbd>p</kbd></Button>
      <Button onClick={() => window.print()}>{w.print}</Button>
    </Space>
  )
}

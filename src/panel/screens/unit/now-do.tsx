import { Button } from 'antd'
import type { WorklistCount } from '../../../contract/worklist.ts'
import { useNow } from '../../look/format.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { timeOf } from '../ticket-work/clocks.tsx'
import { workWords } from '../ticket-work/words.ts'
import { useWorklist } from './data.ts'
import { type DeskList, isDeskList, pressing } from './rules/desk.ts'
import { useUntil } from './when.ts'
import { words } from './words.ts'

interface NowDoProps {
  counts: readonly WorklistCount[]
  below: boolean
  open: (name: DeskList) => void
}

/** In plain words what is to be done first, by when, and what comes after it. */
export function NowDo({ counts, below, open }: NowDoProps) {
  const w = useWords(words)
  const { role } = useUser()
  const [first, ...rest] = pressing(counts, role)
  if (!first || !isDeskList(first.name)) return <p className="unit-now done" role="status"><strong>{w.nothing}</strong> {w.nothingWhy}</p>
  return <First of={first} name={first.name} rest={rest} below={below} open={open} />
}

function First({ of: { count, late }, name, rest, below, open }: Omit<NowDoProps, 'counts'> & { of: WorklistCount; name: DeskList; rest: readonly WorklistCount[] }) {
  const [w, work] = [useWords(words), useWords(workWords)]
  const until = useUntil()
  const now = useNow()
  const most = useWorklist(name, below).data?.pages[0]?.items[0]
  const [by, emergency] = [most?.by ?? null, most?.ticket.urgency === 'emergency']
  return (
    <div className={late > 0 || emergency ? 'unit-now late' : 'unit-now'}>
      <strong role="status">{emergency ? w.urgent : ''}{w.first(w.todo[name], count)}{late > 0 ? w.ofThemLate(late) : ''}</strong>
      {by === null ? null : <span className="numbers">{until(by, now)}（{now > by ? work.over(timeOf(now - by, work)) : work.left(timeOf(by - now, work))}）</span>}
      <Button type="primary" size="small" onClick={() => open(name)}>{w.goThere}</Button>
      {rest.length === 0 ? null : <span className="quiet">{w.after}{rest.slice(0, 3).map((one) => w.item(w.names[one.name as DeskList], one.count)).join('、')}</span>}
    </div>
  )
}

import { Button } from 'antd'
import type { WorklistCount } from '../../../contract/worklist.ts'
import { useFormat, useNow } from '../../look/format.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { timeOf } from '../ticket-work/clocks.tsx'
import { workWords } from '../ticket-work/words.ts'
import { useWorklist } from './data.ts'
import { type DeskList, isDeskList, pressing } from './rules/desk.ts'
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
  const { name, count, late } = first
  return (
    <div className={late > 0 ? 'unit-now late' : 'unit-now'} role="status">
      <strong>{w.first(w.todo[name], count)}{late > 0 ? w.ofThemLate(late) : ''}</strong>
      <Until name={name} below={below} />
      <Button type="primary" size="small" onClick={() => open(name)}>{w.goThere}</Button>
      {rest.length === 0 ? null : <span className="quiet">{w.after}{rest.slice(0, 3).map((one) => w.item(w.names[one.name as DeskList], one.count)).join('、')}</span>}
    </div>
  )
}

/** By when the most pressing of them is due. */
function Until({ name, below }: { name: DeskList; below: boolean }) {
  const [w, work] = [useWords(words), useWords(workWords)]
  const { instant } = useFormat()
  const now = useNow()
  const by = useWorklist(name, below).data?.pages[0]?.items[0]?.by ?? null
  if (by === null) return null
  return <span className="numbers">{w.until(instant(by))}（{now > by ? work.over(timeOf(now - by, work)) : work.left(timeOf(by - now, work))}）</span>
}

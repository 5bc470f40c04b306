import { Select } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { Rank } from '../../../contract/call.ts'
import type { WaitingView } from '../../../contract/queue.ts'
import { api } from '../../server/api.ts'
import { feedNow, lineOf, useFeed } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { useAct } from './acting.ts'
import { AgentName, CallerOf } from './from-feed.tsx'
import { type Column, Grid } from './grid.tsx'
import { type MenuItems, RowMenu } from './menu.tsx'
import type { Names } from './names.ts'
import { shownWaiting, type WaitingFilter } from './rules/rows.ts'
import { Since } from './since.tsx'
import { words } from './words.ts'

type Key = 'position' | 'dnis' | 'caller' | 'rank' | 'waited' | 'groups' | 'offered' | 'actions'

const NO_FILTER: WaitingFilter = { dnis: null, group: null, rank: null }
const RANKS: readonly Rank[] = ['emergency', 'elder', 'return', 'normal']
const LONG_MS = 60_000
const TOO_LONG_MS = 180_000

/** Who waits, next first: for whom, how long, who is asked, and another place in line. */
export function WaitingList({ names }: { names: Names }) {
  const w = useWords(words)
  const line = useFeed(lineOf)
  const [filter, setFilter] = useState(NO_FILTER)
  const [sort, setSort] = useState<{ key: 'position' | 'waited'; order: 'up' | 'down' }>({ key: 'position', order: 'up' })
  const rows = useMemo(() => shownWaiting(line, filter, sort), [line, filter, sort])
  const cells = useWaitingCells(names)
  const columns: Column<Key>[] = [
    { key: 'position', title: w.position, sorts: true }, { key: 'dnis', title: w.number }, { key: 'caller', title: w.caller }, { key: 'rank', title: w.rank },
    { key: 'waited', title: w.waited, sorts: true }, { key: 'groups', title: w.group }, { key: 'offered', title: w.offeredTo }, { key: 'actions', title: w.actions },
  ]
  const numbers = useMemo(() => [...new Set([...line.map(({ dnis }) => dnis as string), ...(filter.dnis === null ? [] : [filter.dnis])])].sort(), [line, filter.dnis])
  const sorted = (key: Key): void => {
    if (key === 'position' || key === 'waited') setSort((was) => ({ key, order: was.key === key ? (was.order === 'up' ? 'down' : 'up') : key === 'waited' ? 'down' : 'up' }))
  }
  return (
    <section className="paper queue-part" aria-labelledby="waiting-title">
      <div className="part-head">
        <h2 id="waiting-title">{w.waitingNow} <span className="numbers">{w.shown(rows.length, line.length)}</span></h2>
        <div className="part-filters">
          <Select size="small" aria-label={w.number} allowClear placeholder={w.number} value={filter.dnis} onChange={(dnis: string | undefined) => setFilter((was) => ({ ...was, dnis: dnis ?? null }))} options={numbers.map((value) => ({ value, label: `${value} ${names.line(value)}` }))} popupMatchSelectWidth={false} />
          <Select size="small" aria-label={w.group} allowClear placeholder={w.group} value={filter.group} onChange={(group: string | undefined) => setFilter((was) => ({ ...was, group: group ?? null }))} options={names.groups.map(({ id, name }) => ({ value: id, label: name }))} popupMatchSelectWidth={false} />
          <Select size="small" aria-label={w.rank} allowClear placeholder={w.rank} value={filter.rank} onChange={(rank: Rank | undefined) => setFilter((was) => ({ ...was, rank: rank ?? null }))} options={RANKS.map((value) => ({ value, label: w.ranks[value] }))} popupMatchSelectWidth={false} />
        </div>
      </div>
      <Grid className="waiting-grid" label={w.waitingList} columns={columns} rows={rows} keyOf={({ call }) => call} cells={cells} sort={sort} onSort={sorted} empty={line.length === 0 ? w.nobodyWaits : w.noneFits} />
    </section>
  )
}

function useWaitingCells(names: Names) {
  const w = useWords(words)
  const act = useAct()
  return useCallback(
    ({ call, position, dnis, rank, arrivedAt, headAt, groups, offeredTo }: WaitingView) => {
      const move = (body: object, done: string): void => act({ run: () => api.send('POST', `/calls/${call}/move`, body), done })
      const offered = (): MenuItems => [
        { key: 'head', label: w.toHead, onClick: () => move({ position: 'head' }, w.movedToHead) },
        { key: 'group', label: w.toGroup, children: names.groups.filter(({ id }) => isStaffed(id)).map(({ id, name }) => ({ key: id, label: name, onClick: () => move({ to: { group: id } }, w.movedToGroup(name)) })) },
      ]
      return [
        <span className="numbers">{position}{headAt === null ? null : <span className="tag" title={w.headed}>↑<span className="visually-hidden">{w.headed}</span></span>}</span>,
        <span title={names.line(dnis)}><b className="numbers">{dnis}</b> <span className="quiet">{names.line(dnis)}</span></span>,
        <CallerOf call={call} />,
        <span className={`tag rank-${rank}`}>{w.ranks[rank]}</span>,
        <Since at={arrivedAt} warnMs={LONG_MS} badMs={TOO_LONG_MS} />,
        <span title={groups.map(names.group).join('、')}>{groups.map(names.group).join('、')}</span>,
        offeredTo === null ? <span className="quiet">—</span> : <AgentName extension={offeredTo} />,
        <RowMenu about={`${w.position} ${position} ${dnis}`} offered={offered} />,
      ]
    },
    [names, w, act],
  )
}

/** Whether anybody of the group is signed in: a caller is moved to nobody else. */
const isStaffed = (group: string): boolean => [...feedNow().agents.values()].some(({ state, groups }) => state !== 'offline' && groups.some((each) => each === group))

import { Input, Select } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { AgentView } from '../../../contract/agent.ts'
import { useFeed } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { useAct } from './acting.ts'
import { agentActions } from './agent-actions.ts'
import { CallOf } from './from-feed.tsx'
import { type Column, Grid } from './grid.tsx'
import { RowMenu } from './menu.tsx'
import type { Names } from './names.ts'
import { type AgentFilter, type AgentKey, countByState, shownAgents, STATES } from './rules/rows.ts'
import { Since } from './since.tsx'
import { words } from './words.ts'

type Key = 'extension' | 'state' | 'since' | 'call' | 'groups' | 'actions'

/** Agents with their state and since when, who they talk with, and what a supervisor may do about it. */
export function AgentList({ names }: { names: Names }) {
  const w = useWords(words)
  const agents = useFeed((feed) => feed.agents)
  const [filter, setFilter] = useState<AgentFilter>({ state: null, group: null, text: '' })
  const [sort, setSort] = useState<{ key: AgentKey; order: 'up' | 'down' }>({ key: 'state', order: 'up' })
  const rows = useMemo(() => shownAgents(agents.values(), filter, sort), [agents, filter, sort])
  const counts = useMemo(() => countByState(agents.values()), [agents])
  const cells = useAgentCells(names)
  const columns: Column<Key>[] = [
    { key: 'extension', title: w.agent, sorts: true }, { key: 'state', title: w.state, sorts: true }, { key: 'since', title: w.inState, sorts: true },
    { key: 'call', title: w.call }, { key: 'groups', title: w.group }, { key: 'actions', title: w.actions },
  ]
  const sorted = (key: Key): void => {
    if (key === 'extension' || key === 'state' || key === 'since') setSort((was) => ({ key, order: was.key === key ? (was.order === 'up' ? 'down' : 'up') : key === 'since' ? 'down' : 'up' }))
  }
  return (
    <section className="paper queue-part" aria-labelledby="agents-title">
      <div className="part-head">
        <h2 id="agents-title">{w.agent} <span className="numbers">{w.shown(rows.length, agents.size)}</span></h2>
        <div className="part-filters">
          <Input size="small" type="search" allowClear aria-label={w.search} placeholder={w.search} value={filter.text} onChange={({ target }) => setFilter((was) => ({ ...was, text: target.value }))} />
          <Select size="small" aria-label={w.group} allowClear placeholder={w.group} value={filter.group} onChange={(group: string | undefined) => setFilter((was) => ({ ...was, group: group ?? null }))} options={names.groups.map(({ id, name }) => ({ value: id, label: name }))} popupMatchSelectWidth={false} />
        </div>
      </div>
      <div className="state-chips" role="group" aria-label={w.state}>
        {STATES.map((state) => (
          <button key={state} type="button" className={`chip state-${state}`} aria-pressed={filter.state === state} onClick={() => setFilter((was) => ({ ...was, state: was.state === state ? null : state }))}>
            {w.states[state]} <b className="numbers">{counts[state]}</b>
          </button>
        ))}
      </div>
      <Grid className="agent-grid" label={w.agentList} columns={columns} rows={rows} keyOf={({ extension }) => extension} cells={cells} sort={sort} onSort={sorted} empty={agents.size === 0 ? w.noAgents : w.noneFits} />
    </section>
  )
}

function useAgentCells(names: Names) {
  const w = useWords(words)
  const act = useAct()
  return useCallback(
    ({ extension, name, state, reason, since, call, groups, reachable }: AgentView) => [
      <span title={name}><b className="numbers">{extension}</b> {name}</span>,
      <span className={`tag state-${state}`}>{w.states[state]}{reason === null || state !== 'not_ready' ? '' : ` · ${w.reasons[reason]}`}</span>,
      state === 'offline' ? <span className="quiet">—</span> : <Since at={since} />,
      call !== null ? <CallOf call={call} /> : reachable === false && state !== 'offline' ? <span className="warn">{w.unreachable}</span> : <span className="quiet">—</span>,
      <span title={groups.map(names.group).join('、')}>{groups.map(names.group).join('、')}</span>,
      <RowMenu about={`${extension} ${name}`} offered={() => agentActions(extension, { w, act })} />,
    ],
    [names, w, act],
  )
}

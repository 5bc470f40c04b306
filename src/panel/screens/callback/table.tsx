import { useQuery } from '@tanstack/react-query'
import { Table, type TableColumnsType } from 'antd'
import type { Callback } from '../../../contract/callback.ts'
import { useFormat } from '../../look/format.ts'
import { useLines } from '../../server/lines.ts'
import { useWords } from '../../words/language.ts'
import { CallbackActions, numberKey } from './actions.tsx'
import { Message } from './message.tsx'
import { words } from './words.ts'

export function CallbackTable({ items }: { items: readonly Callback[] }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const { nameOf } = useLines()
  const columns: TableColumnsType<Callback> = [
    { title: w.who, render: (_, one) => <Who one={one} /> },
    { title: w.line, render: (_, { dnis }) => <><span className="numbers">{dnis}</span> <span className="quiet">{nameOf(dnis)}</span></> },
    { title: w.lastMissed, render: (_, { lastMissedAt, missedCount, kind }) => <><div className="numbers">{instant(lastMissedAt)}</div><span className="quiet">{w.kinds[kind]} · {w.missed(missedCount)}</span></> },
    { title: w.state, render: (_, one) => <Standing one={one} /> },
    { title: w.message, render: (_, { messages }) => messages.map((message) => <Message key={message.call} of={message} />) },
    { title: <span className="visually-hidden">{w.close}</span>, align: 'right', render: (_, one) => <CallbackActions one={one} /> },
  ]
  return <Table size="small" rowKey="id" columns={columns} dataSource={[...items]} pagination={false} scroll={{ x: 'max-content' }} />
}

function Who({ one: { id, ani, elsewhere } }: { one: Callback }) {
  const w = useWords(words)
  const { data: inFull } = useQuery<string | null>({ queryKey: numberKey(id), enabled: false, gcTime: Infinity })
  return (
    <>
      <div className="numbers">{inFull ?? ani ?? w.withheld}</div>
      {elsewhere ? <span className="quiet">{w.elsewhere}</span> : null}
    </>
  )
}

function Standing({ one: { state, claimedBy, attempts, lastResult, nextAttemptAt, closedWhy } }: { one: Callback }) {
  const w = useWords(words)
  const { clock } = useFormat()
  const tried = attempts === 0 ? '' : [w.tries(attempts), lastResult && w.results[lastResult]].filter(Boolean).join(' · ')
  const next = nextAttemptAt === null ? '' : `${w.next} ${clock(nextAttemptAt)}`
  return (
    <>
      <div>{closedWhy ? w.ends[closedWhy] : state === 'claimed' && claimedBy ? w.claimBy(claimedBy) : w.states[state]}</div>
      <span className="quiet">{[tried, next].filter(Boolean).join(' · ')}</span>
    </>
  )
}

import { Button, Input, Table, type TableColumnsType } from 'antd'
import { useState, type ReactNode } from 'react'
import { Empty, Failed, Loading } from '../../../look/states.tsx'
import { useWords } from '../../../words/language.ts'
import { words } from './words.ts'
import './frame.css'

/** What a list is fed with; the result of useQuery fits. */
interface Source<Row> {
  data: readonly Row[] | undefined
  error: unknown
  refetch: () => unknown
}

interface ListProps<Row extends object> {
  source: Source<Row>
  rowKey: (row: Row) => string
  columns: TableColumnsType<Row>
  /** What the search looks into. */
  textOf: (row: Row) => string
  /** Says what the list holds, for screen readers. */
  label: string
  /** Narrows the list beside the search. */
  filters?: ReactNode
  /** Whether the filters let a row through. */
  keep?: (row: Row) => boolean
  /** When there is nothing at all: what it means, and what to do. */
  empty?: { title: string; help?: ReactNode }
}

/** A list of administration: search, filters, table, and what is shown when there is nothing or it cannot be loaded. */
export function AdminList<Row extends object>({ source, rowKey, columns, textOf, label, filters, keep = () => true, empty }: ListProps<Row>) {
  const w = useWords(words)
  const [text, setText] = useState('')
  if (source.error && !source.data) return <Failed error={source.error} retry={() => void source.refetch()} />
  if (!source.data) return <Loading />
  if (source.data.length === 0) return <Empty title={empty?.title ?? w.nothing}>{empty?.help}</Empty>
  const wanted = text.trim().toLowerCase()
  const rows = source.data.filter((row) => keep(row) && (wanted === '' || textOf(row).toLowerCase().includes(wanted)))
  return (
    <section className="paper admin-list" aria-label={label}>
      <div className="admin-filters">
        <Input.Search allowClear placeholder={w.search} aria-label={w.search} value={text} onChange={({ target }) => setText(target.value)} />
        {filters}
        <span className="quiet" role="status">{w.count(rows.length)}</span>
      </div>
      <Table<Row>
        size="small" dataSource={rows} columns={columns} rowKey={rowKey} scroll={{ x: 'max-content' }} pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <div>{w.nothingFound} {text === '' ? null : <Button type="link" onClick={() => setText('')}>{w.showAll}</Button>}</div> }}
      />
    </section>
  )
}

import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Hotline, HotlineStatus } from '../../../../contract/hotline.ts'
import type { HotlineUse } from '../../../../contract/hotline-preview.ts'
import { Page } from '../../../look/page.tsx'
import { useUser } from '../../../server/session.ts'
import { words as shell } from '../../../shell/words.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { useDepartments } from './data.ts'
import { TimeLine } from './time-line.tsx'
import { words } from './words.ts'

const COLOURS: Readonly<Record<HotlineStatus, string>> = { active: 'green', scheduled: 'blue', transition: 'orange', cancelled: 'default' }

interface ListProps {
  lines: readonly Hotline[]
  use: HotlineUse | undefined
  day: string
  onMerge: () => void
  onOpen: (number: string) => void
}

/** Every number: how it is merged, where it is on its time line, and what it carries today. */
export function HotlineList({ lines, use, day, onMerge, onOpen }: ListProps) {
  const [w, s, language] = [useWords(words), useWords(shell), useLanguage()]
  const edits = useUser().role === 'admin'
  const [search, setSearch] = useState('')
  const owners = new Map((useDepartments().data ?? []).map(({ code, nameZh, nameEn }) => [code, language === 'zh' ? nameZh : nameEn]))
  const nameOf = ({ nameZh, nameEn }: Hotline): string => (language === 'zh' ? nameZh : nameEn || nameZh)
  const used = new Map((use?.items ?? []).map((one) => [one.number, one]))
  const shown = lines.filter((line) => `${line.number} ${line.nameZh} ${line.nameEn}`.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <Page
      title={s.pages.hotlines}
      actions={
        <>
          <Input.Search className="hotlines-search" allowClear placeholder={w.search} aria-label={w.search} value={search} onChange={({ target }) => setSearch(target.value)} />
          {edits ? <Button type="primary" icon={<PlusOutlined />} onClick={onMerge}>{w.merge}</Button> : null}
        </>
      }
    >
      <Table<Hotline>
        rowKey="number" size="middle" pagination={false} dataSource={shown} locale={{ emptyText: w.noneFound }}
        columns={[
          { title: w.number, dataIndex: 'number', width: 100, sorter: (a, b) => a.number.localeCompare(b.number), render: (number: string) => <b className="numbers">{number}</b> },
          { title: w.name, key: 'name', render: (_, line) => nameOf(line) },
          { title: w.owner, dataIndex: 'owner', render: (owner: string | null) => (owner === null ? '' : (owners.get(owner) ?? owner)) },
          { title: w.mode, dataIndex: 'mergeMode', filters: [...new Set(lines.map(({ mergeMode }) => mergeMode))].map((mode) => ({ text: w.modes[mode][0], value: mode })), onFilter: (mode, line) => line.mergeMode === mode, render: (mode: Hotline['mergeMode']) => w.modes[mode][0] },
          { title: w.today, dataIndex: 'status', width: 120, render: (status: HotlineStatus) => <Tag color={COLOURS[status]} variant="outlined">{w.statuses[status]}</Tag> },
          { title: w.timeLine, key: 'line', width: 280, render: (_, { status, transitionStart, cancelDate }) => <TimeLine small {...{ status, transitionStart, cancelDate, day }} /> },
          { title: w.calls, key: 'calls', width: 150, align: 'right', sorter: (a, b) => (used.get(a.number)?.calls ?? 0) - (used.get(b.number)?.calls ?? 0), render: (_, { number }) => <Calls {...(used.get(number) ?? { calls: 0, answered: 0 })} /> },
          ...(edits ? [{ title: '', key: 'open', width: 90, render: (_: unknown, line: Hotline) => <Button size="small" aria-label={`${w.change} ${line.number}`} onClick={() => onOpen(line.number)}>{w.change}</Button> }] : []),
        ]}
      />
    </Page>
  )
}

function Calls({ calls, answered }: { calls: number; answered: number }) {
  const w = useWords(words)
  return (
    <span className="numbers">
      {calls}
      {calls > 0 ? <span className="quiet"> · {w.answered} {answered}</span> : null}
    </span>
  )
}

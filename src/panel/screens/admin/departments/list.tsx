import { Button, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { Responsibility } from '../../../../contract/responsibility.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { useResponsibilities } from '../frame/data.ts'
import { AdminList } from '../frame/list.tsx'
import { ImportDrawer } from './import.tsx'
import { LineForm } from './line-form.tsx'
import { useNames } from './names.ts'
import { words } from './words.ts'
import './departments.css'

/** The responsibility list: search it, change it, take it out and in as a file. */
export function ResponsibilityList() {
  const w = useWords(words)
  const list = useResponsibilities()
  const names = useNames()
  const [open, setOpen] = useState<Responsibility | 'new' | 'import' | null>(null)
  const columns = useColumns(names, setOpen)
  const buttons = (
    <>
      <Button type="primary" onClick={() => setOpen('new')}>{w.addLine}</Button>
      <Button onClick={() => setOpen('import')}>{w.importList}</Button>
      <Button href={api.address('/responsibilities/export')} download="职责清单.csv">{w.exportList}</Button>
    </>
  )
  return (
    <>
      <AdminList
        source={list} label={w.tabs.list} rowKey={({ id }) => id} columns={columns} filters={buttons} empty={{ title: w.emptyList, help: <div className="admin-filters">{buttons}</div> }}
        textOf={({ matter, category, keywords, district, department, section, legalBasis, note }) => [matter, category, ...keywords, district, department, names.get(department), section, legalBasis, note].join(' ')}
      />
      {open === 'import' ? <ImportDrawer onClose={() => setOpen(null)} /> : null}
      {open === null || open === 'import' ? null : <LineForm key={open === 'new' ? 'new' : open.id} line={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  )
}


function useColumns(names: ReadonlyMap<string, string>, open: (line: Responsibility) => void): TableColumnsType<Responsibility> {
  const w = useWords(words)
  return [
    { title: w.matter, key: 'matter', render: (_, line) => <button type="button" className="admin-link" onClick={() => open(line)}>{line.matter || line.category || line.keywords[0] || line.id}</button>, sorter: (a, b) => a.matter.localeCompare(b.matter, 'zh-CN') },
    { title: w.category, key: 'category', render: (_, { category }) => <span className="numbers">{category ?? ''}</span>, sorter: (a, b) => (a.category ?? '').localeCompare(b.category ?? ''), defaultSortOrder: 'ascend' },
    {
      title: w.condition, key: 'condition',
      render: (_, { keywords, district, hotline, type }) => <>{district === null ? null : <Tag>{district}</Tag>}{hotline === null ? null : <Tag>{hotline}</Tag>}{type === null ? null : <Tag>{w.types[type]}</Tag>}{keywords.map((word) => <Tag key={word} color="processing">{word}</Tag>)}</>,
    },
    { title: w.department, key: 'department', render: (_, { department, section }) => <>{names.get(department) ?? department} {section === null ? null : <span className="quiet">{section}</span>}</>, sorter: (a, b) => a.department.localeCompare(b.department) },
    { title: w.coUnits, key: 'coUnits', render: (_, { coUnits }) => coUnits.map((code) => names.get(code) ?? code).join('、') },
    { title: w.emergency, key: 'emergency', render: (_, { emergency }) => (emergency ? <Tag color="error">{w.emergency}</Tag> : null) },
    { title: w.note, key: 'note', render: (_, { legalBasis, note }) => <div className="responsibility-note">{[legalBasis, note].filter(Boolean).join('；')}</div> },
  ]
}

import { Button, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { DepartmentView } from '../../../../contract/department.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { useDepartments } from '../frame/data.ts'
import { AdminList } from '../frame/list.tsx'
import { DepartmentForm } from './department-form.tsx'
import { words } from './words.ts'

export function DepartmentList() {
  const w = useWords(words)
  const departments = useDepartments()
  const [open, setOpen] = useState<DepartmentView | 'new' | null>(null)
  const columns = useColumns(setOpen)
  return (
    <>
      <AdminList
        source={departments} label={w.tabs.departments} rowKey={({ code }) => code} columns={columns} textOf={({ code, nameZh, nameEn, shortName, sections }) => [code, nameZh, nameEn, shortName, ...sections].join(' ')}
        filters={<Button type="primary" onClick={() => setOpen('new')}>{w.add}</Button>}
      />
      {open === null ? null : <DepartmentForm key={open === 'new' ? 'new' : open.code} department={open === 'new' ? null : open} all={departments.data ?? []} onClose={() => setOpen(null)} />}
    </>
  )
}

function useColumns(open: (department: DepartmentView) => void): TableColumnsType<DepartmentView> {
  const [w, language] = [useWords(words), useLanguage()]
  return [
    { title: w.code, key: 'code', render: (_, department) => <button type="button" className="admin-link" onClick={() => open(department)}>{department.code}</button>, sorter: (a, b) => a.code.localeCompare(b.code) },
    { title: w.nameZh, key: 'name', render: (_, { nameZh, nameEn, shortName }) => <>{language === 'en' && nameEn !== '' ? nameEn : nameZh} {shortName === '' ? null : <span className="quiet">{shortName}</span>}</> },
    { title: w.level, key: 'level', render: (_, { level }) => w.levels[level as 1], sorter: (a, b) => a.level - b.level },
    { title: w.parent, key: 'parent', render: (_, { parent }) => parent ?? '' },
    { title: w.sections, key: 'sections', render: (_, { sections }) => <div className="department-sections">{sections.map((name) => <Tag key={name}>{name}</Tag>)}</div> },
    { title: w.phone, key: 'phone', render: (_, { phone, dutyPhone }) => <span className="numbers">{[phone, dutyPhone].filter(Boolean).join(' / ')}</span> },
    { title: w.status, key: 'status', render: (_, { inUse, validFrom, validUntil }) => <>{inUse ? w.inUse : <Tag>{w.notInUse}</Tag>} {validFrom === null && validUntil === null ? null : <span className="quiet numbers">{validFrom ?? ''} – {validUntil ?? ''}</span>}</> },
  ]
}

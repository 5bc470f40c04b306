import { Button, Select, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { RoleName, UserEntry } from '../../../../contract/user.ts'
import { useFormat } from '../../../look/format.ts'
import { Page } from '../../../look/page.tsx'
import { words as shellWords } from '../../../shell/words.ts'
import { useWords } from '../../../words/language.ts'
import { useDepartments, useUsers } from '../frame/data.ts'
import { AdminList } from '../frame/list.tsx'
import { UserForm } from './form.tsx'
import { words } from './words.ts'

/** Who may sign in, as what, and since when they have not been here. */
export function UsersPage() {
  const [w, shell] = [useWords(words), useWords(shellWords)]
  const users = useUsers()
  const [open, setOpen] = useState<UserEntry | 'new' | null>(null)
  const [role, setRole] = useState<RoleName | ''>('')
  const columns = useColumns(setOpen)
  const roles = Object.entries(shell.roles).map(([value, label]) => ({ value: value as RoleName, label }))
  return (
    <Page title={shell.pages.users} actions={<Button type="primary" onClick={() => setOpen('new')}>{w.add}</Button>}>
      <AdminList
        source={users} label={shell.pages.users} rowKey={({ username }) => username} columns={columns}
        textOf={({ username, name, extension, department }) => [username, name, extension, department].join(' ')} keep={(user) => role === '' || user.role === role}
        filters={<Select aria-label={w.role} value={role} onChange={setRole} options={[{ value: '' as const, label: w.anyRole }, ...roles]} className="admin-filter" />}
      />
      {open === null ? null : <UserForm key={open === 'new' ? 'new' : open.username} user={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function useColumns(open: (user: UserEntry) => void): TableColumnsType<UserEntry> {
  const [w, shell, { instant }] = [useWords(words), useWords(shellWords), useFormat()]
  const departments = new Map((useDepartments().data ?? []).map(({ code, nameZh }) => [code as string, nameZh]))
  return [
    { title: w.username, key: 'username', render: (_, user) => <button type="button" className="admin-link" onClick={() => open(user)}>{user.username}</button>, sorter: (a, b) => a.username.localeCompare(b.username) },
    { title: w.name, dataIndex: 'name', sorter: (a, b) => a.name.localeCompare(b.name, 'zh-CN') },
    { title: w.role, key: 'role', render: (_, { role }) => shell.roles[role] },
    { title: w.extension, key: 'extension', render: (_, { extension }) => <span className="numbers">{extension ?? ''}</span> },
    { title: w.department, key: 'department', render: (_, { department }) => (department === null ? '' : (departments.get(department) ?? department)) },
    { title: w.status, key: 'status', render: (_, { disabled, kind, validFrom, validUntil }) => <>{disabled ? <Tag>{w.disabled}</Tag> : w.active} {kind === 'staff' ? null : <Tag color="processing">{w.kinds[kind]}</Tag>} {validFrom === null && validUntil === null ? null : <span className="quiet numbers">{validFrom ?? ''} – {validUntil ?? ''}</span>}</> },
    { title: w.lastSignIn, key: 'seen', render: (_, { lastSignInAt }) => (lastSignInAt === null ? <span className="quiet">{w.never}</span> : <span className="numbers">{instant(lastSignInAt)}</span>), sorter: (a, b) => (a.lastSignInAt ?? 0) - (b.lastSignInAt ?? 0) },
  ]
}

import { App, Button, Form, Segmented, Select, Switch, Tag, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { SeatEntry } from '../../../../contract/user.ts'
import { useFormat } from '../../../look/format.ts'
import { Page } from '../../../look/page.tsx'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { words as shellWords } from '../../../shell/words.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { changed, useGroups, useSeats } from '../frame/data.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { TextField } from '../frame/fields.tsx'
import { AdminList } from '../frame/list.tsx'
import { ShownOnce } from '../frame/once.tsx'
import { words as frameWords } from '../frame/words.ts'
import { words } from './words.ts'

/** Seats: who sits there, which groups they serve, their phone, and when they were last here. */
export function AgentsPage() {
  const [w, shell] = [useWords(words), useWords(shellWords)]
  const seats = useSeats()
  const [open, setOpen] = useState<SeatEntry | 'new' | null>(null)
  const [group, setGroup] = useState('')
  const [which, setWhich] = useState<'inUse' | 'all'>('inUse')
  const options = useGroupOptions()
  const columns = useColumns(setOpen)
  return (
    <Page title={shell.pages.agents} actions={<Button type="primary" onClick={() => setOpen('new')}>{w.add}</Button>}>
      <AdminList
        source={seats} label={shell.pages.agents} rowKey={({ extension }) => extension} columns={columns}
        textOf={({ extension, name, username }) => `${extension} ${name} ${username ?? ''}`} keep={(seat) => (which === 'all' || seat.enabled) && (group === '' || seat.groups.includes(group as never))}
        filters={
          <>
            <Select aria-label={w.groups} value={group} onChange={setGroup} options={[{ value: '', label: w.anyGroup }, ...options]} className="admin-filter" />
            <Segmented value={which} onChange={setWhich} options={[{ value: 'inUse', label: w.inUse }, { value: 'all', label: w.all }]} />
          </>
        }
      />
      {open === null ? null : <SeatForm key={open === 'new' ? 'new' : open.extension} seat={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function useGroupOptions(): { value: string; label: string }[] {
  const language = useLanguage()
  return (useGroups().data ?? []).map(({ id, nameZh, nameEn }) => ({ value: id, label: language === 'en' && nameEn !== '' ? nameEn : nameZh }))
}

function useColumns(open: (seat: SeatEntry) => void): TableColumnsType<SeatEntry> {
  const [w, shell, { instant }] = [useWords(words), useWords(shellWords), useFormat()]
  const names = new Map(useGroupOptions().map(({ value, label }) => [value, label]))
  return [
    { title: w.extension, key: 'extension', render: (_, seat) => <button type="button" className="admin-link numbers" onClick={() => open(seat)}>{seat.extension}</button>, sorter: (a, b) => a.extension.localeCompare(b.extension) },
    { title: w.name, dataIndex: 'name', sorter: (a, b) => a.name.localeCompare(b.name, 'zh-CN') },
    { title: w.groups, key: 'groups', render: (_, { groups }) => groups.map((id) => <Tag key={id}>{names.get(id) ?? id}</Tag>) },
    {
      title: w.user, key: 'user',
      render: (_, { username, role, kind }) => (username === null ? <span className="quiet">{w.noUser}</span> : <>{username} <span className="quiet">{role === null ? '' : shell.roles[role]}</span> {kind === 'staff' ? null : <Tag color="processing">{w[kind]}</Tag>}</>),
    },
    { title: w.valid, key: 'valid', render: (_, { validFrom, validUntil }) => (validFrom === null && validUntil === null ? <span className="quiet">{w.always}</span> : `${validFrom ?? ''} – ${validUntil ?? ''}`) },
    { title: w.phone, key: 'phone', render: (_, { reachable }) => (reachable === null ? <span className="quiet">{w.unknown}</span> : reachable ? w.reachable : w.unreachable) },
    { title: w.state, key: 'state', render: (_, { enabled, state }) => (enabled ? (state === null ? '' : w.states[state]) : <Tag>{w.disabled}</Tag>) },
    { title: w.lastSignIn, key: 'seen', render: (_, { lastSignInAt }) => (lastSignInAt === null ? <span className="quiet">{w.never}</span> : <span className="numbers">{instant(lastSignInAt)}</span>), sorter: (a, b) => (a.lastSignInAt ?? 0) - (b.lastSignInAt ?? 0) },
  ]
}

interface Values {
  extension: string
  name: string
  groups: string[]
  enabled: boolean
}

function SeatForm({ seat, onClose }: { seat: SeatEntry | null; onClose: () => void }) {
  const [w, frame] = [useWords(words), useWords(frameWords)]
  const { modal } = App.useApp()
  const options = useGroupOptions()
  const tell = (extension: string, secret: string | undefined): void => {
    if (secret === undefined) return
    modal.info({ title: w.secretTitle(extension), content: <><ShownOnce label={w.secretLabel} secret={secret} /><p className="admin-note">{w.secretHelp}</p></> })
  }
  async function submit({ extension, ...change }: Values): Promise<void> {
    if (seat) await api.send('PATCH', `/agents/${seat.extension}`, change)
    else tell(extension, (await api.send<{ sipPassword?: string }>('POST', '/agents', { extension, name: change.name, groups: change.groups })).sipPassword)
    await changed()
  }
  const renew = useAction(async (extension: string) => tell(extension, (await api.send<{ sipPassword?: string }>('PATCH', `/agents/${extension}`, { newSipPassword: true })).sipPassword))
  const ask = (extension: string): void => void modal.confirm({ title: w.renew, content: w.renewWhy, okText: w.renew, onOk: async () => void (await renew.run(extension)) })
  const initial: Values = seat ? { extension: seat.extension, name: seat.name, groups: seat.groups, enabled: seat.enabled } : { extension: '', name: '', groups: [], enabled: true }
  return (
    <DrawerForm<Values> title={seat ? w.edit(seat.extension) : w.add} initial={initial} submit={submit} onClose={onClose} {...(seat ? { extra: <Button onClick={() => ask(seat.extension)}>{w.renew}</Button> } : {})}>
      {seat ? null : <TextField name="extension" label={w.extension} help={w.extensionHelp} required max={6} />}
      <TextField name="name" label={w.name} required />
      <Form.Item name="groups" label={w.groups} rules={[{ required: true, message: frame.required }]}>
        <Select mode="multiple" options={options} optionFilterProp="label" />
      </Form.Item>
      {seat ? <Form.Item name="enabled" label={w.enabled} valuePropName="checked"><Switch /></Form.Item> : null}
      {seat?.username === null || seat === null ? <p className="admin-note">{w.noUserHelp}</p> : null}
    </DrawerForm>
  )
}

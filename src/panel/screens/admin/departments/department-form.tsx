import { Button, Form, Input, Select, Switch } from 'antd'
import type { Contact, DepartmentSettings, DepartmentView } from '../../../../contract/department.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { changed } from '../frame/data.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { DayField, TextField, WordsField } from '../frame/fields.tsx'
import { ScheduleField } from '../frame/schedule.tsx'
import { words } from './words.ts'

type Values = DepartmentSettings & { code: string }

const NEW: Values = {
  code: '', nameZh: '', nameEn: '', shortName: '', level: 2, parent: null, sections: [], contacts: [], phone: null, dutyPhone: null, schedule: null, area: null, workspace: null, respondClock: 'calendar', validFrom: null, validUntil: null, active: true,
}

interface DepartmentFormProps {
  /** null adds one. */
  department: DepartmentView | null
  all: readonly DepartmentView[]
  onClose: () => void
}

export function DepartmentForm({ department, all, onClose }: DepartmentFormProps) {
  const w = useWords(words)
  async function submit({ code, ...settings }: Values): Promise<void> {
    // Only what is asked for: the server refuses anything else.
    const body = Object.fromEntries(Object.keys(NEW).filter((name) => name !== 'code').map((name) => [name, settings[name as keyof typeof settings]]))
    if (department) await api.send('PUT', `/departments/${department.code}`, { ...body, version: department.version })
    else await api.send('POST', '/departments', { ...body, code })
    await changed()
  }
  const levels = Object.entries(w.levels).map(([value, label]) => ({ value: Number(value), label: `${value} ${label}` }))
  const parents = all.filter(({ code }) => code !== department?.code).map(({ code, nameZh }) => ({ value: code as string, label: `${nameZh}（${code}）` }))
  return (
    <DrawerForm<Values> title={department ? w.edit(department.nameZh) : w.add} initial={department ?? NEW} submit={submit} onClose={onClose}>
      {department ? null : <TextField name="code" label={w.code} help={w.codeHelp} required max={10} />}
      <TextField name="nameZh" label={w.nameZh} required />
      <div className="admin-pair">
        <TextField name="shortName" label={w.shortName} max={20} />
        <TextField name="nameEn" label={w.nameEn} max={120} />
      </div>
      <div className="admin-pair">
        <Form.Item name="level" label={w.level}><Select options={levels} /></Form.Item>
        <Form.Item name="parent" label={w.parent} normalize={(value?: string) => value ?? null}><Select allowClear showSearch={{ optionFilterProp: 'label' }} options={parents} /></Form.Item>
      </div>
      <WordsField name="sections" label={w.sections} help={w.sectionsHelp} />
      <div className="admin-pair">
        <TextField name="phone" label={w.phone} help={w.phoneHelp} max={12} orNull />
        <TextField name="dutyPhone" label={w.dutyPhone} max={12} orNull />
      </div>
      <ScheduleField name="schedule" label={w.schedule} />
      <Form.Item name="respondClock" label={w.respondClock}><Select options={Object.entries(w.respondClocks).map(([value, label]) => ({ value, label }))} /></Form.Item>
      <div className="admin-pair">
        <TextField name="area" label={w.area} help={w.areaHelp} max={6} orNull />
        <TextField name="workspace" label={w.workspace} help={w.workspaceHelp} orNull />
      </div>
      <Form.Item name="contacts" label={w.contacts}><Contacts /></Form.Item>
      <div className="admin-pair">
        <DayField name="validFrom" label={w.validFrom} />
        <DayField name="validUntil" label={w.validUntil} />
      </div>
      <Form.Item name="active" label={w.active} valuePropName="checked"><Switch /></Form.Item>
    </DrawerForm>
  )
}

interface ContactsProps {
  value?: Contact[]
  onChange?: (value: Contact[]) => void
}

function Contacts({ value = [], onChange }: ContactsProps) {
  const w = useWords(words)
  const change = (at: number, part: Partial<Contact>): void => onChange?.(value.map((one, i) => (i === at ? { ...one, ...part } : one)))
  const roles = Object.entries(w.roles).map(([role, label]) => ({ value: role as Contact['role'], label }))
  return (
    <div className="admin-rows">
      {value.map((contact, i) => (
        <div key={i} className="department-contact">
          <Select aria-label={w.contacts} value={contact.role} options={roles} onChange={(role) => change(i, { role })} />
          <Input aria-label={w.contactName} placeholder={w.contactName} value={contact.name} maxLength={30} onChange={({ target }) => change(i, { name: target.value })} />
          <Input aria-label={w.contactPhone} placeholder={w.contactPhone} value={contact.phone ?? ''} maxLength={12} onChange={({ target }) => change(i, { phone: target.value.trim() === '' ? null : target.value.trim() })} />
          <Input aria-label={w.contactEmail} placeholder={w.contactEmail} type="email" value={contact.email ?? ''} maxLength={200} onChange={({ target }) => change(i, { email: target.value.trim() === '' ? null : target.value.trim() })} />
          <Button onClick={() => onChange?.(value.filter((_, at) => at !== i))}>{w.remove}</Button>
        </div>
      ))}
      {value.length < 6 ? <Button onClick={() => onChange?.([...value, { role: value.length === 0 ? 'handler' : value.length === 1 ? 'deputy' : 'head', name: '', phone: null, email: null }])}>{w.addContact}</Button> : null}
    </div>
  )
}

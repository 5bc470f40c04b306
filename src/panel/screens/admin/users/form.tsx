import { App, Button, Form, Input, Select, Switch } from 'antd'
import type { RoleName, UserEntry, UserKind } from '../../../../contract/user.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { words as shellWords } from '../../../shell/words.ts'
import { useWords } from '../../../words/language.ts'
import { changed, useDepartments } from '../frame/data.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { DayField, TextField } from '../frame/fields.tsx'
import { ShownOnce } from '../frame/once.tsx'
import { words as frameWords } from '../frame/words.ts'
import { madeUp } from './password.ts'
import { words } from './words.ts'

interface Values {
  username: string
  password: string
  name: string
  role: RoleName
  extension: string | null
  department: string | null
  kind: UserKind
  validFrom: string | null
  validUntil: string | null
  allowed: boolean
}

const NEW: Values = { username: '', password: '', name: '', role: 'agent', extension: null, department: null, kind: 'staff', validFrom: null, validUntil: null, allowed: true }

interface UserFormProps {
  /** null adds one. */
  user: UserEntry | null
  onClose: () => void
}

/** A user: role, seat, department, dates of access; a new password, and whether they may sign in at all. */
export function UserForm({ user, onClose }: UserFormProps) {
  const [w, frame, shell] = [useWords(words), useWords(frameWords), useWords(shellWords)]
  const departments = useDepartments().data ?? []
  const reset = useReset()
  async function submit({ username, password, allowed, ...rest }: Values): Promise<void> {
    const { name, role, extension, department, kind, validFrom, validUntil } = rest
    const settings = { name, role, extension, department, kind, validFrom, validUntil }
    if (user) await api.send('PATCH', `/users/${encodeURIComponent(user.username)}`, { ...settings, disabled: !allowed })
    else await api.send('POST', '/users', { ...settings, username, password })
    await changed()
  }
  const initial: Values = user ? { ...NEW, ...user, allowed: !user.disabled } : { ...NEW, password: madeUp() }
  const roles = Object.entries(shell.roles).map(([value, label]) => ({ value, label }))
  const kinds = Object.entries(w.kinds).map(([value, label]) => ({ value, label }))
  return (
    <DrawerForm<Values> title={user ? w.edit(user.username) : w.add} initial={initial} submit={submit} onClose={onClose} {...(user ? { extra: <Button onClick={() => reset(user.username)}>{w.reset}</Button> } : {})}>
      {user ? null : <TextField name="username" label={w.username} help={w.usernameHelp} required max={64} />}
      {user ? null : <Form.Item name="password" label={w.password} extra={w.passwordHelp} rules={[{ required: true, message: frame.required }]}><Input autoComplete="off" maxLength={128} /></Form.Item>}
      <TextField name="name" label={w.name} required />
      <Form.Item name="role" label={w.role} {...(user ? { extra: w.endsSessions } : {})}><Select options={roles} /></Form.Item>
      <TextField name="extension" label={w.extension} help={w.extensionHelp} max={6} orNull />
      <Form.Item name="department" label={w.department} normalize={(value?: string) => value ?? null}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={departments.map(({ code, nameZh }) => ({ value: code as string, label: `${nameZh}（${code}）` }))} />
      </Form.Item>
      <Form.Item name="kind" label={w.kind}><Select options={kinds} /></Form.Item>
      <div className="admin-pair">
        <DayField name="validFrom" label={w.validFrom} />
        <DayField name="validUntil" label={w.validUntil} />
      </div>
      {user ? <Form.Item name="allowed" label={w.signInAllowed} valuePropName="checked"><Switch /></Form.Item> : null}
    </DrawerForm>
  )
}

/** Asks, makes a password up, sets it, and shows it once. */
function useReset(): (username: string) => void {
  const w = useWords(words)
  const { modal } = App.useApp()
  const { run } = useAction(async (username: string) => {
    const password = madeUp()
    await api.send('PATCH', `/users/${encodeURIComponent(username)}`, { password })
    modal.info({ title: w.secretTitle(username), content: <><ShownOnce label={w.secretTitle(username)} secret={password} /><p className="admin-note">{w.secretHelp}</p></> })
  })
  return (username) => void modal.confirm({ title: w.reset, content: w.resetWhy, okText: w.reset, onOk: async () => void (await run(username)) })
}

import { Form, Select, Switch } from 'antd'
import type { DutyPerson, TeamRole } from '../../../../contract/roster.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { TextField, WordsField } from '../frame/fields.tsx'
import { CENTRE, dutyChanged, useOwnUnit, useUnits } from './data.ts'
import { words } from './words.ts'

interface Entered {
  unit: string
  name: string
  position: string
  phone: string | null
  email: string | null
  username: string | null
  team: TeamRole | 'none'
  matters: string[]
  inUse: boolean
}

const NEW: Omit<Entered, 'unit'> = { name: '', position: '', phone: null, email: null, username: null, team: 'none', matters: [], inUse: true }

/** Somebody who is on duty at times, or in the emergency team. */
export function PersonForm({ person, onClose }: { person: DutyPerson | null; onClose: () => void }) {
  const w = useWords(words)
  const own = useOwnUnit()
  const units = useUnits()
  const initial: Entered = person ? { ...person, unit: person.unit ?? CENTRE, phone: null, email: null, team: person.team ?? 'none' } : { ...NEW, unit: own ?? CENTRE }

  async function submit({ unit, name, position, phone, email, username, team, matters, inUse }: Entered): Promise<void> {
    const shared = { name, position, username, team: team === 'none' ? null : team, matters }
    await (person
      ? api.send('PUT', `/duty/people/${person.id}`, { ...shared, inUse, version: person.version, ...(phone === null ? {} : { phone }), ...(email === null ? {} : { email }) })
      : api.send('POST', '/duty/people', { ...shared, phone, email, unit: unit === CENTRE ? null : unit }))
    await dutyChanged()
  }
  return (
    <DrawerForm<Entered> title={person?.name ?? w.addPerson} initial={initial} submit={submit} onClose={onClose}>
      {person === null && own === null ? (
        <Form.Item name="unit" label={w.unit}><Select showSearch={{ optionFilterProp: 'label' }} options={[{ value: CENTRE, label: w.centre }, ...units.map(({ code, name }) => ({ value: code, label: name }))]} /></Form.Item>
      ) : null}
      <TextField name="name" label={w.name} help={w.nameHelp} max={30} required />
      <TextField name="position" label={w.position} max={30} />
      <TextField name="phone" label={w.phone} max={12} orNull {...(person?.phone == null ? {} : { help: `${person.phone}　${w.phoneKept}` })} />
      <TextField name="email" label={w.email} max={200} orNull help={person?.hasEmail ? `${w.emailHelp} ${w.phoneKept}` : w.emailHelp} />
      <TextField name="username" label={w.account} max={64} orNull help={w.accountHelp} />
      <Form.Item name="team" label={w.inTeam}><Select options={[{ value: 'none', label: w.notInTeam }, ...Object.entries(w.teamRoles).map(([value, label]) => ({ value, label }))]} /></Form.Item>
      <WordsField name="matters" label={w.matters} help={w.mattersHelp} />
      {person === null ? null : <Form.Item name="inUse" label={w.inUse} valuePropName="checked"><Switch aria-label={w.inUse} /></Form.Item>}
    </DrawerForm>
  )
}

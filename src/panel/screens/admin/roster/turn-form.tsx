import { Form, Input, Radio, Select } from 'antd'
import type { DutyTurn } from '../../../../contract/roster.ts'
import { api } from '../../../server/api.ts'
import { serverNow } from '../../../server/feed.ts'
import { useWords } from '../../../words/language.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { dutyChanged, usePeople } from './data.ts'
import { hoursOf } from './week.ts'
import { words } from './words.ts'

interface Entered {
  how: 'take' | 'swap' | 'drop'
  person: string | null
  with: string | null
  reason: string
}

interface TurnFormProps {
  turn: DutyTurn
  /** Of the same week: one of them may be swapped with. */
  turns: readonly DutyTurn[]
  onClose: () => void
}

/** Somebody else takes it, two change places, or nobody has it. */
export function TurnForm({ turn, turns, onClose }: TurnFormProps) {
  const w = useWords(words)
  const label = (one: DutyTurn): string => w.turnOf(one.day, hoursOf(one, w.nextDay))
  const people = (usePeople().data ?? []).filter(({ id, inUse, unit }) => inUse && unit === turn.unit && id !== turn.person?.id)
  const others = turns.filter(({ id, person, endsAt }) => id !== turn.id && person !== null && person.id !== turn.person?.id && endsAt > serverNow())
  async function submit({ how, person, with: other, reason }: Entered): Promise<void> {
    await (how === 'swap' ? api.send('POST', `/duty/turns/${turn.id}/swap`, { with: other, reason }) : api.send('POST', `/duty/turns/${turn.id}/person`, { person: how === 'drop' ? null : person, reason }))
    await dutyChanged()
  }
  return (
    <DrawerForm<Entered> title={`${w.change}　${label(turn)}　${turn.person?.name ?? w.nobody}`} initial={{ how: 'take', person: null, with: null, reason: '' }} submit={submit} onClose={onClose}>
      <Form.Item name="how" label={w.how}>
        <Radio.Group options={(['take', 'swap', 'drop'] as const).map((value) => ({ value, label: w.hows[value], disabled: (value === 'swap' && (others.length === 0 || turn.person === null)) || (value === 'drop' && turn.person === null) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['how']}>
        {({ getFieldValue }) => {
          const how: unknown = getFieldValue('how')
          if (how === 'take') return <Form.Item name="person" label={w.takes} rules={[{ required: true }]}><Select showSearch={{ optionFilterProp: 'label' }} options={people.map(({ id, name, position }) => ({ value: id, label: position === '' ? name : `${name}（${position}）` }))} notFoundContent={w.noPeople} /></Form.Item>
          return how === 'swap' ? <Form.Item name="with" label={w.swapsWith} rules={[{ required: true }]}><Select options={others.map((one) => ({ value: one.id, label: `${label(one)}　${one.person?.name ?? ''}` }))} /></Form.Item> : null
        }}
      </Form.Item>
      <Form.Item name="reason" label={w.reason} rules={[{ required: true, whitespace: true }]}><Input maxLength={200} /></Form.Item>
    </DrawerForm>
  )
}

import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { DayField } from '../frame/fields.tsx'
import { dutyChanged, usePeople } from './data.ts'
import { words } from './words.ts'

/** Turns that come again, or once. */
export function PlanForm({ unit, day, onClose }: { unit: string | null; day: string; onClose: () => void }) {
  const w = useWords(words)
  const people = (usePeople().data ?? []).filter((one) => one.inUse && one.unit === unit)
  const initial = { post: 'duty', people: [] as string[], rotate: 'day', days: [1, 2, 3, 4, 5, 6, 7], dayKind: 'any', hours: '18:00-08:00', from: day, until: null as string | null }
  async function submit(values: typeof initial): Promise<void> {
    await api.send('POST', '/duty/plans', { ...values, unit, hours: values.hours.replaceAll('：', ':').replace(/[—–~至]+/, '-').trim() })
    await dutyChanged()
  }
  const choices = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, label]) => ({ value, label }))
  return (
    <DrawerForm title={w.addPlan} initial={initial} submit={submit} onClose={onClose}>
      <Form.Item name="people" label={w.people} extra={people.length === 0 ? w.noPeopleWhy : w.peopleHelp} rules={[{ required: true }]}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={people.map(({ id, name, position }) => ({ value: id, label: position === '' ? name : `${name}（${position}）` }))} notFoundContent={w.noPeople} />
      </Form.Item>
      <Form.Item name="post" label={w.post}><Radio.Group options={choices(w.posts)} /></Form.Item>
      <Form.Item name="hours" label={w.hours} extra={w.hoursHelp} rules={[{ required: true }]}><Input maxLength={13} /></Form.Item>
      <Form.Item name="rotate" label={w.rotate}><Radio.Group options={choices(w.rotates)} /></Form.Item>
      <Form.Item name="days" label={w.days} rules={[{ type: 'array', min: 1, message: w.days }]}><Checkbox.Group options={w.weekdays.map((label, n) => ({ value: n + 1, label }))} /></Form.Item>
      <Form.Item name="dayKind" label={w.dayKind}><Select options={choices(w.dayKinds)} /></Form.Item>
      <div className="admin-pair">
        <DayField name="from" label={w.from} />
        <DayField name="until" label={w.until} help={w.untilHelp} />
      </div>
    </DrawerForm>
  )
}

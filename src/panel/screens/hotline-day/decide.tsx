import { Alert, App, Button, Drawer, Form, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import type { AgendaItem, HotlineDayDetail } from '../../../contract/hotline-day.ts'
import { Problem, sentenceOf } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { useDayStep } from './data.ts'
import { words } from './words.ts'

interface Entered {
  lead?: string
  final?: boolean
  overrideReason?: string
  tasks?: { unit: string; task: string }[]
  method?: string
  requirements?: string
  dueAt?: string
  sponsor?: string
  text: string
}

/** What is decided about one ticket; refused, it says why and nothing was written. */
export function Decide({ day, item, onClose }: { day: HotlineDayDetail; item: AgendaItem; onClose: () => void }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const { data: form } = useTicketForm()
  const send = useDayStep(day.id)
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  async function decide({ dueAt, lead, ...entered }: Entered): Promise<void> {
    setBusy(true)
    try {
      await send('POST', `/items/${item.id}/decide`, { ...entered, lead: lead ?? null, dueAt: dueAt ? new Date(dueAt).toISOString() : null, version: item.ticket.version })
      void message.success(w.decided)
      onClose()
    } catch (error) {
      setRefusal([sentenceOf(error), ...(error instanceof Problem ? Object.values(error.fields) : [])].join(' '))
    } finally {
      setBusy(false)
    }
  }
  const units = (form?.units ?? []).map(({ code, nameZh }) => ({ value: code, label: nameZh }))
  const choose = { options: units, showSearch: { optionFilterProp: 'label' } }
  return (
    <Drawer open size={560} title={`${w.decide}：${item.ticket.title}`} onClose={onClose} closable={{ 'aria-label': w.close }}>
      <Form<Entered> layout="vertical" name="decide" initialValues={{ tasks: [] }} onFinish={(entered) => void decide(entered)}>
        {refusal === '' ? null : <Alert type="error" showIcon role="alert" title={w.notApplied} description={refusal} />}
        <Form.Item name="text" label={w.text} rules={[{ required: true }]}><Input.TextArea rows={3} maxLength={1_000} autoFocus /></Form.Item>
        <Form.Item name="lead" label={w.lead}><Select {...choose} allowClear placeholder={w.leadKeep} /></Form.Item>
        <Form.Item name="final" label={w.final} valuePropName="checked"><Switch /></Form.Item>
        <Form.Item name="overrideReason" label={w.overrideReason}><Input maxLength={200} /></Form.Item>
        <h3>{w.tasks}</h3>
        <Form.List name="tasks">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="day-task">
                  <Form.Item name={[name, 'unit']} label={w.tasks} rules={[{ required: true }]}><Select {...choose} /></Form.Item>
                  <Form.Item name={[name, 'task']} label={w.task} rules={[{ required: true }]}><Input maxLength={500} /></Form.Item>
                  <Button onClick={() => remove(name)}>{w.remove}</Button>
                </div>
              ))}
              <Button onClick={() => add()} disabled={fields.length >= 10}>{w.addTask}</Button>
            </>
          )}
        </Form.List>
        <Form.Item name="method" label={w.method}><Input maxLength={200} /></Form.Item>
        <Form.Item name="requirements" label={w.requirements}><Input.TextArea rows={2} maxLength={500} /></Form.Item>
        <Form.Item name="dueAt" label={w.dueAt}><Input type="datetime-local" /></Form.Item>
        <Form.Item name="sponsor" label={w.sponsor}><Input maxLength={30} /></Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>{w.decide}</Button>
      </Form>
    </Drawer>
  )
}

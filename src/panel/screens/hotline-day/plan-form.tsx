import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Select } from 'antd'
import { useNavigate } from 'react-router'
import type { HotlineDayDetail } from '../../../contract/hotline-day.ts'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

interface Entered {
  level: string
  startsAt: string
  place: string
  chair: string
  area?: string
  seat?: string
}

/** When, where and who chairs it. */
export function PlanForm({ onClose }: { onClose: () => void }) {
  const w = useWords(words)
  const known = useQueryClient()
  const navigate = useNavigate()
  const { busy, run } = useAction(async ({ startsAt, area, seat, ...entered }: Entered) => {
    const { id } = await api.send<HotlineDayDetail>('POST', '/hotline-days', { ...entered, startsAt: new Date(startsAt).toISOString(), area: area || null, seat: seat || null })
    await known.invalidateQueries({ queryKey: ['hotline-days'] })
    onClose()
    void navigate(`/hotline-day/${id}`)
  })
  return (
    <Drawer open title={w.plan} onClose={onClose} closable={{ 'aria-label': w.close }}>
      <Form<Entered> layout="vertical" initialValues={{ level: 'city' }} onFinish={(entered) => void run(entered)}>
        <Form.Item name="level" label={w.level}><Select options={Object.entries(w.levels).map(([value, label]) => ({ value, label }))} /></Form.Item>
        <Form.Item name="startsAt" label={w.startsAt} rules={[{ required: true }]}><Input type="datetime-local" /></Form.Item>
        <Form.Item name="place" label={w.place} rules={[{ required: true }]}><Input maxLength={60} /></Form.Item>
        <Form.Item name="chair" label={w.chair} rules={[{ required: true }]}><Input maxLength={30} /></Form.Item>
        <Form.Item name="area" label={w.area} rules={[{ pattern: /^\d{6}$/ }]}><Input maxLength={6} /></Form.Item>
        <Form.Item name="seat" label={w.seat} rules={[{ pattern: /^\d{3,6}$/ }]}><Input maxLength={6} /></Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>{w.save}</Button>
      </Form>
    </Drawer>
  )
}

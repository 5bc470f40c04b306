import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Select, Switch, Table } from 'antd'
import { useState } from 'react'
import type { Reviewer } from '../../../contract/social-review.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { useReviewers } from './data.ts'
import { words } from './words.ts'

/** 评议员库: who may be invited. */
export function ReviewerPool() {
  const w = useWords(words)
  const { data, error, isPending, refetch } = useReviewers()
  const [shown, setShown] = useState<Reviewer | 'new' | null>(null)
  // In full only when it is asked for: that is on record.
  const show = useAction(async (id: string) => setShown(await api.get<Reviewer>(`/social-reviewers/${id}`)))
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  return (
    <>
      <div className="review-bar"><span /><Button type="primary" onClick={() => setShown('new')}>{w.add}</Button></div>
      {data.items.length === 0 ? <Empty title={w.noneReviewers}><p>{w.noneReviewersWhy}</p></Empty> : (
        <Table<Reviewer>
          size="small" rowKey="id" dataSource={data.items} pagination={false} scroll={{ x: 'max-content' }}
          columns={[
            { title: w.name, dataIndex: 'name' }, { title: w.fields, render: (_, { fields }) => fields.join('、') }, { title: w.organisation, dataIndex: 'organisation' }, { title: w.unit, dataIndex: 'unit' },
            { title: w.phone, render: (_, { phone }) => <span className="numbers">{phone}</span> }, { title: w.username, dataIndex: 'username' }, { title: w.state, render: (_, { inUse }) => (inUse ? w.inUse : w.notInUse) },
            { title: <span className="visually-hidden">{w.change}</span>, render: (_, { id }) => <Button size="small" onClick={() => void show.run(id)}>{w.change}</Button> },
          ]}
        />
      )}
      {shown === null ? null : <ReviewerForm reviewer={shown === 'new' ? null : shown} onClose={() => setShown(null)} />}
    </>
  )
}

type Entered = Omit<Reviewer, 'id' | 'version'>
const orNull = (text: string | null | undefined): string | null => (text === undefined || text === null || text.trim() === '' ? null : text.trim())

function ReviewerForm({ reviewer, onClose }: { reviewer: Reviewer | null; onClose: () => void }) {
  const w = useWords(words)
  const known = useQueryClient()
  const { data: form } = useTicketForm()
  const { busy, run } = useAction(async ({ phone, username, area, unit, ...entered }: Entered) => {
    const body = { ...entered, organisation: entered.organisation ?? '', phone: orNull(phone), username: orNull(username), area: orNull(area), unit: unit ?? null }
    await (reviewer ? api.send('PATCH', `/social-reviewers/${reviewer.id}`, { ...body, version: reviewer.version }) : api.send('POST', '/social-reviewers', body))
    await known.invalidateQueries({ queryKey: ['social-reviewers'] })
    onClose()
  })
  return (
    <Drawer open title={reviewer ? w.change : w.add} onClose={onClose} closable={{ 'aria-label': w.close }}>
      <Form<Entered> layout="vertical" initialValues={reviewer ?? { fields: [], inUse: true }} onFinish={(entered) => void run(entered)}>
        <Form.Item name="name" label={w.name} rules={[{ required: true }]}><Input maxLength={30} /></Form.Item>
        <Form.Item name="fields" label={w.fields}><Select mode="tags" open={false} suffixIcon={null} /></Form.Item>
        <Form.Item name="organisation" label={w.organisation}><Input maxLength={60} /></Form.Item>
        <Form.Item name="unit" label={w.unit}><Select allowClear showSearch={{ optionFilterProp: 'label' }} options={(form?.units ?? []).map(({ code, nameZh }) => ({ value: code, label: nameZh }))} /></Form.Item>
        <Form.Item name="area" label={w.area} rules={[{ pattern: /^\d{6}$/ }]}><Input maxLength={6} /></Form.Item>
        <Form.Item name="phone" label={w.phone} rules={[{ pattern: /^\d{5,12}$/ }]}><Input maxLength={12} /></Form.Item>
        <Form.Item name="username" label={w.username}><Input maxLength={64} autoComplete="off" /></Form.Item>
        <Form.Item name="inUse" label={w.inUse} valuePropName="checked"><Switch /></Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>{w.save}</Button>
      </Form>
    </Drawer>
  )
}

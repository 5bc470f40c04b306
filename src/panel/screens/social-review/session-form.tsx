import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Select } from 'antd'
import { useNavigate } from 'react-router'
import type { SocialReviewDetail } from '../../../contract/social-review.ts'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useReviewers } from './data.ts'
import { words } from './words.ts'

interface Entered {
  startsAt: string
  place: string
  reviewers: string[]
}

const local = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

/** When and where, and who is invited: an odd number. */
export function SessionForm({ session, onClose }: { session: SocialReviewDetail | null; onClose: () => void }) {
  const w = useWords(words)
  const known = useQueryClient()
  const navigate = useNavigate()
  const { data } = useReviewers()
  const { busy, run } = useAction(async ({ startsAt, ...entered }: Entered) => {
    const body = { ...entered, startsAt: new Date(startsAt).toISOString() }
    const kept = await (session ? api.send<SocialReviewDetail>('PATCH', `/social-reviews/${session.id}`, { ...body, version: session.version }) : api.send<SocialReviewDetail>('POST', '/social-reviews', body))
    await known.invalidateQueries({ queryKey: ['social-reviews'] })
    onClose()
    void navigate(`/social-review/${kept.id}`)
  })
  const options = (data?.items ?? []).filter(({ inUse }) => inUse).map(({ id, name, fields, organisation }) => ({ value: id, label: [name, fields.join('、'), organisation].filter(Boolean).join(' · ') }))
  const initial = session ? { startsAt: local(session.startsAt), place: session.place, reviewers: session.reviewers.map(({ id }) => id) } : { reviewers: [] }
  return (
    <Drawer open title={session ? w.change : w.newSession} onClose={onClose} closable={{ 'aria-label': w.close }}>
      <Form<Entered> layout="vertical" initialValues={initial} onFinish={(entered) => void run(entered)}>
        <Form.Item name="startsAt" label={w.startsAt} rules={[{ required: true }]}><Input type="datetime-local" /></Form.Item>
        <Form.Item name="place" label={w.place} rules={[{ required: true }]}><Input maxLength={60} /></Form.Item>
        <Form.Item name="reviewers" label={w.reviewers} extra={w.wrongCount} rules={[{ validator: async (_, chosen: string[]) => { if (chosen.length % 2 === 0) throw new Error(w.wrongCount) } }]}>
          <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>{w.save}</Button>
      </Form>
    </Drawer>
  )
}

import { Alert, Button, Form, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import type { MatterType, Suggestions } from '../../../../contract/responsibility.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { useLines } from '../frame/data.ts'
import { words } from './words.ts'
import '../frame/frame.css'
import './departments.css'

interface Matter {
  category?: string
  district?: string
  hotline?: string
  type?: MatterType
  text?: string
}

/** Whose a matter would be today, and why: to check the list before it is relied on. */
export function TryMatch() {
  const w = useWords(words)
  const [found, setFound] = useState<Suggestions | null>(null)
  const { busy, run } = useAction(async (matter: Matter) => setFound(await api.get<Suggestions>('/responsibilities/match', { ...matter })))
  const lines = (useLines().data ?? []).map(({ number, nameZh }) => ({ value: number as string, label: `${number} ${nameZh}` }))
  const types = Object.entries(w.types).map(([value, label]) => ({ value: value as MatterType, label }))
  return (
    <section className="paper try-match" aria-label={w.tabs.match}>
      <Form<Matter> layout="vertical" onFinish={(matter) => void run(matter)}>
        <p className="admin-note">{w.matchHelp}</p>
        <div className="admin-pair">
          <Form.Item name="category" label={w.category}><Input maxLength={4} placeholder="0201" /></Form.Item>
          <Form.Item name="district" label={w.district}><Input maxLength={12} placeholder="140502" /></Form.Item>
          <Form.Item name="hotline" label={w.hotline}><Select allowClear options={lines} placeholder={w.any} /></Form.Item>
          <Form.Item name="type" label={w.type}><Select allowClear options={types} placeholder={w.any} /></Form.Item>
        </div>
        <Form.Item name="text" label={w.matchText}><Input.TextArea rows={3} maxLength={500} /></Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>{w.matchButton}</Button>
      </Form>
      <div role="status">{found ? <Found found={found} /> : null}</div>
    </section>
  )
}

function Found({ found: { decided, items } }: { found: Suggestions }) {
  const w = useWords(words)
  return (
    <div className="admin-rows">
      <Alert type={decided ? 'success' : 'warning'} showIcon title={items.length === 0 ? w.nobody : decided ? w.decided : w.undecided} />
      <ol className="match-list">
        {items.map(({ rule, departmentName, section, matter, coUnits, legalBasis, emergency, reason }) => (
          <li key={rule}>
            <strong>{departmentName}</strong> {section} {emergency ? <Tag color="error">{w.emergency}</Tag> : null} <span className="quiet">{matter}</span>
            <div className="quiet">{w.because} {[reason.category, reason.district, reason.hotline, reason.type && w.types[reason.type], ...reason.keywords].filter(Boolean).map((what) => <Tag key={what}>{what}</Tag>)} {legalBasis}</div>
            {coUnits.length > 0 ? <div className="quiet">{w.coUnits} {coUnits.join('、')}</div> : null}
          </li>
        ))}
      </ol>
    </div>
  )
}

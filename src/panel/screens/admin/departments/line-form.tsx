import { useQuery } from '@tanstack/react-query'
import { App, Button, Form, Select, Switch } from 'antd'
import type { Responsibility, ResponsibilitySettings, ResponsibilityVersion } from '../../../../contract/responsibility.ts'
import { useFormat } from '../../../look/format.ts'
import { useAction } from '../../../look/use-action.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { changed, useDepartments, useLines } from '../frame/data.ts'
import { DrawerForm } from '../frame/drawer-form.tsx'
import { DayField, TextField, WordsField } from '../frame/fields.tsx'
import { words as frameWords } from '../frame/words.ts'
import { words } from './words.ts'

type Values = Omit<ResponsibilitySettings, 'department'> & { department: string | null }

const NEW: Values = {
  matter: '', category: null, keywords: [], district: null, hotline: null, type: null, department: null, section: null, coUnits: [], legalBasis: '', emergency: false, validFrom: null, validUntil: null, note: '',
}

const orNull = (value?: string): string | null => value ?? null

interface LineFormProps {
  /** null adds one. */
  line: Responsibility | null
  onClose: () => void
}

export function LineForm({ line, onClose }: LineFormProps) {
  const [w, frame] = [useWords(words), useWords(frameWords)]
  const remove = useRemove(line, onClose)
  async function submit(values: Values): Promise<void> {
    const settings = Object.fromEntries(Object.keys(NEW).map((name) => [name, values[name as keyof Values]]))
    if (line) await api.send('PUT', `/responsibilities/${line.id}`, { ...settings, version: line.version })
    else await api.send('POST', '/responsibilities', settings)
    await changed()
  }
  const departments = (useDepartments().data ?? []).map(({ code, nameZh }) => ({ value: code as string, label: `${nameZh}（${code}）` }))
  const lines = (useLines().data ?? []).map(({ number, nameZh }) => ({ value: number as string, label: `${number} ${nameZh}` }))
  const types = Object.entries(w.types).map(([value, label]) => ({ value, label }))
  const search = { optionFilterProp: 'label' }
  return (
    <DrawerForm<Values> title={line ? w.editLine : w.addLine} initial={line ?? NEW} submit={submit} onClose={onClose} {...(line ? { extra: <Button danger onClick={remove}>{w.removeLine}</Button> } : {})}>
      <TextField name="matter" label={w.matter} max={100} />
      <div className="admin-pair">
        <TextField name="category" label={w.category} help={w.categoryHelp} max={4} orNull />
        <TextField name="district" label={w.district} help={w.districtHelp} max={12} orNull />
        <Form.Item name="hotline" label={w.hotline} normalize={orNull}><Select allowClear showSearch={search} options={lines} placeholder={w.any} /></Form.Item>
        <Form.Item name="type" label={w.type} normalize={orNull}><Select allowClear options={types} placeholder={w.any} /></Form.Item>
      </div>
      <WordsField name="keywords" label={w.keywords} help={w.keywordsHelp} />
      <Form.Item name="department" label={w.department} rules={[{ required: true, message: frame.required }]}><Select showSearch={search} options={departments} /></Form.Item>
      <div className="admin-pair">
        <TextField name="section" label={w.section} max={30} orNull />
        <Form.Item name="coUnits" label={w.coUnits}><Select mode="multiple" optionFilterProp="label" options={departments} /></Form.Item>
      </div>
      <TextField name="legalBasis" label={w.legalBasis} max={300} />
      <div className="admin-pair">
        <DayField name="validFrom" label={w.validFrom} />
        <DayField name="validUntil" label={w.validUntil} />
      </div>
      <TextField name="note" label={w.note} max={200} />
      <Form.Item name="emergency" label={w.emergency} valuePropName="checked"><Switch /></Form.Item>
      {line ? <Versions id={line.id} /> : null}
    </DrawerForm>
  )
}

function useRemove(line: Responsibility | null, onClose: () => void): () => void {
  const w = useWords(words)
  const { modal } = App.useApp()
  const { run } = useAction(async () => {
    if (!line) return
    await api.send('DELETE', `/responsibilities/${line.id}?version=${line.version}`)
    await changed()
    onClose()
  })
  return () => void modal.confirm({ title: w.removeLine, content: w.removeLineWhy, okText: w.removeLine, okButtonProps: { danger: true }, onOk: async () => void (await run()) })
}

/** What the line was, latest first. */
function Versions({ id }: { id: string }) {
  const [w, { instant }] = [useWords(words), useFormat()]
  const { data = [] } = useQuery({ queryKey: ['admin', 'versions', id], queryFn: async () => (await api.get<{ items: ResponsibilityVersion[] }>(`/responsibilities/${id}/versions`)).items })
  return (
    <section>
      <h3>{w.versions}</h3>
      <ol className="responsibility-versions">
        {data.toReversed().map(({ version, at, by, settings }) => (
          <li key={version}><span className="quiet">{w.version(version, instant(at), by)}</span> {settings ? [settings.matter, settings.category, settings.district, settings.department, settings.section].filter(Boolean).join(' · ') : w.removed}</li>
        ))}
      </ol>
    </section>
  )
}

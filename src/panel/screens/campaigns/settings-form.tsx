import { Alert, App, Button, Checkbox, Form, type FormInstance, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import type { CampaignKind, CampaignSettings } from '../../../contract/campaign.ts'
import { useUnsaved } from '../../look/unsaved.ts'
import { Problem, sentenceOf } from '../../server/api.ts'
import { useLines } from '../../server/lines.ts'
import { useWords } from '../../words/language.ts'
import { asHours } from '../admin/frame/schedule.tsx'
import { Questions } from './questions.tsx'
import { settingsOf } from './rules/settings.ts'
import { words } from './words.ts'

interface FormProps {
  initial: CampaignSettings
  /** It has been started: what is said and asked stays. */
  started: boolean
  /** Whether something is changed and not saved. */
  onDirty: (dirty: boolean) => void
  submit: (settings: CampaignSettings) => Promise<void>
}

const HOURS = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/

/** What is said and asked, when, and how often a number is tried. */
export function SettingsForm({ initial, started, onDirty, submit }: FormProps) {
  const w = useWords(words)
  const { message } = App.useApp()
  const [form] = Form.useForm<CampaignSettings>()
  const [dirty, setDirty] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  useUnsaved(dirty)
  const mark = (is: boolean): void => {
    setDirty(is)
    onDirty(is)
  }
  async function save(): Promise<void> {
    if (busy) return
    setBusy(true)
    setRefusal('')
    mark(false)
    try {
      await submit(settingsOf({ ...initial, ...form.getFieldsValue(true) } as CampaignSettings))
      void message.success(w.done.save)
    } catch (error) {
      mark(true)
      setRefusal(shown(form, error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form<CampaignSettings> className="paper" form={form} layout="vertical" initialValues={initial} scrollToFirstError onValuesChange={() => mark(true)} onFinish={() => void save()} validateMessages={{ required: w.needed, whitespace: w.needed }} aria-label={w.parts.content}>
      {started ? <Alert type="info" showIcon title={w.fixed} className="campaign-note" /> : null}
      {refusal === '' ? null : <Alert type="error" showIcon role="alert" title={w.notSaved} description={refusal} />}
      <Form.Item name="name" label={w.name} rules={[{ required: true, whitespace: true }]}><Input maxLength={60} placeholder={w.nameHint} autoComplete="off" /></Form.Item>
      <Said started={started} />
      <When />
      <Button type="primary" htmlType="submit" loading={busy}>{w.save}</Button>
    </Form>
  )
}

/** What is heard. */
function Said({ started }: { started: boolean }) {
  const w = useWords(words)
  const { lines } = useLines()
  const kind = Form.useWatch<CampaignKind | undefined>('kind')
  const notice = kind === 'notice'
  const kinds = (['poll', 'notice'] as const).map((value) => ({ value, label: <>{w.kinds[value]} <span className="quiet">{w.kindWhy[value]}</span></> }))
  return (
    <>
      <Form.Item name="kind" label={w.kind}><Radio.Group disabled={started} options={kinds} /></Form.Item>
      <Form.Item name="intro" className="campaign-counted" label={notice ? w.noticeText : w.intro} extra={notice ? w.noticeHint : w.choice} rules={[{ required: true, whitespace: true }, { pattern: /^[^{}]*$/, message: w.noGaps }]}>
        <Input.TextArea disabled={started} maxLength={280} showCount rows={4} placeholder={notice ? undefined : w.introHint} />
      </Form.Item>
      {notice ? null : <Form.Item label={w.questions} className="campaign-questions"><Questions disabled={started} /></Form.Item>}
      <Form.Item name="thanks" label={w.thanks} rules={[{ required: true, whitespace: true }, { pattern: /^[^{}]*$/, message: w.noGaps }]}><Input disabled={started} maxLength={100} /></Form.Item>
      <Form.Item name="dnis" label={w.dnis}><Select disabled={started} allowClear placeholder={w.primary} options={lines.map(({ number, nameZh }) => ({ value: number, label: `${number} ${nameZh}` }))} showSearch={{ optionFilterProp: 'label' }} /></Form.Item>
    </>
  )
}

/** On which days, at which hours, how often. */
function When() {
  const w = useWords(words)
  return (
    <>
      <div className="campaign-pair">
        <Form.Item name="from" label={w.from} rules={[{ required: true }]}><Input type="date" /></Form.Item>
        <Form.Item name="until" label={w.until} dependencies={['from']} rules={[{ required: true }, ({ getFieldValue }) => ({ validator: async (_, value: string) => { if (value < String(getFieldValue('from'))) throw new Error(w.dayOrder) } })]}><Input type="date" /></Form.Item>
      </div>
      <Form.Item name="hours" label={w.hours} extra={w.hoursHelp} getValueFromEvent={(typed: string[]) => typed.map(asHours)} rules={[{ required: true }, { validator: async (_, hours: string[]) => { if (hours.some((one) => !HOURS.test(one))) throw new Error(w.wrong) } }]}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、', ';', '；']} maxCount={4} />
      </Form.Item>
      <Form.Item name="restDays" valuePropName="checked"><Checkbox>{w.rest}</Checkbox></Form.Item>
      <Form.Item name="attempts" label={w.attempts} extra={w.attemptsHelp}><InputNumber min={1} max={3} precision={0} /></Form.Item>
    </>
  )
}

/** Puts what the server says at its fields; returns all of it that has none. */
function shown(form: FormInstance<CampaignSettings>, error: unknown): string {
  if (!(error instanceof Problem)) return sentenceOf(error)
  const known = new Map(form.getFieldsError().map(({ name }) => [name.join('.'), name]))
  const rest: string[] = []
  for (const [path, said] of Object.entries(error.fields)) {
    const name = known.get(path)
    if (name === undefined) rest.push(`${path}: ${said}`)
    else form.setFields([{ name: name as never, errors: [said] }])
  }
  return [sentenceOf(error), ...rest].join(' ')
}

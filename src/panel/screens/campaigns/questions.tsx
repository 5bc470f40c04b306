import { CloseOutlined, DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, Form, Input, Select } from 'antd'
import type { CampaignOption } from '../../../contract/campaign.ts'
import { useWords } from '../../words/language.ts'
import { freeKey, optionsOf } from './rules/settings.ts'
import { words } from './words.ts'

const MOST_QUESTIONS = 10
const MOST_OPTIONS = 9
const LEAST_OPTIONS = 2
const KEYS = '123456789'.split('').map((value) => ({ value, label: value }))

interface Named {
  disabled: boolean
}

/** What a poll asks, question by question, with the key of each answer. */
export function Questions({ disabled }: Named) {
  const w = useWords(words)
  return (
    <Form.List name="questions">
      {(fields, { add, remove }) => (
        <section aria-label={w.questions}>
          {fields.map(({ key, name }) => (
            <fieldset key={key} className="campaign-question" disabled={disabled}>
              <legend>{w.question(name + 1)}</legend>
              <Form.Item name={[name, 'text']} label={w.questionText} extra={w.keysSaid} rules={[{ required: true, whitespace: true }, { pattern: /^[^{}]*$/, message: w.noGaps }]}>
                <Input.TextArea maxLength={120} rows={2} placeholder={w.questionHint} />
              </Form.Item>
              <Options at={name} disabled={disabled} />
              {fields.length > 1 && !disabled ? <div><Button size="small" onClick={() => remove(name)}>{w.removeQuestion(name + 1)}</Button></div> : null}
            </fieldset>
          ))}
          {fields.length < MOST_QUESTIONS && !disabled ? <Button onClick={() => add({ text: '', options: optionsOf(w.usualSets[0] ?? []) })}>{w.addQuestion}</Button> : null}
        </section>
      )}
    </Form.List>
  )
}

function Options({ at, disabled }: Named & { at: number }) {
  const w = useWords(words)
  const form = Form.useFormInstance()
  const usual = w.usualSets.map((labels, i) => ({ key: String(i), label: labels.join('、') }))
  return (
    <Form.List name={[at, 'options']}>
      {(fields, { add, remove }) => (
        <div className="campaign-upload" role="group" aria-label={`${w.question(at + 1)} ${w.options}`}>
          {fields.map(({ key, name }) => (
            <div key={key} className="campaign-option">
              <Form.Item
                name={[name, 'key']}
                rules={[{ required: true }, { validator: async (_, value: string) => { if (given(form.getFieldValue(['questions', at, 'options'])).filter((one) => one?.key === value).length > 1) throw new Error(w.keyTwice) } }]}
              >
                <Select options={KEYS} aria-label={`${w.key} ${name + 1}`} />
              </Form.Item>
              <Form.Item name={[name, 'label']} rules={[{ required: true, whitespace: true }, { pattern: /^[^{}]*$/, message: w.noGaps }]}><Input maxLength={20} placeholder={w.labelHint} aria-label={`${w.label} ${name + 1}`} /></Form.Item>
              <Button type="text" icon={<CloseOutlined />} aria-label={w.removeOption(name + 1)} disabled={disabled || fields.length <= LEAST_OPTIONS} onClick={() => remove(name)} />
            </div>
          ))}
          {disabled ? null : (
            <div className="send-acts">
              {fields.length < MOST_OPTIONS ? <Button size="small" onClick={() => add({ key: freeKey(given(form.getFieldValue(['questions', at, 'options'])).map((one) => one ?? {})), label: '' })}>{w.addOption}</Button> : null}
              <Dropdown trigger={['click']} menu={{ items: usual, onClick: ({ key }) => form.setFieldValue(['questions', at, 'options'], optionsOf(w.usualSets[Number(key)] ?? [])) }}>
                <Button size="small" icon={<DownOutlined />} iconPlacement="end" aria-haspopup="menu">{w.usual}</Button>
              </Dropdown>
            </div>
          )}
        </div>
      )}
    </Form.List>
  )
}

/** As the form has it; a row that was just added has nothing in it yet. */
const given = (value: unknown): (Partial<CampaignOption> | undefined)[] => (Array.isArray(value) ? (value as (Partial<CampaignOption> | undefined)[]) : [])

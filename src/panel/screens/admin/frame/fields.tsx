import { Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../../words/language.ts'
import { words } from './words.ts'

interface DayFieldProps {
  name: string
  label: string
  help?: ReactNode
}

/** A calendar day, "2026-12-01", as the browser asks for one; empty = no limit. */
export const DayField = ({ name, label, help }: DayFieldProps) => (
  <Form.Item name={name} label={label} extra={help} getValueProps={(value: string | null) => ({ value: value ?? '' })} normalize={(value: string) => (value === '' ? null : value)}>
    <Input type="date" />
  </Form.Item>
)

/** Words that are typed and closed with Return. */
export function WordsField({ name, label, help }: DayFieldProps) {
  return (
    <Form.Item name={name} label={label} extra={help}>
      <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[';', '；', '、', ',', '，']} aria-label={label} />
    </Form.Item>
  )
}

interface TextFieldProps extends DayFieldProps {
  required?: boolean
  max?: number
  /** Empty becomes null rather than ''. */
  orNull?: boolean
}

export function TextField({ name, label, help, required = false, max = 60, orNull = false }: TextFieldProps) {
  const w = useWords(words)
  return (
    <Form.Item
      name={name} label={label} extra={help} rules={required ? [{ required: true, whitespace: true, message: w.required }] : []}
      {...(orNull ? { getValueProps: (value: string | null) => ({ value: value ?? '' }), normalize: (value: string) => (value.trim() === '' ? null : value) } : {})}
    >
      <Input maxLength={max} />
    </Form.Item>
  )
}

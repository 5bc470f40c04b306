import { Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import type { PolicyValue } from '../../../../contract/policy-value.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { useGroups } from '../hotlines/data.ts'
import { asText, listOf } from './rules/shown.ts'
import { words } from './words.ts'

interface InputProps {
  item: PolicyValue
  /** As it is or shall be. */
  value: unknown
  onChange: (value: unknown) => void
  invalid: boolean
}

/** A value's own way to be typed in. */
export function ValueInput({ item, value, onChange, invalid }: InputProps) {
  const [w, language] = [useWords(words), useLanguage()]
  const { kind, min, max, nullable, unit, readOnly, path, name } = item
  const common = { 'aria-label': name[language], 'aria-describedby': `${path}-about`, disabled: readOnly !== null, ...(invalid ? { status: 'error' as const } : {}) }
  switch (kind) {
    case 'switch':
      return <Switch aria-label={name[language]} disabled={readOnly !== null} checked={value === true} onChange={onChange} checkedChildren={w.on} unCheckedChildren={w.off} />
    case 'duration': {
      const scale = (ms: number | null): { min?: number; max?: number } => (ms === null ? {} : { min: ms / 1_000 })
      return (
        <InputNumber<number>
          {...common} {...scale(min)} {...(max === null ? {} : { max: max / 1_000 })} value={typeof value === 'number' ? value / 1_000 : null} placeholder={w.unset} suffix={w.seconds}
          onChange={(seconds) => (seconds === null ? nullable && onChange(null) : onChange(Math.round(seconds * 1_000)))}
        />
      )
    }
    case 'count':
    case 'factor':
      return (
        <InputNumber<number>
          {...common} {...(min === null ? {} : { min })} {...(max === null ? {} : { max })} {...(kind === 'count' ? { precision: 0 } : { step: 0.1 })} value={typeof value === 'number' ? value : null} suffix={unit?.[language] ?? ''}
          onChange={(number) => (number === null ? nullable && onChange(null) : onChange(number))}
        />
      )
    case 'group':
      return <GroupInput {...{ item, value, onChange, invalid }} />
    case 'hours':
    case 'text':
      return <Input {...common} value={typeof value === 'string' ? value : ''} placeholder={nullable ? (kind === 'hours' ? `${w.unset} (22:00-07:00)` : w.unset) : ''} onChange={({ target }) => onChange(target.value === '' && nullable ? null : target.value)} />
    case 'durations':
    case 'counts':
    case 'texts':
      return <ListInput {...{ item, value, onChange, invalid }} />
  }
}

function GroupInput({ item: { name, readOnly, nullable }, value, onChange }: InputProps) {
  const [w, language] = [useWords(words), useLanguage()]
  const groups = useGroups().data ?? []
  return (
    <Select
      aria-label={name[language]} disabled={readOnly !== null} allowClear={nullable} placeholder={w.unset} value={typeof value === 'string' ? value : null} onChange={(group?: string) => onChange(group ?? null)}
      options={groups.map(({ id, nameZh, nameEn }) => ({ value: id as string, label: language === 'zh' ? nameZh : nameEn }))}
    />
  )
}

function ListInput({ item, value, onChange, invalid }: InputProps) {
  const [w, language] = [useWords(words), useLanguage()]
  const { kind, readOnly, name, unit } = item
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Input
      aria-label={name[language]} disabled={readOnly !== null} title={w.listHelp} suffix={kind === 'durations' ? w.seconds : (unit?.[language] ?? '')} value={typed ?? asText(kind, value)}
      {...(invalid || (typed !== null && listOf(kind, typed) === null) ? { status: 'error' as const } : {})}
      onChange={({ target }) => {
        setTyped(target.value)
        const list = listOf(kind, target.value)
        if (list !== null) onChange(list)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}

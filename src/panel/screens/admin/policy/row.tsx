import { Button, Tag } from 'antd'
import type { PolicyValue } from '../../../../contract/policy-value.ts'
import { useFormat } from '../../../look/format.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { ValueInput } from './input.tsx'
import { asText } from './rules/shown.ts'
import { words } from './words.ts'

interface RowProps {
  item: PolicyValue
  value: unknown
  isPending: boolean
  wrong: string | undefined
  onChange: (value: unknown) => void
  onReset: () => void
}

/** One value: what it is, its input, its default and from when on a change holds. */
export function PolicyRow({ item, value, isPending, wrong, onChange, onReset }: RowProps) {
  const [w, language, { instant, span }] = [useWords(words), useLanguage(), useFormat()]
  const { path, name, description, kind, effect, readOnly, setBy, setAt } = item
  const own = setBy !== null
  const shown = (one: unknown): string => {
    if (one === null) return w.empty
    if (typeof one === 'boolean') return one ? w.on : w.off
    if (kind === 'duration') return Number(one) < 1_000 ? `${Number(one) / 1_000} ${w.seconds}` : span(Number(one))
    const text = asText(kind, one)
    return text === '' ? w.empty : `${text}${kind === 'durations' ? ` ${w.seconds}` : item.unit ? ` ${item.unit[language]}` : ''}`
  }
  return (
    <div className={`policy-row ${own || isPending ? 'is-changed' : ''}`}>
      <div>
        <h3>
          {name[language]} <code>{path}</code>
          {own ? <Tag color="blue">{w.changed}</Tag> : null}
          {readOnly ? <Tag>{w.readOnly}</Tag> : null}
        </h3>
        <p className="policy-about" id={`${path}-about`}>{description[language]}{readOnly ? ` ${readOnly[language]}` : ''}</p>
      </div>
      <div className="policy-input">
        <ValueInput item={item} value={value} onChange={onChange} invalid={wrong !== undefined} />
        {wrong === undefined ? null : <span className="wrong" role="alert">{wrong}</span>}
      </div>
      <div className="policy-side">
        <span>{w.defaultIs.replace('{v}', shown(item.default))}</span>
        {readOnly ? null : <span>{w.effects[effect]}</span>}
        {own && setAt !== null ? <span>{w.setBy.replace('{who}', setBy).replace('{when}', instant(setAt))}</span> : null}
        {own ? <Button size="small" onClick={onReset} aria-label={`${w.reset} ${name[language]}`}>{w.reset}</Button> : null}
      </div>
    </div>
  )
}

import type { TicketRecord } from '../../../contract/ticket-record.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { EVENT_FORMS, MADE_BY } from './rules/event-forms.ts'
import { labelOf, type StepWords, stepWords, yesNoOf } from './step-words.ts'
import { useUnitNames } from './unit-names.ts'
import { workWords } from './words.ts'

type Value = TicketRecord['data'][string]

/** What a value kept with an event means: codes, yes and no, departments, instants. */
export function useValues(): { say: (event: string, name: string, value: Value) => string; label: (event: string, name: string) => string | undefined } {
  const steps = useWords(stepWords)
  const unitName = useUnitNames()
  const { instant } = useFormat()
  function say(event: string, name: string, value: Value): string {
    if (value === null || value === '') return ''
    if (Array.isArray(value)) return value.map((one) => (/[uU]nits?$/.test(name) ? unitName(one) : one)).join('、')
    if (typeof value === 'boolean') return yesNoOf(steps, event, name)[value ? 0 : 1]
    if (typeof value === 'number') return /(At|By)$/.test(name) ? instant(value) : String(value)
    return /[uU]nit$/.test(name) ? unitName(value) : codeOf(steps, event, name, value)
  }
  return { say, label: (event, name) => labelOf(steps, event, name) }
}

/** The word of a code, by the list its field has in the step's form; other text is what it is. */
function codeOf(w: StepWords, event: string, name: string, value: string): string {
  const forms = EVENT_FORMS as Readonly<Record<string, (typeof EVENT_FORMS)[keyof typeof EVENT_FORMS] | undefined>>
  const field = forms[event]?.fields.find((one) => one.name === name)
  const list = field?.as === 'choice' ? field.of : undefined
  return (list === undefined ? undefined : w.lists[list]?.[value]) ?? value
}

/** A record in one line: what kind, whose, what about, until when. */
export function useRecordLine(): (record: TicketRecord) => string {
  const w = useWords(workWords)
  const unitName = useUnitNames()
  const { instant } = useFormat()
  const { say } = useValues()
  return ({ kind, unit, data, dueAt }) => {
    const about = ['task', 'matter', 'content', 'basis', 'type', 'reason'].flatMap((name) => (data[name] === undefined || data[name] === null ? [] : [say(MADE_BY[kind], name, data[name])])).filter((text) => text !== '')[0]
    return [w.kinds[kind], ...(unit === null ? [] : [unitName(unit)]), ...(about === undefined ? [] : [about]), ...(dueAt === null ? [] : [`${w.due} ${instant(dueAt)}`])].join(' · ')
  }
}

import { Input } from 'antd'
import type { TicketSuggestions } from '../../../contract/ticket-detail.ts'
import type { Category, TicketForm } from '../../../contract/ticket-form.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { ChoiceField, Labelled, LongField, OneOf, TextField } from './fields.tsx'
import { Suggested } from './suggested.tsx'
import { useWriting } from './use-draft.ts'
import { words } from './words.ts'

interface Named {
  nameZh: string
  nameEn: string
}

export function useNames(): (one: Named) => string {
  const language = useLanguage()
  return ({ nameZh, nameEn }) => (language === 'en' && nameEn !== '' ? nameEn : nameZh)
}

export const categoryOf = (form: TicketForm, code: string | null): Category | undefined => form.categories.flatMap(({ children }) => children).find((one) => one.code === code)

/** What it is about, and where. */
export function Matter({ suggestions }: { suggestions: TicketSuggestions | undefined }) {
  const w = useWords(words)
  const nameOf = useNames()
  const { form, state: { fields }, set } = useWriting()
  const categories = form.categories.map(({ children, ...group }) => ({ label: nameOf(group), options: children.map((one) => ({ value: one.code, label: nameOf(one), also: one.code })) }))
  const suggested = (suggestions?.categories ?? []).flatMap(({ code, words: found }) => {
    const category = categoryOf(form, code)
    return category ? [{ value: code, label: nameOf(category), why: `${w.words}: ${found.join('、')}` }] : []
  })
  return (
    <>
      <OneOf path="type" label={w.type} value={fields.type} options={form.types.map((one) => ({ value: one.code, label: nameOf(one) }))} onChoose={(type) => set({ type })} wide />
      <LongField name="content" label={w.content} hint={w.contentHint} rows={4} />
      <ChoiceField name="categoryCode" label={w.category} options={categories} after={<Suggested label={w.suggestedCategories} items={suggested} chosen={fields.categoryCode} from={1} onChoose={(categoryCode) => set({ categoryCode })} />} />
      <OneOf path="urgency" label={w.urgency} value={fields.urgency} options={(['normal', 'urgent', 'emergency'] as const).map((value) => ({ value, label: w.urgencies[value] }))} onChoose={(urgency) => set({ urgency })} />
      <ChoiceField name="areaCode" label={w.area} options={form.areas.map((one) => ({ value: one.code, label: nameOf(one), also: one.code }))} />
      <TextField name="address" label={w.address} />
      <TemplateFields />
      <TextField name="respondent" label={w.respondent} />
      <Department suggestions={suggestions} />
      <TextField name="title" label={w.title} hint={w.titleHint} wide />
    </>
  )
}

function Department({ suggestions }: { suggestions: TicketSuggestions | undefined }) {
  const w = useWords(words)
  const nameOf = useNames()
  const { form, state: { fields }, set } = useWriting()
  const unitOf = (code: string): string => {
    const found = form.units.find((one) => one.code === code)
    return found ? nameOf(found) : code
  }
  const items = (suggestions?.units ?? []).filter(({ unit }, i, all) => all.findIndex((one) => one.unit === unit) === i).map(({ unit, section, coUnits, words: found }) => ({
    value: unit,
    label: unitOf(unit),
    why: [`${w.byList}${section === null ? '' : ` · ${section}`}`, ...(found.length > 0 ? [found.join('、')] : []), ...(coUnits.length > 0 ? [`${w.coUnits} ${coUnits.map(unitOf).join('、')}`] : [])].join('；'),
  }))
  return <ChoiceField name="suggestedUnit" label={w.unit} options={form.units.map((one) => ({ value: one.code, label: nameOf(one), also: one.code }))} after={<Suggested label={w.suggestedUnits} items={items} chosen={fields.suggestedUnit} from={4} onChoose={(suggestedUnit) => set({ suggestedUnit })} />} />
}

/** What this kind of matter needs besides (标准化工单). */
function TemplateFields() {
  const w = useWords(words)
  const nameOf = useNames()
  const { form, state: { fields }, set } = useWriting()
  const template = form.templates.find(({ id }) => id === categoryOf(form, fields.categoryCode)?.template)
  if (!template) return null
  return (
    <section className="draft-template wide" aria-label={w.template(nameOf(template))}>
      <h4>{w.template(nameOf(template))}</h4>
      <div className="draft-grid">
        {template.fields.map((field) => (
          <Labelled key={field.id} path={`extra.${field.id}`} label={nameOf(field)}>
            {(aria) => <Input {...aria} value={fields.extra[field.id] ?? ''} maxLength={300} autoComplete="off" onChange={({ target }) => set({ extra: { [field.id]: target.value } })} />}
          </Labelled>
        ))}
      </div>
    </section>
  )
}

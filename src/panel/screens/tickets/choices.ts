import type { ListFilter, ListFilterName } from '../../../contract/ticket-list.ts'
import type { TicketChannel, TicketState } from '../../../contract/ticket.ts'
import { useLines } from '../../server/lines.ts'
import { useWords } from '../../words/language.ts'
import { useNames } from '../ticket-draft/matter.tsx'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { dayOf, type Option } from './filter-fields.tsx'
import { words } from './words.ts'

/** Everything a condition can be, and how one that is set reads. */
export function useChoices(): { of: Readonly<Partial<Record<ListFilterName, readonly Option[]>>>; said: (name: ListFilterName, wanted: ListFilter) => string } {
  const [w, draft] = [useWords(words), useWords(draftWords)]
  const nameOf = useNames()
  const { data: form } = useTicketForm()
  const { lines, nameOf: lineName } = useLines()
  const named = (all: Readonly<Record<string, string>>): Option[] => Object.entries(all).map(([value, label]) => ({ value, label }))
  const of = {
    state: (Object.keys(draft.states) as TicketState[]).map((value) => ({ value, label: draft.states[value] })),
    unit: (form?.units ?? []).map((one) => ({ value: one.code, label: nameOf(one) })),
    category: (form?.categories ?? []).flatMap(({ children, ...group }) => [{ value: group.code, label: `${nameOf(group)}${w.whole}` }, ...children.map((one) => ({ value: one.code, label: `${nameOf(group)} / ${nameOf(one)}` }))]),
    area: (form?.areas ?? []).map((one) => ({ value: one.code, label: nameOf(one) })),
    type: (form?.types ?? []).map((one) => ({ value: one.code, label: nameOf(one) })),
    channel: (Object.keys(w.channels) as TicketChannel[]).map((value) => ({ value, label: w.channels[value] })),
    dnis: lines.map(({ number }) => ({ value: number, label: `${number} ${lineName(number)}` })),
    urgency: named(draft.urgencies),
    grade: ['A', 'B', 'C', 'D'].map((value) => ({ value, label: w.grade(value) })),
    stage: named(w.stages),
    openedDays: named(w.days),
    sort: named(w.sorts),
  } satisfies Partial<Record<ListFilterName, readonly Option[]>>

  function said(name: ListFilterName, wanted: ListFilter): string {
    const value = wanted[name] ?? ''
    if (name === 'overdue' || name === 'nearlyDue' || name === 'mine') return w.filters[name]
    if (/(From|To)$/.test(name)) return `${w.filters[name]} ${dayOf(value)}`
    const options: readonly Option[] = name in of ? of[name as keyof typeof of] : []
    const shown = value.split(',').map((one) => options.find((option) => option.value === one)?.label ?? one)
    return `${w.filters[name]}：${shown.join('、')}`
  }
  return { of, said }
}

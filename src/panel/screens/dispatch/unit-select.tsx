import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { RefObject } from 'react'
import type { DispatchUnit } from '../../../contract/dispatch-advice.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { useNames } from '../ticket-draft/matter.tsx'
import { rankOfUnit } from './rules/sending.ts'
import { words } from './words.ts'

export const useUnits = () =>
  useQuery({ queryKey: ['dispatch-units'], queryFn: async ({ signal }) => (await api.get<{ items: DispatchUnit[] }>('/dispatch-units', {}, { signal })).items, staleTime: 60_000 })

interface Field {
  id: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string | undefined
}

interface Option {
  value: string
  label: string
  unit: DispatchUnit
}

/** Departments, found by name, pinyin, initials or code; each with what it has to do already. */
function useOptions(without: string | null = null): { options: Option[]; shared: object } {
  const w = useWords(words)
  const nameOf = useNames()
  const { data = [] } = useUnits()
  const options = data.filter(({ code }) => code !== without).map((unit): Option => ({ value: unit.code, label: nameOf(unit), unit }))
  const rank = (typed: string, option: Option | undefined): number | null => (option === undefined ? null : rankOfUnit(option.unit, typed))
  return {
    options,
    shared: {
      className: 'draft-choice', allowClear: true, notFoundContent: w.noUnits,
      showSearch: {
        filterOption: (typed: string, option: Option | undefined) => rank(typed, option) !== null,
        filterSort: (a: Option, b: Option, { searchValue }: { searchValue: string }) => (rank(searchValue, a) ?? 9) - (rank(searchValue, b) ?? 9),
      },
      optionRender: ({ data: { label, unit } }: { data: Option }) => <span className="unit-option"><span>{label}</span><span className="quiet numbers">{unit.code}</span><span className="quiet numbers">{w.load(unit.open, unit.late)}</span></span>,
    },
  }
}

export function UnitSelect({ value, change, focus, ...field }: Field & { value: string | null; change: (unit: string | null) => void; focus: RefObject<{ focus: () => void } | null> }) {
  const w = useWords(words)
  const { options, shared } = useOptions()
  return <Select<string, Option> {...shared} {...field} ref={focus as never} options={options} value={value} placeholder={w.unitHint} onChange={(unit: string | undefined) => change(unit ?? null)} />
}

export function UnitsSelect({ value, change, without, ...field }: Field & { value: readonly string[]; change: (units: string[]) => void; without: string | null }) {
  const w = useWords(words)
  const { options, shared } = useOptions(without)
  return <Select<string[], Option> {...shared} {...field} mode="multiple" maxCount={10} options={options} value={[...value]} placeholder={w.unitHint} onChange={change} />
}

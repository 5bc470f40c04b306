import { App as Antd, Button, Checkbox, Input } from 'antd'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PolicyValue, PolicyValues } from '../../../../contract/policy-value.ts'
import { Page } from '../../../look/page.tsx'
import { Empty, Failed, Loading } from '../../../look/states.tsx'
import { api, Problem, sentenceOf } from '../../../server/api.ts'
import { words as shell } from '../../../shell/words.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { fits, same } from './rules/shown.ts'
import { PolicyRow } from './row.tsx'
import { words } from './words.ts'
import '../hotlines/hotlines.css'
import './policy.css'

type Pending = Readonly<Record<string, unknown>>

/** /admin/policy: every value with its default, what it means and when a change holds. */
export function PolicyPage() {
  const [w, s, language] = [useWords(words), useWords(shell), useLanguage()]
  const policy = useQuery({ queryKey: ['policy'], queryFn: async () => await api.get<PolicyValues>('/policy') })
  const [search, setSearch] = useState('')
  const [onlyChanged, setOnlyChanged] = useState(false)
  const { pending, wrong, put, discard, save, saving, reset } = useChanges(policy.data)
  if (!policy.data) return <Page title={s.pages.policy}>{policy.isError ? <Failed error={policy.error} retry={() => void policy.refetch()} /> : <Loading />}</Page>
  const { sections, items } = policy.data
  const shown = sections
    .map((section) => ({ ...section, items: items.filter((item) => item.section === section.id && fits(item, section.name[language], search) && (!onlyChanged || item.setBy !== null || item.path in pending)) }))
    .filter((section) => section.items.length > 0)
  const count = Object.keys(pending).length
  return (
    <Page
      title={s.pages.policy}
      actions={
        <>
          <Checkbox checked={onlyChanged} onChange={({ target }) => setOnlyChanged(target.checked)}>{w.onlyChanged}</Checkbox>
          <Input.Search className="hotlines-search" allowClear placeholder={w.search} aria-label={w.search} value={search} onChange={({ target }) => setSearch(target.value)} />
        </>
      }
    >
      {shown.length === 0 ? <Empty title={w.none} /> : (
        <div className="policy">
          <nav className="policy-nav" aria-label={w.sections}>
            {shown.map(({ id, name, items: its }) => <a key={id} href={`#policy-${id}`}>{name[language]}<span className="quiet numbers">{its.length}</span></a>)}
          </nav>
          <div className="policy-sections">
            {shown.map(({ id, name, items: its }) => (
              <section key={id} id={`policy-${id}`} className="policy-section paper" aria-label={name[language]}>
                <h2>{name[language]}</h2>
                {its.map((item) => (
                  <PolicyRow key={item.path} item={item} value={item.path in pending ? pending[item.path] : item.value} isPending={item.path in pending} wrong={wrong[item.path]} onChange={(value) => put(item, value)} onReset={() => reset(item)} />
                ))}
              </section>
            ))}
          </div>
        </div>
      )}
      {count === 0 ? null : (
        <div className="policy-save" role="status">
          <span>{w.pending.replace('{n}', String(count))}</span>
          <Button onClick={discard}>{w.discard}</Button>
          <Button type="primary" loading={saving} onClick={save}>{w.save}</Button>
        </div>
      )}
    </Page>
  )
}

/** What has been typed and not saved, and how it is saved: all at once or nothing. */
function useChanges(now: PolicyValues | undefined) {
  const w = useWords(words)
  const { message } = Antd.useApp()
  const queries = useQueryClient()
  const [pending, setPending] = useState<Pending>({})
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const save = useMutation({
    mutationFn: async (change: { values?: Pending; reset?: readonly string[] }) => await api.send<PolicyValues>('PATCH', '/policy', change),
    onSuccess: (values, { reset }) => {
      queries.setQueryData(['policy'], values)
      setWrong({})
      setPending((before) => (reset ? Object.fromEntries(Object.entries(before).filter(([path]) => !reset.includes(path))) : {}))
      void message.success(w.saved)
    },
    onError: (error) => {
      if (error instanceof Problem) setWrong(byPath(error.fields, now?.items ?? []))
      void message.error(sentenceOf(error))
    },
  })
  const put = (item: PolicyValue, value: unknown): void => {
    setPending((before) => (same(value, item.value) ? without(before, item.path) : { ...before, [item.path]: value }))
    setWrong((before) => without(before, item.path))
  }
  const discard = (): void => {
    setPending({})
    setWrong({})
  }
  return {
    pending, wrong, put, discard, saving: save.isPending,
    save: () => save.mutate({ values: pending }),
    reset: (item: PolicyValue) => save.mutate({ reset: [item.path] }),
  }
}

const without = <T,>(values: Readonly<Record<string, T>>, path: string): Record<string, T> => Object.fromEntries(Object.entries(values).filter(([name]) => name !== path))

/** "values.queue.maxWaiting", or a place inside a list, to the value's own path. */
const byPath = (fields: Readonly<Record<string, string>>, items: readonly PolicyValue[]): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([field, text]) => items.filter(({ path }) => `${field}.`.startsWith(`values.${path}.`)).map(({ path }) => [path, text])))

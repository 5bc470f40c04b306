import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Popover } from 'antd'
import { useId, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { COUNT_MOST, SavedFilter } from '../../../contract/ticket-list.ts'
import { api, sentenceOf } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { conditionsOf, keyOf, wantedOf } from './rules/wanted.ts'
import { words } from './words.ts'

const KEY = ['ticket-filters']
const COUNT_EVERY_MS = 30_000
const SHARERS: readonly string[] = ['supervisor', 'leader']

/** Filters that are kept: one press each, with how many tickets there are behind it. */
export function Saved() {
  const w = useWords(words)
  const { modal, message } = App.useApp()
  const client = useQueryClient()
  const [params, setParams] = useSearchParams()
  const now = keyOf(wantedOf(params))
  const { data } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.get<{ items: SavedFilter[] }>('/ticket-filters', {}, { signal }), refetchInterval: COUNT_EVERY_MS })
  const remove = useMutation({ mutationFn: async (id: string) => await api.send('DELETE', `/ticket-filters/${id}`), onSuccess: () => void client.invalidateQueries({ queryKey: KEY }), onError: (error) => void message.error(sentenceOf(error)) })
  const ask = ({ id, name }: SavedFilter): void => void modal.confirm({ title: w.removeSure(name), okText: w.remove, cancelText: w.cancel, okButtonProps: { danger: true }, onOk: () => remove.mutate(id) })
  return (
    <div className="list-saved" role="group" aria-label={w.saved}>
      {(data?.items ?? []).map((one) => (
        <span key={one.id} className="list-one">
          <button type="button" className={keyOf(one.query) === now ? 'now' : ''} aria-pressed={keyOf(one.query) === now} title={one.own ? one.name : w.sharedBy(one.owner)} onClick={() => setParams(new URLSearchParams(keyOf(one.query)))}>
            {one.name}{' '}
            {one.count === null ? null : <span className="list-count">{one.count >= COUNT_KNOWN ? w.most : one.count}</span>}
            {one.shared ? <span className="list-count">{w.shared}</span> : null}
          </button>
          {one.own ? <button type="button" aria-label={`${w.remove} ${one.name}`} onClick={() => ask(one)}>×</button> : null}
        </span>
      ))}
      <Keep />
    </div>
  )
}

// The browser loads no schemas: the same number as the contract's.
const COUNT_KNOWN: typeof COUNT_MOST = 1_000

function Keep() {
  const w = useWords(words)
  const { message } = App.useApp()
  const client = useQueryClient()
  const user = useUser()
  const [params] = useSearchParams()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const id = useId()
  const wanted = wantedOf(params)
  const keep = useMutation({
    mutationFn: async () => await api.send<SavedFilter>('POST', '/ticket-filters', { name: name.trim(), query: wanted, shared }),
    onSuccess: () => {
      setOpen(false)
      setName('')
      void message.success(w.savedDone)
      void client.invalidateQueries({ queryKey: KEY })
    },
    onError: (error) => void message.error(sentenceOf(error), 6),
  })
  const form = (
    <form style={{ display: 'grid', gap: 8, width: 240 }} onSubmit={(sent) => { sent.preventDefault(); if (name.trim() !== '') keep.mutate() }}>
      <label htmlFor={id}>{w.saveName}</label>
      <Input id={id} value={name} maxLength={40} autoFocus autoComplete="off" onChange={({ target }) => setName(target.value)} />
      {SHARERS.includes(user.role) && wanted.phone === undefined ? <Checkbox checked={shared} onChange={({ target }) => setShared(target.checked)}>{w.saveShared}</Checkbox> : null}
      <Button type="primary" htmlType="submit" loading={keep.isPending} disabled={name.trim() === ''}>{w.saveDo}</Button>
    </form>
  )
  const nothing = conditionsOf(wanted).length === 0 && wanted.sort === undefined
  return <Popover open={open} onOpenChange={(next) => setOpen(next && !nothing)} trigger="click" content={form} destroyOnHidden><button type="button" className="as-link list-further" disabled={nothing} title={nothing ? w.saveNothing : undefined}>{w.save}</button></Popover>
}

import { App, Button, Input, Table } from 'antd'
import { useId, useState } from 'react'
import type { DoNotCall } from '../../../contract/campaign.ts'
import { useFormat } from '../../look/format.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { useWords } from '../../words/language.ts'
import { useCampaignActs, useDoNotCall } from './data.ts'
import { words } from './words.ts'

/** Who does not want to be called by polls and announcements. */
export function DoNotCallList({ keeps }: { keeps: boolean }) {
  const w = useWords(words)
  const { modal, message } = App.useApp()
  const { instant } = useFormat()
  const acts = useCampaignActs()
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useDoNotCall()
  const allow = useAction(async (id: string) => {
    await acts.allow(id)
    void message.success(w.dncRemoved)
  })
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  const items = data.pages.flatMap((page) => page.items)
  const ask = ({ id, number }: DoNotCall): void => void modal.confirm({ title: `${w.dncRemove} ${number}`, content: w.dncRemoveAsk, okText: w.dncRemove, cancelText: w.cancel, onOk: async () => void (await allow.run(id)) })
  return (
    <section className="campaign-upload" aria-label={w.tabs.doNotCall}>
      <p className="quiet">{w.dncWhy}</p>
      {keeps ? <Add /> : null}
      {items.length === 0 ? <Empty title={w.dncNone}><p>{w.dncNoneWhy}</p></Empty> : (
        <Table<DoNotCall>
          size="small" rowKey="id" dataSource={items} pagination={false} scroll={{ x: 'max-content' }}
          columns={[
            { title: w.number, render: (_, { number }) => <span className="numbers">{number}</span> }, { title: w.dncSource, render: (_, { source }) => w.dncSources[source] }, { title: w.note, dataIndex: 'note', className: 'campaign-wrap' },
            { title: w.dncBy, render: (_, { addedAt, addedBy }) => <span className="numbers">{instant(addedAt)} {addedBy === 'system' ? w.machine : addedBy}</span> },
            ...(keeps ? [{ title: <span className="visually-hidden">{w.dncRemove}</span>, align: 'right' as const, render: (_: unknown, one: DoNotCall) => <Button size="small" aria-label={`${w.dncRemove} ${one.number}`} onClick={() => ask(one)}>{w.dncRemove}</Button> }] : []),
          ]}
        />
      )}
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
    </section>
  )
}

function Add() {
  const w = useWords(words)
  const { message } = App.useApp()
  const acts = useCampaignActs()
  const id = useId()
  const [number, setNumber] = useState('')
  const [note, setNote] = useState('')
  const { busy, run } = useAction(async () => {
    await acts.forbid({ number: number.trim(), note: note.trim() })
    setNumber('')
    setNote('')
    void message.success(w.dncAdded)
  })
  return (
    <form className="paper campaign-filter" aria-label={w.dncAdd} onSubmit={(event) => { event.preventDefault(); void run() }}>
      <label htmlFor={`${id}n`}>{w.dncNumber}</label>
      <Input id={`${id}n`} className="campaign-number" value={number} maxLength={40} inputMode="tel" autoComplete="off" onChange={({ target }) => setNumber(target.value)} />
      <label htmlFor={`${id}t`}>{w.dncNote}</label>
      <Input id={`${id}t`} className="campaign-remark" value={note} maxLength={200} autoComplete="off" onChange={({ target }) => setNote(target.value)} />
      <Button htmlType="submit" loading={busy} disabled={number.trim().length < 3}>{w.dncAdd}</Button>
    </form>
  )
}

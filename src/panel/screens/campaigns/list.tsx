import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Select, Table } from 'antd'
import { useState } from 'react'
import type { Campaign, CampaignEntry, EntryState } from '../../../contract/campaign.ts'
import { useFormat } from '../../look/format.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { useWords } from '../../words/language.ts'
import { endOf, endWords } from '../dialer/ends.ts'
import { useEntries, useCampaignActs } from './data.ts'
import { ENTRY_STATES } from './rules/settings.ts'
import { ListUpload } from './upload.tsx'
import { words } from './words.ts'

/** The numbers of a campaign and what came of each; a draft takes more. */
export function NumberList({ campaign }: { campaign: Campaign }) {
  const w = useWords(words)
  const [state, setState] = useState<EntryState | null>(null)
  const [uploading, setUploading] = useState(false)
  const { listed, counts } = campaign
  const may = campaign.may.includes('list')
  const states = ENTRY_STATES.filter((one) => (counts[one] ?? 0) > 0).map((value) => ({ value: value as EntryState | '', label: `${w.entries[value]} ${counts[value]}` }))
  return (
    <section className="campaign-upload" aria-label={w.listTitle}>
      <div className="campaign-filter">
        {listed === 0 ? null : <Select aria-label={w.filter} className="campaign-state" value={state ?? ''} onChange={(value: EntryState | '') => setState(value === '' ? null : value)} options={[{ value: '', label: `${w.allStates} ${listed}` }, ...states]} />}
        {may ? <span className="send-acts">{listed > 0 && campaign.state === 'draft' ? <ClearList campaign={campaign} /> : null}<Button type={listed === 0 ? 'primary' : 'default'} onClick={() => setUploading(true)}>{w.upload}</Button></span> : null}
      </div>
      {listed === 0 ? <Empty title={w.noList}><p>{w.noListWhy}</p></Empty> : <Entries campaign={campaign} state={state} />}
      {uploading ? <ListUpload id={campaign.id} onClose={() => setUploading(false)} /> : null}
    </section>
  )
}

function ClearList({ campaign }: { campaign: Campaign }) {
  const w = useWords(words)
  const { modal } = App.useApp()
  const known = useQueryClient()
  const acts = useCampaignActs()
  const { busy, run } = useAction(async () => {
    await acts.clearList(campaign)
    await known.invalidateQueries({ queryKey: ['campaigns', campaign.id] })
  })
  return <Button loading={busy} onClick={() => void modal.confirm({ title: w.clearList, content: w.clearListAsk, okText: w.clearList, cancelText: w.cancel, okButtonProps: { danger: true }, onOk: async () => void (await run()) })}>{w.clearList}</Button>
}

function Entries({ campaign, state }: { campaign: Campaign; state: EntryState | null }) {
  const [w, ends] = [useWords(words), useWords(endWords)]
  const { instant } = useFormat()
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useEntries(campaign.id, state)
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  const items = data.pages.flatMap((page) => page.items)
  // Nobody is called before the campaign may call anybody.
  const nextOf = ({ nextAt }: CampaignEntry): number | null => (campaign.state !== 'running' || nextAt === null ? null : Math.max(nextAt, campaign.opensAt ?? 0))
  const said = (at: number | null): string => (at === null ? w.noEnd : instant(at))
  return (
    <>
      <Table<CampaignEntry>
        size="small" rowKey="id" dataSource={items} pagination={false} scroll={{ x: 'max-content' }} locale={{ emptyText: w.noEntries }}
        columns={[
          { title: w.number, render: (_, { number }) => <span className="numbers">{number}</span> }, { title: w.person, dataIndex: 'name', className: 'campaign-wrap' },
          { title: w.state, render: (_, one) => <><span className={`campaign-key entry-${one.state}`} aria-hidden="true" /> {w.entries[one.state]}</> },
          { title: w.tries, render: (_, { attempts }) => <span className="numbers">{w.times(attempts)}</span> },
          { title: w.last, render: (_, { lastAt, last }) => <span className="numbers">{said(lastAt)}{last === null ? '' : ` ${endOf(ends, last)}`}</span> },
          { title: w.next, render: (_, one) => <span className="numbers">{said(nextOf(one))}</span> },
        ]}
      />
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
    </>
  )
}

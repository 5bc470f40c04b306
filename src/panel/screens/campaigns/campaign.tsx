import { Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Campaign } from '../../../contract/campaign.ts'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { Problem } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { DialerLine } from '../dialer/line.tsx'
import '../dispatch/dispatch.css'
import '../ledger/ledger.css'
import './campaigns.css'
import { useCampaign, useCampaignActs } from './data.ts'
import { Heard } from './heard.tsx'
import { NumberList } from './list.tsx'
import { STATE_COLOURS } from './page.tsx'
import { Progress } from './progress.tsx'
import { Results } from './results.tsx'
import { SettingsForm } from './settings-form.tsx'
import { Steps } from './steps.tsx'
import { useSaid } from './when.ts'
import { words } from './words.ts'

const PARTS = ['results', 'list', 'content'] as const
type Part = (typeof PARTS)[number]

/** One campaign: how far it is and what can be done about it; what came of it, its list, what is said. */
export function CampaignPage() {
  const w = useWords(words)
  const { id = '' } = useParams()
  const { data, error, isPending, refetch } = useCampaign(id)
  const back = <Link to="/campaigns">{w.back}</Link>
  if (isPending) return <Page title={w.title} actions={back}><Loading /></Page>
  if (!data) return <Page title={w.title} actions={back}>{error instanceof Problem && error.status === 404 ? <Empty title={w.gone}>{back}</Empty> : <Failed error={error} retry={() => void refetch()} />}</Page>
  return <Page title={data.name} actions={back}><Shown campaign={data} /></Page>
}

function Shown({ campaign }: { campaign: Campaign }) {
  const w = useWords(words)
  const [params, setParams] = useSearchParams()
  const draft = campaign.state === 'draft'
  const parts: readonly Part[] = draft ? ['content', 'list'] : PARTS
  const part = parts.find((one) => one === params.get('part')) ?? parts[0] ?? 'content'
  return (
    <div className="campaign">
      {campaign.state === 'running' && campaign.waits === null ? <DialerLine kind="campaign" /> : null}
      <Head campaign={campaign} />
      <div className="ledger-seg" role="group" aria-label={w.partsLabel}>{parts.map((one) => <button key={one} type="button" aria-pressed={one === part} onClick={() => setParams({ part: one }, { replace: true })}>{w.parts[one]}</button>)}</div>
      {part === 'content' ? <Content key={campaign.id} campaign={campaign} /> : part === 'list' ? <NumberList campaign={campaign} /> : <Results campaign={campaign} />}
    </div>
  )
}

function Head({ campaign }: { campaign: Campaign }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const { planOf, waitOf } = useSaid()
  const { kind, state, listed, startedAt, endedAt, createdBy, createdAt } = campaign
  const wait = state === 'draft' ? (listed === 0 ? w.draftNext.list : w.draftNext.start) : waitOf(campaign)
  const past = [w.by(createdBy, instant(createdAt)), ...(startedAt === null ? [] : [w.startedAt(instant(startedAt))]), ...(endedAt === null ? [] : [w.ended(instant(endedAt))])]
  return (
    <section className="paper campaign-head" aria-label={w.progressLabel}>
      <div className="campaign-head-top">
        <span><Tag>{w.kinds[kind]}</Tag><Tag color={STATE_COLOURS[state]}>{w.states[state]}</Tag></span>
        {wait === '' ? null : <strong role="status">{wait}</strong>}
        <Steps campaign={campaign} />
      </div>
      <p className="numbers">{planOf(campaign)}</p>
      <p className="quiet numbers">{past.join(' · ')}</p>
      {state === 'draft' && listed === 0 ? null : <Progress campaign={campaign} legend />}
    </section>
  )
}

function Content({ campaign }: { campaign: Campaign }) {
  const w = useWords(words)
  const acts = useCampaignActs()
  const [dirty, setDirty] = useState(false)
  if (!campaign.may.includes('edit')) return <Heard campaign={campaign} old={false} />
  return (
    <div className="campaign-edit">
      <div>
        {campaign.state === 'draft' && campaign.listed === 0 ? <p className="quiet">{w.saveFirst}</p> : null}
        <SettingsForm initial={campaign} started={campaign.state !== 'draft'} onDirty={setDirty} submit={async (settings) => void (await acts.change(campaign, settings))} />
      </div>
      <Heard campaign={campaign} old={dirty} />
    </div>
  )
}

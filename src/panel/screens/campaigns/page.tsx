import { Button, Tag } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Campaign, CampaignState } from '../../../contract/campaign.ts'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { DialerLine } from '../dialer/line.tsx'
import '../dispatch/dispatch.css'
import '../ledger/ledger.css'
import './campaigns.css'
import { useCampaigns } from './data.ts'
import { DoNotCallList } from './do-not-call.tsx'
import { Progress } from './progress.tsx'
import { useSaid } from './when.ts'
import { words } from './words.ts'

export const STATE_COLOURS: Readonly<Record<CampaignState, string>> = { draft: 'default', running: 'processing', paused: 'warning', finished: 'success', stopped: 'default' }
const TABS = ['campaigns', 'doNotCall'] as const

/** Opinion polls and announcements to a list of numbers (U24), and who does not want them. */
export function CampaignsPage() {
  const w = useWords(words)
  const navigate = useNavigate()
  const { role } = useUser()
  const [params, setParams] = useSearchParams()
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'campaigns'
  const makes = role === 'supervisor'
  return (
    <Page title={w.title} actions={makes && tab === 'campaigns' ? <Button type="primary" onClick={() => void navigate('/campaigns/new')}>{w.new}</Button> : undefined}>
      <div className="campaigns">
        <DialerLine kind="campaign" />
        <div className="ledger-seg" role="group" aria-label={w.tabsLabel}>{TABS.map((one) => <button key={one} type="button" aria-pressed={one === tab} onClick={() => setParams(one === 'campaigns' ? {} : { tab: one }, { replace: true })}>{w.tabs[one]}</button>)}</div>
        {tab === 'campaigns' ? <CampaignList makes={makes} /> : <DoNotCallList keeps={makes} />}
      </div>
    </Page>
  )
}

function CampaignList({ makes }: { makes: boolean }) {
  const w = useWords(words)
  const navigate = useNavigate()
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useCampaigns()
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Empty title={w.none}><p>{makes ? w.noneWhy : w.noneRead}</p>{makes ? <Button onClick={() => void navigate('/campaigns/new')}>{w.new}</Button> : null}</Empty>
  return (
    <>
      <ul className="campaign-list">{items.map((campaign) => <li key={campaign.id} className="paper"><Entry campaign={campaign} /></li>)}</ul>
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
    </>
  )
}

function Entry({ campaign }: { campaign: Campaign }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const { daysOf, hoursOf, waitOf } = useSaid()
  const { id, name, kind, state, listed, createdBy, createdAt, endedAt } = campaign
  const now = state === 'draft' ? (listed === 0 ? w.draftNext.list : w.draftNext.start) : endedAt === null ? waitOf(campaign) : w.ended(instant(endedAt))
  return (
    <article className="campaign-entry" aria-label={name}>
      <div className="campaign-what">
        <p className="campaign-name"><Link to={`/campaigns/${id}`}>{name}</Link> <Tag>{w.kinds[kind]}</Tag><Tag color={STATE_COLOURS[state]}>{w.states[state]}</Tag></p>
        <p className="quiet numbers">{daysOf(campaign)} · {hoursOf(campaign)}</p>
        <p className="quiet numbers">{w.by(createdBy, instant(createdAt))}</p>
      </div>
      <div className="campaign-how">
        <Progress campaign={campaign} />
        {now === '' ? null : <p>{now}</p>}
      </div>
    </article>
  )
}

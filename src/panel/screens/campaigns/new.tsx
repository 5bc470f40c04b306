import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { Page } from '../../look/page.tsx'
import { serverNow } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import '../dispatch/dispatch.css'
import './campaigns.css'
import { useCampaignActs } from './data.ts'
import { Heard } from './heard.tsx'
import { fresh } from './rules/settings.ts'
import { SettingsForm } from './settings-form.tsx'
import { words } from './words.ts'

/** A campaign that is written for the first time; saved, it goes on as a draft. */
export function NewCampaignPage() {
  const w = useWords(words)
  const navigate = useNavigate()
  const acts = useCampaignActs()
  const [initial] = useState(() => fresh(serverNow()))
  return (
    <Page title={w.newTitle} actions={<Link to="/campaigns">{w.back}</Link>}>
      <div className="campaign-edit">
        <SettingsForm initial={initial} started={false} onDirty={() => {}} submit={async (settings) => void navigate(`/campaigns/${(await acts.make(settings)).id}`, { replace: true })} />
        <Heard campaign={null} old={false} />
      </div>
    </Page>
  )
}

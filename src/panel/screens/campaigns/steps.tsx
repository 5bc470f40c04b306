import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Campaign } from '../../../contract/campaign.ts'
import { useAction } from '../../look/use-action.ts'
import { useWords } from '../../words/language.ts'
import { type CampaignStep, useCampaignActs } from './data.ts'
import { progressOf } from './rules/settings.ts'
import { useSaid } from './when.ts'
import { words } from './words.ts'

/** Start, pause, stop, delete: what will happen is said before it does. */
export function Steps({ campaign }: { campaign: Campaign }) {
  const w = useWords(words)
  const { modal, message } = App.useApp()
  const navigate = useNavigate()
  const acts = useCampaignActs()
  const { busy, run } = useAction(async (step: CampaignStep) => {
    if (step === 'delete') {
      await acts.remove(campaign)
      void navigate('/campaigns')
    } else await acts.step(campaign, step)
    void message.success(w.done[step])
  })
  const asked = useAsked(campaign)
  const ask = (step: CampaignStep): void => {
    const { title, content, label } = asked(step)
    void modal.confirm({ title, content, okText: label, cancelText: w.cancel, okButtonProps: { danger: step === 'stop' || step === 'delete' }, onOk: async () => void (await run(step)) })
  }
  const { may, listed } = campaign
  return (
    <span className="send-acts">
      {may.includes('start') ? <Button type="primary" loading={busy} disabled={listed === 0} onClick={() => ask('start')}>{campaign.state === 'paused' ? w.resume : w.start}</Button> : null}
      {may.includes('pause') ? <Button loading={busy} onClick={() => ask('pause')}>{w.pause}</Button> : null}
      {may.includes('stop') ? <Button danger loading={busy} onClick={() => ask('stop')}>{w.stop}</Button> : null}
      {may.includes('delete') ? <Button danger type="text" loading={busy} onClick={() => ask('delete')}>{w.remove}</Button> : null}
    </span>
  )
}

interface Asked {
  title: string
  content: ReactNode
  label: string
}

/** What each step would do to this campaign. */
function useAsked(campaign: Campaign): (step: CampaignStep) => Asked {
  const w = useWords(words)
  const { daysOf, hoursOf } = useSaid()
  const { name, state, restDays } = campaign
  const { left } = progressOf(campaign)
  return (step) => {
    if (step === 'pause') return { title: w.pauseAsk(name), content: w.pauseWhy, label: w.pause }
    if (step === 'stop') return { title: w.stopAsk(name), content: w.stopWhy(left), label: w.stop }
    if (step === 'delete') return { title: w.removeAsk(name), content: w.removeWhy, label: w.remove }
    if (state === 'paused') return { title: w.resumeAsk(name), content: w.resumeWhy(left), label: w.resume }
    return { title: w.startAsk(name), content: <><p>{w.startWhy(left, daysOf(campaign), hoursOf(campaign), restDays ? w.restDays : w.workdays)}</p><p className="quiet">{w.startLaw}</p></>, label: w.start }
  }
}

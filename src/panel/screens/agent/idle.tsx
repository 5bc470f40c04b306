import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { AgentView } from '../../../contract/agent.ts'
import type { CallRecord } from '../../../contract/call.ts'
import { useFormat } from '../../look/format.ts'
import { api } from '../../server/api.ts'
import { useFeed } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { useActs } from './acts.ts'
import { figuresOf } from './rules/figures.ts'
import { words } from './words.ts'

/** Between calls: whether one will come, the day so far, and calling somebody. */
export function Idle({ agent }: { agent: AgentView }) {
  const w = useWords(words).idle
  const waiting = useFeed((feed) => feed.waiting.size)
  const [title, why] = agent.state === 'ready' ? [w.ready, w.readyWhy] : agent.state === 'offline' ? [w.offline, w.offlineWhy] : [w.notReady, w.notReadyWhy]
  return (
    <>
      <div className="idle">
        <h2>{title}</h2>
        <p className="quiet">{why}</p>
        <p className="quiet numbers">{w.waiting(waiting)}</p>
      </div>
      <Figures extension={agent.extension} />
      <Dial />
    </>
  )
}

function Figures({ extension }: { extension: string }) {
  const w = useWords(words).idle.figures
  const { span } = useFormat()
  const from = new Date(new Date().setHours(0, 0, 0, 0)).toISOString()
  const { data } = useQuery({
    queryKey: ['own-calls', extension, from], staleTime: 5_000, refetchInterval: 60_000,
    queryFn: async ({ signal }) => figuresOf((await api.get<{ items: CallRecord[] }>('/calls', { agent: extension, from, limit: 200 }, { signal })).items),
  })
  const shown: [string, string][] = [
    [w.answered, String(data?.answered ?? '–')], [w.meanTalk, data?.meanTalkMs == null ? '–' : span(data.meanTalkMs)], [w.placed, String(data?.placed ?? '–')], [w.satisfied, data && data.rated > 0 ? `${data.satisfied}/${data.rated}` : '–'],
  ]
  return (
    <section aria-label={w.title}>
      <h3>{w.title}</h3>
      <dl className="figures">
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="numbers">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Rings the agent's own phone, then the number. */
function Dial() {
  const w = useWords(words).idle
  const { act, busy } = useActs()
  const [number, setNumber] = useState('')
  const dial = async (): Promise<void> => {
    if (number.trim() !== '' && (await act('dial', async () => await api.send('POST', '/calls', { number })))) setNumber('')
  }
  return (
    <form className="dial" onSubmit={(event) => { event.preventDefault(); void dial() }}>
      <label htmlFor="dial-number"><h3>{w.dial}</h3></label>
      <span className="dial-line">
        <Input id="dial-number" inputMode="tel" autoComplete="off" maxLength={30} value={number} placeholder={w.dialPlaceholder} onChange={({ target }) => setNumber(target.value)} />
        <Button htmlType="submit" disabled={number.trim() === ''} loading={busy === 'dial'}>{w.call}</Button>
      </span>
    </form>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import type { CallDetail } from '../../../contract/call.ts'
import { api } from '../../server/api.ts'
import { useFeed } from '../../server/feed.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { useAct } from './acting.ts'
import { type MonitorMode, MODES } from './agent-actions.ts'
import { words } from './words.ts'

const LOOK_EVERY_MS = 1_500

/** While the supervisor is on an agent's line: how, and what can be done from there. */
export function MonitorBar() {
  const w = useWords(words)
  const act = useAct()
  const { extension } = useUser()
  const own = useFeed(({ agents }) => (extension === null ? null : (agents.get(extension)?.call ?? null)))
  const agent = useFeed(({ calls, agents }) => {
    const seat = own === null ? null : (calls.get(own)?.agent ?? null)
    return seat === null ? '' : `${seat} ${agents.get(seat)?.name ?? ''}`
  })
  const { data, refetch } = useQuery({ queryKey: ['monitored', own], queryFn: () => api.get<CallDetail>(`/calls/${own ?? ''}`), enabled: own !== null, refetchInterval: LOOK_EVERY_MS })
  const monitor = own === null ? null : (data?.now?.monitor ?? null)
  if (own === null || monitor === null || monitor.by !== extension) return null
  const send = (path: string, body?: unknown) => async (): Promise<void> => {
    await api.send('POST', `/calls/${own}/${path}`, body)
    await refetch()
  }
  const change = (mode: MonitorMode): void =>
    act({ run: send('monitor', { mode }), done: w.switched(w[mode]), ...(mode === 'barge' ? { ask: { title: w.bargeTitle, text: w.bargeText } } : {}) })
  return (
    <section className="paper monitor-bar" aria-label={w.listen}>
      <b>{w.listening(w[monitor.mode], agent)}</b>
      {monitor.active ? null : <span role="status">{w.ringingYou}</span>}
      <Segmented size="small" value={monitor.mode} onChange={change} options={MODES.map((value) => ({ value, label: w[value] }))} />
      <Button size="small" disabled={monitor.mode !== 'barge' || !monitor.active} title={monitor.mode === 'barge' ? '' : w.bargeFirst} onClick={() => act({ run: send('take-over'), done: w.tookOver, ask: { title: w.takeOverTitle, text: w.takeOverText(agent) } })}>{w.takeOver}</Button>
      <Button size="small" danger onClick={() => act({ run: send('force-release'), done: w.released, ask: { title: w.releaseTitle, text: w.releaseText(agent) } })}>{w.release}</Button>
      <Button size="small" onClick={() => act({ run: send('stop-monitor'), done: w.stopped })}>{w.stop}</Button>
    </section>
  )
}

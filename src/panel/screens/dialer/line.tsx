import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { DialerKind, DialerState, DialKind } from '../../../contract/dialer.ts'
import { useFormat } from '../../look/format.ts'
import { useAction } from '../../look/use-action.ts'
import { api, Problem, sentenceOf } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import './dialer.css'
import { standingOf } from './rules/standing.ts'
import { words } from './words.ts'

const LOOK_AGAIN_MS = 5_000

/** What the dialer does with one kind of calls, or in one sentence why it waits; a supervisor pauses it here. */
export function DialerLine({ kind }: { kind: DialKind }) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery({ queryKey: ['dialer'], queryFn: ({ signal }) => api.get<DialerState>('/dialer', {}, { signal }), refetchInterval: LOOK_AGAIN_MS })
  const label = w.label(w.kinds[kind])
  const one = data?.kinds.find((each) => each.kind === kind)
  // Not everybody who reads what came of calls has to know how they are made.
  if (error instanceof Problem && error.status === 403) return null
  if (error && !data) return <section className="paper dialer-line" aria-label={label}><p role="alert">{w.failed}：{sentenceOf(error)}</p><Button size="small" onClick={() => void refetch()}>{w.retry}</Button></section>
  if (!data || !one) return <section className="paper dialer-line" aria-label={label} aria-busy={!data} />
  const standing = standingOf(one)
  return (
    <section className={`paper dialer-line ${standing}`} aria-label={label}>
      <p className="dialer-what" role="status"><span className="dialer-mark" aria-hidden="true" /><strong>{w.kinds[kind]}</strong> <Sentence state={data} one={one} /></p>
      {standing === 'idle' || one.why === 'at_once' ? null : <p className="quiet numbers">{w.atOnce(one.allowed, one.maxAtOnce)}</p>}
      <Pause one={one} />
    </section>
  )
}

function Sentence({ state: { trunks, longestWaitMs, pauseWaitMs }, one }: { state: DialerState; one: DialerKind }) {
  const w = useWords(words)
  const { instant, span } = useFormat()
  const { running, due, planned, why, opensAt, pausedBy, pausedAt } = one
  if (standingOf(one) === 'idle') return <span>{w.idle(planned)}</span>
  if (why === null) return <span>{running > 0 ? w.calling(running, due) : w.starting(due)}</span>
  const said = {
    paused: () => w.why.paused(pausedBy ?? '', pausedAt === null ? '' : instant(pausedAt)), no_link: () => w.why.no_link, window: () => w.why.window(opensAt === null ? '' : instant(opensAt)), callers: () => w.why.callers(span(pauseWaitMs), span(longestWaitMs)),
    trunks: () => w.why.trunks(trunks.inUse, trunks.total, trunks.reserved), at_once: () => `${w.calling(running, due)}；${w.why.at_once(one.maxAtOnce)}`, limit: () => w.why.limit,
  }[why]()
  const rest = why === 'at_once' ? '' : [...(due > 0 ? [w.waiting(due)] : []), ...(running > 0 ? [w.stillRunning(running)] : [])].join('；')
  return <span>{said} {rest === '' ? null : <span className="quiet">{rest}</span>}</span>
}

function Pause({ one: { kind, pausedBy } }: { one: DialerKind }) {
  const w = useWords(words)
  const { role } = useUser()
  const { message } = App.useApp()
  const known = useQueryClient()
  const paused = pausedBy !== null
  const { busy, run } = useAction(async () => {
    known.setQueryData(['dialer'], await api.send<DialerState>('POST', '/dialer/pause', { kind, paused: !paused }))
    await known.invalidateQueries({ queryKey: ['dialer'] })
    void message.success(paused ? w.resumed : w.paused)
  })
  if (role !== 'supervisor') return null
  return <Button type={paused ? 'primary' : 'default'} loading={busy} onClick={() => void run()}>{paused ? w.resume[kind] : w.pause[kind]}</Button>
}

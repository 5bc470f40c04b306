import { useFeed } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

// Small parts of rows that follow something else in the feed than the row itself.

/** "1001 张三" */
export function AgentName({ extension }: { extension: string }) {
  const name = useFeed(({ agents }) => agents.get(extension)?.name ?? '')
  return <span title={name}><span className="numbers">{extension}</span> {name}</span>
}

/** The caller's number, masked. */
export function CallerOf({ call }: { call: string }) {
  const ani = useFeed(({ calls }) => calls.get(call)?.ani ?? null)
  return <span className="numbers">{ani ?? '—'}</span>
}

/** Which number the agent's caller dialled, and what the call is doing. */
export function CallOf({ call }: { call: string }) {
  const w = useWords(words)
  const live = useFeed(({ calls }) => calls.get(call))
  if (!live) return <span className="quiet">—</span>
  const stage = (w.stages as Readonly<Record<string, string>>)[live.stage] ?? live.stage
  return <span title={`${live.dnis} ${stage}`}><b className="numbers">{live.dnis}</b> <span className="quiet">{stage}</span></span>
}

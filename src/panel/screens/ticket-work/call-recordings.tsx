import { Button } from 'antd'
import { useState } from 'react'
import type { CallDetail } from '../../../contract/call.ts'
import { useFormat } from '../../look/format.ts'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { workWords } from './words.ts'

/** The recordings of a call, fetched when somebody wants to hear them: hearing is audited. */
export function CallRecordings({ call, label }: { call: string; label: string }) {
  const w = useWords(workWords)
  const { instant, span } = useFormat()
  const [found, setFound] = useState<CallDetail['recordings'] | null>(null)
  const { busy, run } = useAction(async () => setFound((await api.get<CallDetail>(`/calls/${call}`)).recordings))
  if (found === null) return <Button size="small" loading={busy} aria-label={`${w.listen} ${label}`} onClick={() => void run()}>{w.listen}</Button>
  if (found.length === 0) return <span className="quiet">{w.noRecording}</span>
  return (
    <ul className="work-recordings">
      {found.map(({ id, startedAt, lengthMs }, i) => (
        <li key={id}>
          <span className="quiet numbers">{instant(startedAt)}{lengthMs === null ? '' : ` ${span(lengthMs)}`}</span>
          <audio controls preload="none" autoPlay={i === 0} aria-label={`${w.recording} ${instant(startedAt)}`} src={api.address(`/recordings/${id}`)} />
        </li>
      ))}
    </ul>
  )
}

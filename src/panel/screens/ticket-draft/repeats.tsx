import { Button } from 'antd'
import { useState } from 'react'
import type { RepeatOf } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

interface RepeatsProps {
  repeats: readonly RepeatOf[]
  busy: boolean
  onMerge: (into: string) => void
}

const MOST = 3

/** Open tickets that may be about the same matter; merging asks once more. */
export function Repeats({ repeats, busy, onMerge }: RepeatsProps) {
  const w = useWords(words)
  const [all, setAll] = useState(false)
  if (repeats.length === 0) return null
  return (
    <section className="draft-repeats" aria-label={w.repeats(repeats.length)}>
      <strong>{w.repeats(repeats.length)}</strong>
      <ul>
        {repeats.slice(0, all ? repeats.length : MOST).map((one) => <Repeat key={one.ticketNo} one={one} busy={busy} onMerge={onMerge} />)}
      </ul>
      {repeats.length > MOST && !all ? <Button size="small" type="link" onClick={() => setAll(true)}>{w.more} {repeats.length - MOST}</Button> : null}
    </section>
  )
}

function Repeat({ one, busy, onMerge }: Omit<RepeatsProps, 'repeats'> & { one: RepeatOf }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const [sure, setSure] = useState(false)
  const { ticketNo, title, state, openedAt, sameCaller, samePlace, repeatCount } = one
  return (
    <li>
      <span className="draft-repeat">
        <span className="numbers">{ticketNo}</span> {title} <span className="quiet">{[w.states[state], `${w.openedAt} ${instant(openedAt)}`, ...(sameCaller ? [w.sameCaller] : []), ...(samePlace ? [w.samePlace] : []), ...(repeatCount > 0 ? [w.repeated(repeatCount)] : [])].join(' · ')}</span>
      </span>
      {sure ? (
        <span className="draft-sure" role="group" aria-label={w.mergeSure}>
          <span>{w.mergeSure}</span>
          <Button size="small" type="primary" autoFocus loading={busy} onClick={() => onMerge(ticketNo)}>{w.mergeYes}</Button>
          <Button size="small" onClick={() => setSure(false)}>{w.back}</Button>
        </span>
      ) : (
        <Button size="small" aria-label={`${w.merge} ${ticketNo}`} onClick={() => setSure(true)}>{w.merge}</Button>
      )}
    </li>
  )
}

import { useState } from 'react'
import { useWords } from '../../words/language.ts'
import { CallButtons } from './call-buttons.tsx'
import { Calling, Dialled } from './dialled.tsx'
import { EmergencyLines, Order } from './emergency.tsx'
import { Finder } from './finder.tsx'
import { Idle } from './idle.tsx'
import { Refused } from './notices.tsx'
import { allowed, type Stage } from './rules/stage.ts'
import { type Seat, useLine } from './seat.ts'
import { ThirdParty } from './third.tsx'
import { words } from './words.ts'
import { WrapUp } from './wrap-up.tsx'

/** The call in hand: who, for what number, and what can be done. */
export function CallCard({ seat }: { seat: Seat }) {
  const { agent, call, stage, now } = seat
  const [findingIn, setFindingIn] = useState<string | null>(null)
  const w = useWords(words)
  const outbound = seat.told?.direction === 'outbound'
  const dnis = seat.waiting?.dnis ?? seat.caller?.dnis ?? seat.told?.dnis ?? null
  const line = useLine(dnis)
  if (!agent) return null
  if (call === null || stage === 'none') return <section className="column paper" aria-label={w.columns.call}><Refused /><Idle agent={agent} /></section>
  const may = allowed(now)
  const finding = findingIn === call && may.ask === 'yes'
  return (
    <section className={`column paper call ${stage}`} aria-label={w.columns.call}>
      <StageStrip stage={stage} />
      <Dialled number={dnis} line={line} outbound={outbound} />
      <Calling seat={seat} />
      {now?.monitor?.active ? <p className="tag warn wide" role="status">{w.monitor[now.monitor.mode]}</p> : null}
      <Refused />
      {now?.third && stage !== 'wrapUp' ? <ThirdParty call={call} now={now} third={now.third} /> : null}
      {stage === 'held' || stage === 'rescuing' ? <p className="hint">{w.hears[stage]}</p> : null}
      {stage === 'wrapUp' ? <WrapUp agent={agent} /> : stage === 'rescuing' ? null : <CallButtons seat={seat} finding={finding} onFind={(open) => setFindingIn(open ? call : null)} />}
      {finding ? <Finder call={call} own={agent.extension} transfer={may.transfer} onClose={() => setFindingIn(null)} /> : null}
      {now?.third?.purpose === 'emergency' && now.third.line !== null ? <Order key={now.third.line} call={call} peer={now.third.line} /> : null}
      {stage === 'ringing' || stage === 'wrapUp' || stage === 'guest' || stage === 'calling' || stage === 'rescuing' ? null : <EmergencyLines call={call} on={may.ask === 'yes'} />}
    </section>
  )
}

function StageStrip({ stage }: { stage: Stage }) {
  const w = useWords(words)
  return <div aria-live={stage === 'ringing' ? 'assertive' : 'polite'}><h2 className={`stage ${stage}`}>{w.stages[stage]}</h2></div>
}

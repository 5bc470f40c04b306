import type { Hotline } from '../../../contract/hotline.ts'
import { ticking, useNow } from '../../look/format.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import type { Seat } from './seat.ts'
import { words } from './words.ts'

/** Which number was dialled: what it is called, how it is merged, and what to say first. */
export function Dialled({ number, line, outbound }: { number: string | null; line: Hotline | undefined; outbound: boolean }) {
  const w = useWords(words)
  const english = useLanguage() === 'en'
  const name = line && english && line.nameEn !== '' ? line.nameEn : line?.nameZh
  return (
    <section className="dialled" aria-label={w.dialled}>
      <p className="dialled-line">
        <strong className="dialled-number numbers">{outbound ? w.outbound : (number ?? '')}</strong>
        <span>{outbound ? '' : name}</span>
        {line && !outbound ? <span className="tag">{w.modes[line.mergeMode]}</span> : null}
        {line?.status === 'transition' && line.cancelDate !== null && !outbound ? <span className="tag warn">{w.transitionUntil(line.cancelDate)}</span> : null}
      </p>
      {line && !outbound ? <p className="greeting"><span className="tag">{w.greeting}</span>{line.greetingZh ?? greetingOf(line)}</p> : null}
    </section>
  )
}

/** What is said where a line has no greeting of its own: in Chinese in either language of the panel, for it is said to the caller. */
const greetingOf = ({ nameZh }: Hotline): string => `您好，${nameZh}，请问有什么可以帮您？`

/** Who calls, as far as the rules let it be seen, and for how long. */
export function Calling({ seat: { agent, caller, waiting, told, stage } }: { seat: Seat }) {
  const w = useWords(words)
  const rank = told?.rank ?? waiting?.rank
  const transferred = (told?.transferCount ?? 0) > 0
  const number = caller?.number ?? told?.ani ?? null
  return (
    <section className="calling" aria-label={w.caller}>
      <p className="calling-line">
        <span className="quiet">{w.caller}</span>
        <strong className="numbers">{number ?? w.withheld}</strong>
        {caller?.elder ? <span className="tag warn">{w.labels.elder}</span> : null}
        {caller?.repeat ? <span className="tag bad">{w.labels.repeat(caller.timesIn30Days)}</span> : null}
        {caller?.language ? <span className="tag">{w.person.languages[caller.language] ?? caller.language}</span> : null}
        {rank === 'emergency' ? <span className="tag bad">{w.labels.emergency}</span> : null}
        {rank === 'return' ? <span className="tag">{w.labels.return}</span> : null}
        {transferred && stage !== 'wrapUp' ? <span className="tag">{w.labels.transferred}</span> : null}
      </p>
      <Timers arrivedAt={told?.arrivedAt ?? caller?.arrivedAt ?? null} waitedMs={stage === 'ringing' ? null : (told?.waitedMs ?? null)} endedAt={stage === 'wrapUp' && agent ? agent.since : null} />
    </section>
  )
}

interface TimersProps {
  arrivedAt: number | null
  /** Null = still waiting. */
  waitedMs: number | null
  /** Null = goes on. */
  endedAt: number | null
}

function Timers({ arrivedAt, waitedMs, endedAt }: TimersProps) {
  const w = useWords(words)
  const now = useNow()
  if (arrivedAt === null) return null
  return (
    <p className="timers numbers">
      <span>{w.waited} {ticking(waitedMs ?? now - arrivedAt)}</span>
      {waitedMs === null ? null : <span>{w.talked} {ticking((endedAt ?? now) - arrivedAt - waitedMs)}</span>}
    </p>
  )
}

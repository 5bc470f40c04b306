import type { ReactNode } from 'react'
import type { Today } from '../../../contract/report.ts'
import { useFormat } from '../../look/format.ts'
import { lineOf, useFeed } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { countByState } from './rules/rows.ts'
import { Since } from './since.tsx'
import { percent } from './percent.ts'
import { words } from './words.ts'

const LONG_MS = 60_000
const TOO_LONG_MS = 180_000

/** The present, counted from the lists beside it, and the day so far, from the records of calls. */
export function Figures({ today }: { today: Today | undefined }) {
  const w = useWords(words)
  const { span } = useFormat()
  const total = today?.total
  const known = (value: number | undefined): ReactNode => value ?? '—'
  const spent = (ms: number | null | undefined): string => (ms === null || ms === undefined ? '—' : span(ms))
  return (
    <dl className="paper figures">
      <Present />
      <Figure name={w.offeredToday}>{known(total?.offered)}</Figure>
      <Figure name={w.answered}>{known(total?.answered)}</Figure>
      <Figure name={w.answerRate}>{percent(total?.answerRate)}</Figure>
      <Figure name={w.serviceLevel((today?.answerWithinMs ?? 15_000) / 1_000)}>{percent(total?.serviceLevel)}</Figure>
      <Figure name={w.abandoned}>{known(total?.abandoned)}{total && total.abandonedShort > 0 ? <small className="quiet"> {w.ofThatShort(total.abandonedShort)}</small> : null}</Figure>
      <Figure name={w.meanWait}>{spent(total?.meanWaitMs)}</Figure>
      <Figure name={w.meanTalk}>{spent(total?.meanTalkMs)}</Figure>
    </dl>
  )
}

function Present() {
  const w = useWords(words)
  const waiting = useFeed((feed) => lineOf(feed).length)
  const oldest = useFeed((feed) => lineOf(feed).reduce<number | null>((first, { arrivedAt }) => (first === null || arrivedAt < first ? arrivedAt : first), null))
  const talking = useFeed((feed) => feed.talking)
  const ready = useFeed((feed) => countByState(feed.agents.values()).ready)
  return (
    <>
      <Figure name={w.waitingNow} strong>{waiting}</Figure>
      <Figure name={w.longestWait} strong>{oldest === null ? '—' : <Since at={oldest} warnMs={LONG_MS} badMs={TOO_LONG_MS} />}</Figure>
      <Figure name={w.talkingNow} strong>{talking}</Figure>
      <Figure name={w.readyNow} strong>{ready}</Figure>
    </>
  )
}

const Figure = ({ name, strong = false, children }: { name: string; strong?: boolean; children: ReactNode }) => (
  <div className={strong ? 'figure strong' : 'figure'}>
    <dt>{name}</dt>
    <dd className="numbers">{children}</dd>
  </div>
)

import type { Today } from '../../../contract/report.ts'
import { clockOf } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { percent } from './percent.ts'
import { words } from './words.ts'

const [WIDTH, HEIGHT, FOOT, SLOTS] = [480, 130, 18, 48] as const
const SLOT_MS = 1_800_000

/** Calls and answered calls of each half hour as bars, service level as a line: two series of 48 need no chart library. */
export function Course({ today }: { today: Today }) {
  const w = useWords(words)
  const most = Math.max(1, ...today.course.map(({ offered }) => offered))
  const step = WIDTH / SLOTS
  const x = (at: number): number => ((at - today.startedAt) / SLOT_MS) * step
  const y = (part: number): number => HEIGHT - part * (HEIGHT - 8)
  const level = today.course.filter(({ serviceLevel }) => serviceLevel !== null)
  return (
    <figure className="course">
      <figcaption>{w.courseToday} <span className="key offered">{w.offered}</span> <span className="key answered">{w.answered}</span> <span className="key level">{w.serviceLevel(today.answerWithinMs / 1_000)}</span></figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`} role="img" aria-label={w.courseLabel}>
        {today.course.map(({ startedAt, offered, answered, serviceLevel }) => (
          <g key={startedAt}>
            <title>{`${clockOf(startedAt).slice(0, 5)} ${w.offered} ${offered} ${w.answered} ${answered} ${percent(serviceLevel)}`}</title>
            <rect className="offered" x={x(startedAt) + 1} width={step - 2} y={y(offered / most)} height={HEIGHT - y(offered / most)} />
            <rect className="answered" x={x(startedAt) + 1} width={step - 2} y={y(answered / most)} height={HEIGHT - y(answered / most)} />
          </g>
        ))}
        <polyline className="level" points={level.map(({ startedAt, serviceLevel }) => `${x(startedAt) + step / 2},${y(serviceLevel ?? 0)}`).join(' ')} />
        {level.map(({ startedAt, serviceLevel }) => <circle key={startedAt} className="level" cx={x(startedAt) + step / 2} cy={y(serviceLevel ?? 0)} r={2} />)}
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} className="ground" />
        {[0, 6, 12, 18].map((hour) => <text key={hour} x={hour * 2 * step} y={HEIGHT + 14}>{`${hour}:00`}</text>)}
      </svg>
    </figure>
  )
}

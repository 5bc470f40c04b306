import type { HotlineStatus } from '../../../../contract/hotline.ts'
import { useWords } from '../../../words/language.ts'
import { barOf } from './rules/bar.ts'
import { words } from './words.ts'

interface TimeLineProps {
  status: HotlineStatus
  transitionStart: string | null
  cancelDate: string | null
  /** Today where the site is. */
  day: string
  /** In a list: a thin bar with its dates beneath. */
  small?: boolean
}

/** Where a number is between its merge and its end. */
export function TimeLine({ status, transitionStart, cancelDate, day, small = false }: TimeLineProps) {
  const w = useWords(words)
  const bar = barOf({ transitionStart, cancelDate }, day)
  const said = bar === null ? (status === 'cancelled' ? w.line.gone : status === 'scheduled' ? w.noDates : w.line.kept) : `${w.statuses[status]}，${w.from} ${transitionStart}，${w.cancelOn} ${cancelDate}`
  if (bar === null) return <div className={`time-line ${small ? 'small' : ''}`}><div className={`time-line-whole is-${status}`}>{said}</div></div>
  return (
    <div className={`time-line ${small ? 'small' : ''}`} role="img" aria-label={said}>
      <div className="time-line-bar">
        <span className="is-before" style={{ width: `${bar.before}%` }}>{small ? null : w.line.before}</span>
        <span className="is-transition" style={{ width: `${bar.transition}%` }}>{small ? null : w.line.transition}</span>
        <span className="is-cancelled" style={{ width: `${bar.after}%` }}>{small ? null : w.line.after}</span>
        <i className="time-line-today" style={{ insetInlineStart: `${bar.today}%` }}>{small ? null : <b>{w.line.today}</b>}</i>
      </div>
      <div className="time-line-days numbers">
        <span style={{ insetInlineStart: `${bar.before}%` }}>{transitionStart}</span>
        <span style={{ insetInlineStart: `${bar.before + bar.transition}%` }}>{cancelDate}</span>
      </div>
    </div>
  )
}

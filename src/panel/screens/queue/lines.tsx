import type { Today } from '../../../contract/report.ts'
import { useFormat } from '../../look/format.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { Course } from './course.tsx'
import { percent } from './percent.ts'
import { words } from './words.ts'

/** The day so far for each number dialled, with the total below, and its course. */
export function LinesToday({ today }: { today: Today }) {
  const w = useWords(words)
  const language = useLanguage()
  const { span } = useFormat()
  const time = (ms: number | null): string => (ms === null ? '—' : span(ms))
  const seconds = today.answerWithinMs / 1_000
  const figures = (one: Today['total']) => (
    <>
      <td>{one.offered}</td>
      <td>{one.answered}</td>
      <td>{percent(one.answerRate)}</td>
      <td>{percent(one.serviceLevel)}</td>
      <td>{one.abandoned}{one.abandonedShort > 0 ? <small className="quiet"> ({w.ofThatShort(one.abandonedShort)})</small> : null}</td>
      <td>{one.overflow}</td>
      <td>{one.lost}</td>
      <td>{time(one.meanWaitMs)}</td>
      <td>{time(one.meanTalkMs)}</td>
    </>
  )
  return (
    <section className="paper lines-today" aria-labelledby="lines-title">
      <h2 id="lines-title">{w.linesToday}</h2>
      {today.lines.length === 0 ? <p className="quiet">{w.noCallsToday}</p> : (
        <div className="lines-and-course">
          <div className="lines-scroll" tabIndex={0} role="region" aria-labelledby="lines-title">
            <table className="numbers">
              <thead>
                <tr>{[w.number, w.offered, w.answered, w.answerRate, w.serviceLevel(seconds), w.abandoned, w.overflow, w.lost, w.meanWait, w.meanTalk].map((title) => <th key={title} scope="col">{title}</th>)}</tr>
              </thead>
              <tbody>
                {today.lines.map((one) => (
                  <tr key={one.dnis}>
                    <th scope="row">{one.dnis} <span className="quiet">{language === 'en' && one.nameEn !== '' ? one.nameEn : one.nameZh}</span></th>
                    {figures(one)}
                  </tr>
                ))}
              </tbody>
              <tfoot><tr><th scope="row">{w.all}</th>{figures(today.total)}</tr></tfoot>
            </table>
          </div>
          <Course today={today} />
        </div>
      )}
    </section>
  )
}

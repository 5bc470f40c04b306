import { Tag } from 'antd'
import type { SurveyState } from '../../../contract/survey.ts'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat, useNow } from '../../look/format.ts'
import { Failed } from '../../look/states.tsx'
import { useWords } from '../../words/language.ts'
import { useRounds } from './data.ts'
import { Answered, Standing, Tries } from './round.tsx'
import { words } from './words.ts'

const COLOURS: Readonly<Record<SurveyState, string>> = { scheduled: 'blue', calling: 'processing', person: 'purple', answered: 'green', unanswered: 'default' }

/** Every call-back of a ticket, the last round first: who asked, when, and what was answered. Nothing before there is one. */
export function CallbackRounds({ ticket: { ticketNo, version } }: { ticket: Pick<TicketDetail, 'ticketNo' | 'version'> }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const now = useNow(false)
  const { data, error, refetch } = useRounds(ticketNo, version)
  if (!data) return error ? <section className="paper" aria-label={w.rounds}><Failed error={error} retry={() => void refetch()} /></section> : null
  if (data.length === 0) return null
  return (
    <section className="paper survey-rounds" aria-label={w.rounds}>
      <h3>{w.rounds}</h3>
      {data.toSorted((a, b) => b.round - a.round).map((survey) => (
        <article key={survey.id} aria-label={w.roundOf(survey.round + 1)}>
          <p><Tag color={COLOURS[survey.state]}>{w.states[survey.state]}</Tag> {w.roundOf(survey.round + 1)} <span className="quiet">{w.modes[survey.mode]} · <span className="numbers">{w.fedBack(instant(survey.openedAt))}</span></span></p>
          <Answered survey={survey} />
          <Standing survey={survey} now={now} />
          <Tries tries={survey.tries} />
        </article>
      ))}
    </section>
  )
}

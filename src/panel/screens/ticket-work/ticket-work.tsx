import { Tag } from 'antd'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat, useNow } from '../../look/format.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { TicketCallouts } from '../admin/roster/ticket-callouts.tsx'
import { CallbackRounds } from '../surveys/rounds.tsx'
import '../ticket-draft/draft.css'
import { words as draftWords } from '../ticket-draft/words.ts'
import { CallCitizen } from './call-citizen.tsx'
import { Calls, Supplements } from './calls.tsx'
import { Attachments } from './attachments.tsx'
import { Checklist } from './checklist.tsx'
import { Clocks, Standing, timeOf } from './clocks.tsx'
import { History } from './history.tsx'
import { Holders } from './holders.tsx'
import { Matter } from './matter.tsx'
import { Records } from './records.tsx'
import { useRecordLine } from './record-line.ts'
import { asksOf, nextOf } from './rules/next.ts'
import { stageOf } from './rules/clocks.ts'
import { Steps } from './steps.tsx'
import './ticket-work.css'
import { useUnitNames } from './unit-names.ts'
import { AgainBecause } from './why-again.tsx'
import { workWords } from './words.ts'

interface WorkProps {
  ticket: TicketDetail
  /** A form is open, or not any more. */
  onForm: (open: boolean) => void
}

/** One ticket on its way: where it stands, who has it, what comes next and what the reader may do, and all that was said and done. */
export function TicketWork({ ticket, onForm }: WorkProps) {
  return (
    <div className="work-frame">
      <article className="work" aria-label={ticket.ticketNo}>
        <header className="paper work-head">
          <Head ticket={ticket} />
          <Stages state={ticket.state} />
          <Next ticket={ticket} />
          <AgainBecause ticket={ticket} />
          <Steps ticket={ticket} onForm={onForm} />
        </header>
        <div className="work-main">
          <Matter ticket={ticket} />
          <Supplements ticket={ticket} />
          <Attachments ticket={ticket} />
        </div>
        <div className="work-side">
          <Clocks ticket={ticket} />
          <TicketCallouts ticket={ticket} />
          <CallCitizen ticket={ticket} />
          <Holders ticket={ticket} />
          <Checklist ticket={ticket} />
          <CallbackRounds ticket={ticket} />
          <Records ticket={ticket} />
          <Calls ticket={ticket} />
        </div>
        <div className="work-past"><History ticket={ticket} /></div>
      </article>
    </div>
  )
}

function Head({ ticket }: { ticket: TicketDetail }) {
  const [w, draft] = [useWords(workWords), useWords(draftWords)]
  const now = useNow()
  const { state, title, urgency, confidential, grade, exempt, final, districtFallback, round, repeatCount, bounceCount } = ticket
  return (
    <div className="work-title">
      <span className="draft-state" data-state={state}>{draft.states[state]}</span>
      <h2>{title === '' ? ticket.ticketNo : title}</h2>
      <span className="work-tags">
        <Standing ticket={ticket} now={now} />
        {urgency === 'normal' ? null : <Tag color={urgency === 'emergency' ? 'red' : 'gold'}>{urgency === 'emergency' ? w.emergency : w.urgent}</Tag>}
        {confidential ? <Tag color="purple">{w.confidential}</Tag> : null}
        {grade === null ? null : <Tag color={grade === 'C' || grade === 'D' ? 'gold' : 'green'}>{w.grade(grade)}</Tag>}
        {final ? <Tag>{w.final}</Tag> : null}
        {districtFallback ? <Tag>{w.districtFallback}</Tag> : null}
        {exempt ? <Tag>{w.exempt}</Tag> : null}
        {round > 0 ? <Tag color="gold">{w.round(round)}</Tag> : null}
        {bounceCount > 0 ? <Tag>{w.bounced(bounceCount)}</Tag> : null}
        {repeatCount > 0 ? <Tag>{w.repeats(repeatCount)}</Tag> : null}
      </span>
    </div>
  )
}

/** The five stages, and which one it is in. */
function Stages({ state }: Pick<TicketDetail, 'state'>) {
  const w = useWords(workWords)
  const at = stageOf(state)
  if (at === null) return null
  return (
    <ol className="work-stages" aria-label={w.stage}>
      {w.stages.map((name, i) => {
        const how = i + 1 < at ? 'done' : i + 1 === at ? 'now' : 'later'
        return (
          <li key={name} className={how} {...(how === 'now' ? { 'aria-current': 'step' as const } : {})}>
            <span aria-hidden="true">{how === 'done' ? '✓' : i + 1}</span> {name}
            {how === 'later' ? null : <span className="visually-hidden"> {how === 'done' ? w.stageDone : w.stageNow}</span>}
          </li>
        )
      })}
    </ol>
  )
}

/** What comes next, whose it is and by when; it says so when it is the reader's own. */
function Next({ ticket }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  const unitName = useUnitNames()
  const { instant } = useFormat()
  const { department, role } = useUser()
  const now = useNow()
  const line = useRecordLine()
  const { key, who, unit, by } = nextOf(ticket)
  const asks = asksOf(ticket.records, department)
  const yours = (who === 'unit' || (who === 'reviewer' && role === 'unit_head')) && unit !== null && unit === department
  const name = who === null ? '' : who === 'unit' && unit !== null ? unitName(unit) : `${who === 'reviewer' && unit !== null ? unitName(unit) : ''}${w.doers[who]}`
  return (
    <div className={yours || asks.length > 0 ? 'work-next yours' : 'work-next'}>
      <p className="work-next-what" role="status">{w.next[key](unit === null ? w.lead : unitName(unit), by === null ? '' : instant(by))}</p>
      {who === null ? null : (
        <p className="work-next-who">
          <span className="quiet">{w.doer}</span> {name}{yours ? <Tag color="blue">{w.yours}</Tag> : null}
          {by === null ? null : <span className={`numbers ${now > by ? 'tone-late' : ''}`} role="timer">{now > by ? w.over(timeOf(now - by, w)) : w.left(timeOf(by - now, w))}</span>}
        </p>
      )}
      {asks.map((record) => <p key={record.id} className="work-next-ask"><Tag color="blue">{w.yours}</Tag><strong>{w.asks[record.kind]}</strong> {line(record)}</p>)}
    </div>
  )
}

import { Alert } from 'antd'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketEventName } from '../../../contract/ticket.ts'
import { useWords } from '../../words/language.ts'
import { AttachmentList } from './attachments.tsx'
import { ExtensionOutcome } from './extension-outcome.tsx'
import { ReplyUnderReview } from './reply-under-review.tsx'
import type { Values } from './rules/payload.ts'
import { useUnitNames } from './unit-names.ts'
import { AgainBecause } from './why-again.tsx'
import { workWords } from './words.ts'

/** Forms that show something beside their fields need more room. */
export const WIDTHS: Readonly<Partial<Record<TicketEventName, number>>> = { reviewReply: 1_040, submitReply: 720, verify: 640 }

interface Beside {
  ticket: TicketDetail
  event: TicketEventName
}

/** What has to be read before the form of a step is filled in. */
export function BeforeFields({ ticket, event }: Beside) {
  if (event === 'reviewReply') return <ReplyUnderReview ticket={ticket} />
  if (event !== 'submitReply') return null
  return (
    <>
      <AgainBecause ticket={ticket} />
      <TasksLeft ticket={ticket} />
    </>
  )
}

/** What goes with the form: files that prove it, or what it would bring. */
export function AfterFields({ ticket, event, values }: Beside & { values: Values }) {
  const w = useWords(workWords)
  if (event === 'verify' || event === 'submitReply') return <section className="step-files" aria-label={w.proofs}><h3>{w.proofs}</h3><p className="step-hint">{w.proofsHint}</p><AttachmentList ticket={ticket} /></section>
  if (event === 'requestExtension') return <ExtensionOutcome ticketNo={ticket.ticketNo} days={values['days']} />
  return null
}

/** Nothing is fed back while other departments still owe their part. */
function TasksLeft({ ticket: { records } }: Pick<Beside, 'ticket'>) {
  const w = useWords(workWords)
  const unitName = useUnitNames()
  const open = records.filter(({ kind, state }) => kind === 'co_task' && state === 'open')
  if (open.length === 0) return null
  return <Alert type="warning" showIcon title={w.tasksLeft(open.map(({ unit }) => unitName(unit ?? '')).join('、'))} description={w.tasksLeftWhy} />
}

import type { TicketDetail } from '../../../../contract/ticket-detail.ts'
import type { TicketRecord } from '../../../../contract/ticket-record.ts'

type Entry = Pick<TicketDetail['timeline'][number], 'at' | 'actor' | 'event' | 'from' | 'to' | 'note'>
type Survey = Pick<TicketRecord, 'kind' | 'state' | 'data'>
type Now = Pick<TicketDetail, 'state' | 'round' | 'replyAuthor'> & { timeline: readonly Entry[]; records: readonly Survey[] }

export interface WhyAgain {
  /** sent_back: its own reviewer; citizen: not pleased; verdict: of the social review; reopened: the matter came up again. */
  kind: 'sent_back' | 'citizen' | 'verdict' | 'reopened'
  at: number
  actor: string
  /** What the reviewer, the clerk or the agent wrote. */
  note: string
  /** What the citizen answered before, and said. */
  answer: { solved: string | null; satisfied: string | null; reason: string | null; note: string } | null
}

const CAUSES: Readonly<Record<string, WhyAgain['kind']>> = { callbackResult: 'citizen', judge: 'citizen', verdict: 'verdict', reopen: 'reopened' }
const WORKED_ON: readonly TicketDetail['state'][] = ['dispatched', 'signed', 'handling', 'reply_review']

/** Why a department has it once more: what somebody who has to do it again must read first; null = it is the first time. */
export function whyAgain({ state, round, replyAuthor, timeline, records }: Now): WhyAgain | null {
  const sentBack = state === 'handling' && replyAuthor !== null ? timeline.findLast(({ event, to }) => event === 'reviewReply' && to === 'handling') : undefined
  if (sentBack) return { kind: 'sent_back', at: sentBack.at, actor: sentBack.actor, note: sentBack.note, answer: null }
  if (round === 0 || !WORKED_ON.includes(state)) return null
  const cause = timeline.findLast(({ event, from, to }) => to === 'handling' && from !== 'handling' && event in CAUSES)
  if (!cause) return null
  const kind = CAUSES[cause.event] ?? 'citizen'
  if (kind === 'reopened') return { kind, at: cause.at, actor: cause.actor, note: cause.note, answer: null }
  const asked = timeline.findLast(({ event, at }) => event === 'callbackResult' && at <= cause.at)
  const survey = records.findLast((one) => one.kind === 'survey' && one.state === 'done')
  return { kind, at: cause.at, actor: cause.actor, note: cause === asked ? '' : cause.note, answer: { ...answerOf(survey?.data ?? {}), note: asked?.note ?? '' } }
}

const answerOf = (data: Survey['data']): Omit<NonNullable<WhyAgain['answer']>, 'note'> => {
  const code = (name: string): string | null => (typeof data[name] === 'string' ? data[name] : null)
  return { solved: code('solved'), satisfied: code('satisfied'), reason: code('reason') }
}

import type { Ticket, TicketState } from '../../../../contract/ticket.ts'

type Timed = Pick<Ticket, 'state' | 'urgency' | 'respondBy' | 'returnBy' | 'triageBy' | 'judgeBy' | 'dueAt' | 'signedAt' | 'feedbackAt' | 'dispatchedAt' | 'final'>

export interface TicketClock {
  kind: 'respond' | 'giveBack' | 'triage' | 'judge' | 'due'
  by: number
  /** When it was kept or missed; null = it runs. */
  doneAt: number | null
  tone: 'good' | 'plain' | 'near' | 'late'
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Somebody should look at it when less than this is left. The deadline itself goes by working days: the server says until when (`nearBy`). */
const NEAR_MS: Readonly<Record<Exclude<TicketClock['kind'], 'due'>, number>> = { respond: 5 * MINUTE_MS, giveBack: 2 * HOUR_MS, triage: 2 * HOUR_MS, judge: 2 * HOUR_MS }
const NEAR_EMERGENCY_MS = 10 * MINUTE_MS

const WORKED_ON: readonly TicketState[] = ['in_triage', 'pending_dispatch', 'dispatched', 'signed', 'handling', 'reply_review']

/** What has to be done by when: clocks that run, and the two whose outcome counts. `nearBy`: what is due until then is nearly due; null = not known. */
export function clocksOf(ticket: Timed, now: number, nearBy: number | null): TicketClock[] {
  const { state, urgency, final, respondBy, returnBy, triageBy, judgeBy, dueAt, signedAt, feedbackAt } = ticket
  const isNear = (kind: TicketClock['kind'], by: number): boolean => {
    if (urgency === 'emergency') return by - now < (kind === 'due' ? NEAR_EMERGENCY_MS : Math.min(NEAR_MS[kind], NEAR_EMERGENCY_MS))
    return kind === 'due' ? nearBy !== null && by <= nearBy : by - now < NEAR_MS[kind]
  }
  const clock = (kind: TicketClock['kind'], by: number | null, runs: boolean, doneAt: number | null): TicketClock[] => {
    if (by === null || (!runs && doneAt === null)) return []
    if (doneAt !== null) return [{ kind, by, doneAt, tone: doneAt > by ? 'late' : 'good' }]
    return [{ kind, by, doneAt, tone: now > by ? 'late' : isNear(kind, by) ? 'near' : 'plain' }]
  }
  // Whoever may still give it back is told until when; that the time is over needs no clock. Emergencies and joint decisions are not given back.
  const giveBack = urgency !== 'emergency' && !final && (state === 'dispatched' || state === 'signed') && returnBy !== null && now <= returnBy
  return [
    ...clock('triage', triageBy, state === 'in_triage', null),
    ...clock('respond', respondBy, state === 'dispatched', state === 'dispatched' ? null : signedAt),
    ...clock('giveBack', returnBy, giveBack, null),
    ...clock('judge', judgeBy, state === 'callback_review', null),
    ...clock('due', dueAt, WORKED_ON.includes(state), WORKED_ON.includes(state) ? null : feedbackAt),
  ]
}

/** The worst of what runs: for the head of the page and for lists. */
export function standingOf(ticket: Timed, now: number, nearBy: number | null): 'late' | 'near' | null {
  const running = clocksOf(ticket, now, nearBy).filter(({ doneAt, kind }) => doneAt === null && kind !== 'giveBack')
  return running.some(({ tone }) => tone === 'late') ? 'late' : running.some(({ tone }) => tone === 'near') ? 'near' : null
}

/** Days, hours and minutes of a time that is left or over. */
export function partsOf(ms: number): { days: number; hours: number; minutes: number; seconds: number } {
  const seconds = Math.floor(Math.abs(ms) / 1_000)
  return { days: Math.floor(seconds / 86_400), hours: Math.floor(seconds / 3_600) % 24, minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 }
}

/** 接听受理—分拣派单—接收核查—办理反馈—督办回访 (J22), from 1; 6 = past them, null = it ended on another way. */
export function stageOf(state: TicketState): number | null {
  const STAGES: Readonly<Record<TicketState, number | null>> = {
    draft: 1, pending_dispatch: 2, in_triage: 2, dispatched: 3, signed: 3, handling: 4, reply_review: 4, pending_callback: 5, callback_review: 5, social_review: 5,
    closed: 6, archived: 6, rejected: null, cancelled: null, merged: null, transferred: null,
  }
  return STAGES[state]
}

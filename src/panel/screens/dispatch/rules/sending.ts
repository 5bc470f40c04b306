import type { DispatchAdvice, DispatchUnit } from '../../../../contract/dispatch-advice.ts'
import type { TicketEventName } from '../../../../contract/ticket.ts'
import type { TicketState } from '../../../../contract/ticket.ts'

/** What the dispatcher is about to do with the ticket. */
export type Mode = 'send' | 'triage' | 'approve' | 'refuse'

export interface Sending {
  mode: Mode
  unit: string | null
  section: string | null
  coUnits: readonly string[]
  method: string
  requirements: string
  overrideReason: string
  final: boolean
  /** Of triage. */
  reason: string | null
  note: string
}

export const NOTHING: Sending = { mode: 'send', unit: null, section: null, coUnits: [], method: '', requirements: '', overrideReason: '', final: false, reason: null, note: '' }

/** With this department: its section and helpers by the list, where the list names it. */
export function given(before: Sending, unit: string | null, { list }: Pick<DispatchAdvice, 'list'>): Sending {
  const line = list.find((one) => one.unit === unit)
  return { ...before, mode: 'send', unit, section: line?.section ?? null, coUnits: (line?.coUnits ?? []).filter((code) => code !== unit) }
}

type Event = { event: TicketEventName } & Record<string, unknown>

/** The step that is asked for; null = something is missing. Where a reason is needed only the server knows. */
export function eventOf({ mode, unit, section, coUnits, method, requirements, overrideReason, final, reason, note }: Sending, state: TicketState): Event | null {
  if (mode === 'approve' || mode === 'refuse') return { event: 'decideReturn', approved: mode === 'approve', note: note.trim() }
  if (mode === 'triage') return reason === null ? null : { event: 'triage', reason, note: note.trim() }
  if (unit === null) return null
  const sent = { unit, section, coUnits: coUnits.filter((code) => code !== unit), method: method.trim(), requirements: requirements.trim() }
  return state === 'in_triage' ? { event: 'triageDecide', ...sent, final } : { event: 'dispatch', ...sent, overrideReason: overrideReason.trim() }
}

/** Whether a dispatcher has something to decide about it. */
export const isToSend = (state: TicketState): boolean => state === 'pending_dispatch' || state === 'in_triage'

/** Best first: the department itself, those that begin so, those that have it somewhere. By name, pinyin, initials or code. */
export function rankOfUnit({ code, nameZh, nameEn, shortName, pinyin }: Pick<DispatchUnit, 'code' | 'nameZh' | 'nameEn' | 'shortName' | 'pinyin'>, typed: string): number | null {
  const query = typed.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
  const names = [code, nameZh, nameEn, shortName, ...pinyin.split(' ')].map((name) => name.toLowerCase().replaceAll(/\s+/g, '')).filter((name) => name !== '')
  if (names.includes(query)) return 0
  if (names.some((name) => name.startsWith(query))) return 1
  return names.some((name) => name.includes(query)) ? 2 : null
}

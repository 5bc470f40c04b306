import type { Notice } from './case.ts'

export interface TicketAlarm {
  kind: 'ticket_overdue' | 'ticket_emergency' | 'emergency_overdue' | 'dispatch_late' | 'triage_late' | 'nobody_told'
  details: Readonly<Record<string, string | null>>
}

/** One alarm for each department that is late, for each emergency; nobody having a matter is one of the house. */
export function alarmOf({ kind, audience, unit, details }: Notice, ticketNo: string, nameOf: (unit: string) => string): TicketAlarm | null {
  // Whoever stands in has the alarm of the one who was meant.
  if (details?.['standsInFor'] !== undefined) return null
  const name = unit === null ? null : nameOf(unit)
  // Each is told to several; the centre's own notice is the one that counts.
  if (kind === 'red_card' && audience === 'supervisor') return { kind: 'ticket_overdue', details: { unit, name, ticket: ticketNo } }
  if (kind === 'overdue' && audience === 'supervisor' && details?.['type'] !== undefined) return { kind: 'emergency_overdue', details: { ticketNo, unit, name } }
  if (kind === 'emergency' && (audience === 'supervisor' || audience === 'leader')) return { kind: 'ticket_emergency', details: { ticketNo, unit, name } }
  if (kind === 'dispatch_late') return { kind: 'dispatch_late', details: { ticket: ticketNo } }
  return kind === 'triage_late' ? { kind: 'triage_late', details: { ticket: ticketNo } } : null
}

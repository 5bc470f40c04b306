import type { TicketNo } from '../../contract/ticket.ts'

/** `day` "2026-11-21" of the site, `count` from 1 on that day: JC20261121000123 (domain.md §2.11). */
export const ticketNo = (prefix: string, day: string, count: number): TicketNo =>
  `${prefix}${day.replaceAll('-', '')}${String(count).padStart(6, '0')}` as TicketNo

import type { TicketNotice } from '../../../contract/ticket-notice.ts'

/** The list of what nobody has seen, after word of one: a new one stands first, one that was seen is gone. */
export function withNotice(unseen: readonly TicketNotice[], notice: TicketNotice): TicketNotice[] {
  const others = unseen.filter(({ id }) => id !== notice.id)
  if (notice.seenAt !== null) return others
  const at = others.findIndex((one) => one.at <= notice.at)
  return at === -1 ? [...others, notice] : [...others.slice(0, at), notice, ...others.slice(at)]
}

export interface TicketGroup {
  ticketNo: string
  title: string
  /** Newest first. */
  notices: readonly TicketNotice[]
}

const RANK = { emergency: 0, soon: 1, later: 2 } as const
const rankOf = ({ notices }: TicketGroup): number => Math.min(...notices.map(({ urgency }) => RANK[urgency]))

/** By ticket: those with an emergency first, then in the order in which they came. */
export function byTicket(notices: readonly TicketNotice[]): TicketGroup[] {
  const groups = new Map<string, TicketNotice[]>()
  for (const notice of notices) groups.set(notice.ticketNo, [...(groups.get(notice.ticketNo) ?? []), notice])
  const all = [...groups].map(([ticketNo, of]): TicketGroup => ({ ticketNo, title: of[0]?.title ?? '', notices: of }))
  return all.toSorted((a, b) => Math.min(1, rankOf(a)) - Math.min(1, rankOf(b)))
}

/** Whether it is quiet at this minute of the day, by hours such as "22:00-07:00". */
export function isQuiet(hours: string | null, minute: number): boolean {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(hours ?? '') ?? []
  if (toMinute === undefined) return false
  const [from, to] = [Number(fromHour) * 60 + Number(fromMinute), Number(toHour) * 60 + Number(toMinute)]
  return from < to ? from <= minute && minute < to : minute >= from || minute < to
}

/** The tab's title with the number of what nobody has seen. */
export const counted = (title: string, unseen: number): string => `${unseen > 0 ? `(${unseen > 99 ? '99+' : unseen}) ` : ''}${title.replace(/^\(\d+\+?\) /, '')}`

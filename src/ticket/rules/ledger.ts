import { type LedgerEntry, type LedgerStanding, type LedgerUnit, SupervisionLevel } from '../../contract/ledger.ts'
import { SupervisionType } from '../../contract/ticket-event.ts'

// The ledger of supervision (J31, A-J27): what departments have and have not fed back, and what was done about it.

/** Something done about a ticket, as it is counted. */
export interface Done {
  kind: string
  /** Type of an order, manner of a reminder. */
  what: string | null
  target: string | null
  open: boolean
  dueAt: number | null
}

const levelOf = (target: string | null): SupervisionLevel => SupervisionLevel.options.find((one) => one === target) ?? 'handler'

/** What has been done about a ticket: reminders by manner, orders, and the open one that has climbed highest. */
export function doneAbout(all: readonly Done[]): Pick<LedgerEntry, 'order' | 'orders' | 'reminders'> {
  const reminded = (manner: string): number => all.filter(({ kind, what }) => kind === 'reminder' && what === manner).length
  const orders = all.filter(({ kind }) => kind === 'supervision')
  const open = orders.flatMap(({ open: isOpen, what, target, dueAt }) => {
    const type = SupervisionType.options.find((one) => one === what)
    return isOpen && type !== undefined ? [{ type, level: levelOf(target), dueAt }] : []
  })
  const rank = ({ level, type }: (typeof open)[number]): number => SupervisionLevel.options.indexOf(level) * SupervisionType.options.length + SupervisionType.options.indexOf(type)
  return {
    order: open.toSorted((a, b) => rank(b) - rank(a))[0] ?? null, orders: orders.length,
    reminders: { phone: reminded('phone'), message: reminded('message'), written: reminded('written'), yellow: reminded('yellow_card') },
  }
}

export const NONE: LedgerStanding = { open: 0, nearlyDue: 0, overdue: 0, supervised: 0, problem: 0 }
export const sum = (all: readonly LedgerStanding[]): LedgerStanding =>
  all.reduce((a, b) => ({ open: a.open + b.open, nearlyDue: a.nearlyDue + b.nearlyDue, overdue: a.overdue + b.overdue, supervised: a.supervised + b.supervised, problem: a.problem + b.problem }), NONE)

interface Tree {
  all: readonly { code: string; parent: string | null }[]
  /** The department and all below it. */
  below: (unit: string) => readonly string[]
}

/**
 * The departments directly below one (null = the topmost), each with all that lies below it, what is late first; those that
 * have nothing are left out. A department that has something of its own stands in its own list too.
 */
export function byUnit(own: ReadonlyMap<string, LedgerStanding>, under: string | null, { all, below }: Tree): LedgerUnit[] {
  const known = new Set(all.map(({ code }) => code))
  const isTop = ({ parent }: { parent: string | null }): boolean => parent === null || !known.has(parent)
  const rows = all.filter((one) => (under === null ? isTop(one) : one.parent === under)).map(({ code }): LedgerUnit => {
    const inside = below(code).filter((unit) => own.has(unit))
    return { unit: code, below: inside.some((unit) => unit !== code), ...sum(inside.map((unit) => own.get(unit) ?? NONE)) }
  })
  const itself = under === null ? undefined : own.get(under)
  const found = [...(itself && under !== null ? [{ unit: under, below: false, ...itself }] : []), ...rows].filter(({ open }) => open > 0)
  return found.toSorted((a, b) => b.overdue - a.overdue || b.nearlyDue - a.nearlyDue || b.open - a.open || a.unit.localeCompare(b.unit))
}

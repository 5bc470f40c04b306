import { randomUUID } from 'node:crypto'
import type { App } from '../app.ts'
import type { Outside, Seat } from '../call/port.ts'
import type { CallState } from '../call/rules/state.ts'
import type { ContactPhone, ContactStage } from '../contract/ticket-contact.ts'
import { phonesOf } from '../department/rules/phones.ts'
import type { Principal } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import { contactStore } from '../ticket/contact/store.ts'
import { type ContactNow, createContacting, type Contacting } from '../ticket/contact/contacting.ts'
import { isToCitizen } from '../ticket/rules/contact.ts'

/** A phone of a department, or somebody's own. */
type Registered = ContactPhone & { dialled: string }

/** Calls to the citizen from a ticket: registered phones, our walls and the calls that go on. */
export function joinContacts(app: Pick<App, 'ticketing' | 'cipher' | 'db' | 'identity' | 'clock' | 'departments' | 'calendar' | 'agents' | 'outbound' | 'placing' | 'calls' | 'config'>): Contacting {
  const { ticketing, cipher, db, identity, clock, departments, calendar, agents, outbound, placing, calls, config } = app

  function registered(user: Principal): Registered[] {
    const seat = user.extension === null ? undefined : agents.find(user.extension)
    // Signed off, a telephone on the desk can still be rung; a browser cannot.
    const own: Registered[] = seat && seat.reachable !== false && (seat.state !== 'offline' || (seat.device === 'desk' && seat.reachable === true)) ? [{ id: 'own', kind: 'own', name: '', number: seat.extension, dialled: seat.extension }] : []
    const department = user.department === null ? undefined : departments.find(user.department)
    const theirs = department ? phonesOf(department, calendar.isOpen(department.schedule, clock.now())) : []
    return [
      ...own,
      ...theirs.filter(({ number }) => outbound.judge(number).ok).map(({ id, kind, name, number }) => ({ id, kind, name, number: kind === 'office' || kind === 'duty' ? number : maskNumber(number), dialled: number })),
    ]
  }

  /** Somebody on duty is reserved by their seat; any other phone is rung as it is. */
  function firstOf(phone: ContactPhone, user: Principal): Seat | Outside | null {
    const found = registered(user).find(({ id }) => id === phone.id)
    if (!found) throw new AppError('NO_PHONE_REGISTERED')
    if (found.kind !== 'own') return { kind: 'outside', number: outbound.number(found.dialled), name: user.department ?? '', line: null, unit: user.department, emergency: false }
    const seat = user.extension === null ? undefined : agents.find(user.extension)
    return seat?.state === 'offline' ? { kind: 'seat', agent: seat.extension, name: seat.name } : null
  }

  return createContacting({
    reading: ticketing.reading, records: ticketing.cases.records, store: contactStore(db, cipher), cipher, audit: identity.audit, now: clock.now, onRecord: outbound.onRecord,
    phones: (user) => registered(user).map(({ id, kind, name, number }) => ({ id, kind, name, number })),
    place(phone, { number, dnis, ticketNo, urgent, reason }, user) {
      const wanted = { number, dnis, ticketNo, callbackId: null, asked: urgent, screen: '联系诉求人', wish: { by: user.username, unit: user.department, reason }, hidden: true }
      const marked = { source: `ticket ${ticketNo} ${randomUUID()}`, since: clock.now() }
      const first = firstOf(phone, user)
      return first === null ? placing.own(wanted, user, marked) : placing.between(wanted, first, marked)
    },
    underWay: () => [...calls.open().values()].flatMap(({ state }) => contactNow(state)),
    limits: () => ({ atOnce: config.policy.outbound.maxCallsPerAgent, perHour: config.policy.outbound.callsPerAgentPerHour }),
  })
}

function contactNow(state: CallState): ContactNow[] {
  const { plan, call, arrivedAt: at, answeredAt } = state
  if (plan.treatment !== 'dial' || plan.ticketNo === null || state.at === 'ended') return []
  if (!isToCitizen(plan.labels)) return []
  const { by = null, unit = null, reason = '' } = plan.wish ?? {}
  return [{ call, ticketNo: plan.ticketNo, by, unit, reason, at, answeredAt, stage: stageOf(state) }]
}

function stageOf(state: CallState): ContactStage {
  switch (state.at) {
    case 'booked':
      return 'phone'
    case 'calling':
    case 'dialling':
      return 'citizen'
    case 'reaching':
      return state.step.what === 'sorry' ? 'told' : state.step.what
    default:
      return 'talking'
  }
}

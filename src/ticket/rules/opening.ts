import { type EventName, type Handlers, moves, refuse, stays } from './case.ts'

// From the first word to the moment a matter is handed in, or done with at once. That the fields are complete is seen to
// by whoever has them (needed.ts); where a merged one goes to, by repeat.ts.

export const OPENING = {
  /** T02. */
  directAnswer: (now, _, { now: at }) => moves('closed', { sets: { acceptedAt: at, closedAt: at, closeReason: 'direct_answer', disposition: now.disposition ?? 'direct' } }),
  /** T03, and T08 at once (Z09). */
  submit: (_, __, { now: at }) => moves('pending_dispatch', { sets: { acceptedAt: at, disposition: 'dispatch' }, next: { event: 'autoDispatch' } }),
  /** T04, T33. Nuisance and wrong numbers are only of drafts; whoever takes back a matter that is worked on has said so somewhere. */
  cancel({ state, leadUnit, processing, dnis }, { reason, note }, { now: at }) {
    if (state !== 'draft' && reason !== 'withdrawn') return refuse([{ path: 'reason', why: 'reason' }])
    if (state !== 'draft' && note.trim() === '') return refuse([{ path: 'note', why: 'needed' }])
    const told = leadUnit === null ? [] : [{ kind: 'taken_back' as const, audience: 'unit' as const, unit: leadUnit }]
    const outgoing = processing === 'exchange' && state !== 'draft' && dnis !== null ? [{ kind: 'withdrawal' as const, target: dnis }] : []
    return moves('cancelled', { reason, note, sets: { closedAt: at, closeReason: reason }, notices: told, outgoing })
  },
  /** T05: the citizen was told where to go instead (J28). */
  reject: (_, { reason, legalPath }, { now: at }) => moves('rejected', { reason, note: legalPath, sets: { acceptedAt: at, closedAt: at, closeReason: reason } }),
  /** T06. */
  merge: (_, { into }, { now: at }) => moves('merged', { details: { into }, sets: { closedAt: at, closeReason: 'merged' } }),
  /** T06, seen from the other side; so many, and somebody asks by phone what is going on (J29). */
  repeat(now, { from, count }, { limits }) {
    const repeatCount = now.repeatCount + count
    const alerts = repeatCount >= limits.repeatsMax && now.repeatCount < limits.repeatsMax && now.state !== 'draft'
    return stays(now, {
      details: { from }, sets: { repeatCount },
      add: alerts ? [{ kind: 'supervision', unit: now.leadUnit, data: { type: 'phone', automatic: true, cause: 'repeats', target: 'handler' } }] : [],
      notices: alerts ? [{ kind: 'repeats', audience: 'supervisor', unit: now.leadUnit, details: { repeatCount } }] : [],
    })
  },
  /** T07, by voice or to a system that took it: an emergency line, a sub-centre. */
  handOver: (_, { to, reference, note }, { now: at }) =>
    moves('transferred', { note, details: { to, reference }, sets: { closedAt: at, closeReason: 'handed_over' }, add: [{ kind: 'hand_over', settled: true, data: { to, reference } }] }),
  /** T07 in exchange mode: the other system has it from now on. */
  acknowledged: (_, { reference }) => moves('transferred', { details: { reference }, add: [{ kind: 'hand_over', settled: true, data: { reference } }] }),
  /** T35: what became of it there; not in our own figures. */
  mirrored({ state }, { status, text, done }, { now: at }) {
    const told = { reason: status.slice(0, 30), note: text }
    return done ? moves('closed', { ...told, sets: { closedAt: at, closeReason: 'mirrored' } }) : moves(state, told)
  },
} satisfies Partial<Handlers> & Partial<Record<EventName, unknown>>

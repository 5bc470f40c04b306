import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallId } from '../../contract/ids.ts'
import { signedOut, step, type AgentEvent, type AgentStatus } from './status.ts'

const WRAP_UP_MS = 120_000
const call = 'c1' as CallId
const other = 'c2' as CallId

/** Plays events one second apart, from second 1. */
const play = (...events: AgentEvent[]): AgentStatus =>
  events.reduce((status, event, i) => step(status, event, (i + 1) * 1_000, WRAP_UP_MS), signedOut(0))

const ready: AgentEvent = { type: 'wished', wish: 'ready', reason: null }
const lunch: AgentEvent = { type: 'wished', wish: 'not_ready', reason: 'lunch' }
const offline: AgentEvent = { type: 'wished', wish: 'offline', reason: null }
const ringing: AgentEvent = { type: 'ringing', call }
const released: AgentEvent = { type: 'released', call, wrapUp: true }
const ended = (how: 'answered' | 'no_answer' | 'busy' | 'declined' | 'unreachable' | 'withdrawn'): AgentEvent => ({ type: 'offerEnded', call, how })

describe('an agent who is offered a call', () => {
  it('rings, talks, wraps up and is ready again', () => {
    expect(play(ready, ringing)).toMatchObject({ state: 'ringing', call, since: 2_000 })
    expect(play(ready, ringing, ended('answered'))).toMatchObject({ state: 'talking', call, since: 3_000 })
    const wrapUp = play(ready, ringing, ended('answered'), released)
    expect(wrapUp).toMatchObject({ state: 'acw', call, since: 4_000, wrapUpUntil: 4_000 + WRAP_UP_MS })
    expect(step(wrapUp, { type: 'wrapUpOver' }, 123_999, WRAP_UP_MS)).toBe(wrapUp)
    expect(step(wrapUp, { type: 'wrapUpOver' }, 124_000, WRAP_UP_MS)).toMatchObject({ state: 'ready', since: 124_000, call: null })
  })

  it.each([
    ['no_answer', 'rna'],
    ['busy', 'busy'],
    ['declined', 'declined'],
    ['unreachable', 'unreachable'],
  ] as const)('is not ready after %s, because of %s', (how, reason) => {
    expect(play(ready, ringing, ended(how))).toMatchObject({ state: 'not_ready', reason, call: null })
  })

  it('keeps the turn when the caller gave up first', () => {
    expect(play(ready, ringing, ended('withdrawn'))).toMatchObject({ state: 'ready', since: 1_000 })
  })

  it('gets the break asked for while the phone rang, not the blame', () => {
    expect(play(ready, ringing, lunch, ended('no_answer'))).toMatchObject({ state: 'not_ready', reason: 'lunch' })
  })

  it('goes straight on without wrap-up where there is none', () => {
    const talking = play(ready, ringing, ended('answered'))
    expect(step(talking, released, 9_000, 0)).toMatchObject({ state: 'ready', since: 9_000 })
  })
})

describe('a wish', () => {
  it('during a call holds after the wrap-up', () => {
    const wrapUp = play(ready, ringing, ended('answered'), offline, released)
    expect(wrapUp).toMatchObject({ state: 'acw' })
    expect(step(wrapUp, { type: 'wrapUpOver' }, 200_000, WRAP_UP_MS)).toMatchObject({ state: 'offline' })
  })

  it('during wrap-up ends it', () => {
    expect(play(ready, ringing, ended('answered'), released, ready)).toMatchObject({ state: 'ready', since: 5_000 })
  })

  it('told twice does not cost the turn', () => {
    expect(play(ready, ready)).toMatchObject({ state: 'ready', since: 1_000 })
  })

  it('for a break without a reason is a break for some other reason', () => {
    expect(play({ type: 'wished', wish: 'not_ready', reason: null })).toMatchObject({ state: 'not_ready', reason: 'other' })
  })
})

describe('a phone out of reach', () => {
  const lost: AgentEvent = { type: 'reachable', reachable: false, device: 'desk' }
  const found: AgentEvent = { type: 'reachable', reachable: true, device: 'desk' }

  it('makes its agent not ready, and ready again when it is back', () => {
    expect(play(ready, lost)).toMatchObject({ state: 'not_ready', reason: 'unreachable' })
    expect(play(ready, lost, found)).toMatchObject({ state: 'ready', reason: null, since: 3_000 })
  })

  it('keeps an agent from becoming ready', () => {
    expect(play(lost, ready)).toMatchObject({ state: 'not_ready', reason: 'unreachable', wish: 'ready' })
  })

  it('changes nothing about a break', () => {
    expect(play(lunch, lost, found)).toMatchObject({ state: 'not_ready', reason: 'lunch', since: 1_000 })
  })

  it('found out by a failed offer counts as out of reach until it is seen again', () => {
    expect(play(ready, found, ringing, ended('unreachable'), found)).toMatchObject({ state: 'ready' })
  })

  it('is remembered during a call', () => {
    expect(play(ready, ringing, ended('answered'), lost)).toMatchObject({ state: 'talking' })
    expect(play(ready, ringing, ended('answered'), lost, released, ready)).toMatchObject({ state: 'not_ready', reason: 'unreachable' })
  })
})

describe('the device that rings', () => {
  const found = (device: 'browser' | 'desk'): AgentEvent => ({ type: 'reachable', reachable: true, device })
  const lost = (device: 'browser' | 'desk'): AgentEvent => ({ type: 'reachable', reachable: false, device })
  const choose = (device: 'browser' | 'desk' | null): AgentEvent => ({ type: 'deviceChosen', device })

  it('is the browser while it can be reached, else the desk phone', () => {
    expect(play(ready, found('desk'))).toMatchObject({ device: 'desk', state: 'ready' })
    expect(play(ready, found('desk'), found('browser'))).toMatchObject({ device: 'browser', state: 'ready' })
    expect(play(ready, found('desk'), found('browser'), lost('browser'))).toMatchObject({ device: 'desk', state: 'ready' })
  })

  it('is the one chosen, and the agent is not ready while that cannot be reached', () => {
    expect(play(ready, found('browser'), lost('desk'), choose('desk'))).toMatchObject({ device: 'desk', state: 'not_ready', reason: 'unreachable' })
    expect(play(ready, found('browser'), lost('desk'), choose('desk'), choose(null))).toMatchObject({ device: 'browser', state: 'ready' })
  })

  it('stays what it is during a call, unless the agent chooses another', () => {
    const talking = [ready, found('browser'), found('desk'), ringing, ended('answered'), lost('browser')] as const
    expect(play(...talking)).toMatchObject({ device: 'browser', reachable: false, state: 'talking' })
    expect(play(...talking, choose('desk'))).toMatchObject({ device: 'desk', reachable: true, state: 'talking' })
    expect(step(play(...talking, released), { type: 'wrapUpOver' }, 999_000, WRAP_UP_MS)).toMatchObject({ device: 'desk', state: 'ready' })
  })
})

const anyCall = fc.constantFrom(call, other)
const anyEvent: fc.Arbitrary<AgentEvent> = fc.oneof(
  fc.constantFrom(ready, lunch, offline),
  fc.record({ type: fc.constant('ringing' as const), call: anyCall }),
  fc.record({ type: fc.constant('talking' as const), call: anyCall }),
  fc.record({ type: fc.constant('released' as const), call: anyCall, wrapUp: fc.boolean() }),
  fc.record({ type: fc.constant('held' as const), call: anyCall, held: fc.boolean() }),
  fc.record({
    type: fc.constant('offerEnded' as const),
    call: anyCall,
    how: fc.constantFrom('answered', 'no_answer', 'busy', 'declined', 'unreachable', 'withdrawn'),
  }),
  fc.record({ type: fc.constant('wrapUpOver' as const) }),
  fc.record({ type: fc.constant('reachable' as const), reachable: fc.boolean(), device: fc.constantFrom('browser' as const, 'desk' as const) }),
  fc.record({ type: fc.constant('deviceChosen' as const), device: fc.constantFrom('browser' as const, 'desk' as const, null) }),
  fc.record({ type: fc.constant('recovered' as const), call: anyCall, as: fc.constantFrom('ringing', 'talking', 'on_hold') }),
)

describe('in any history', () => {
  const history = fc.array(anyEvent, { maxLength: 40 })

  it('a message about a call not in hand changes nothing', () => {
    fc.assert(
      fc.property(history, anyEvent, (events, last) => {
        const status = play(...events)
        const about = 'call' in last && last.type !== 'ringing' && last.type !== 'recovered'
        if (about && (status.call !== last.call || status.state === 'acw')) expect(step(status, last, 99_000, WRAP_UP_MS)).toBe(status)
      }),
      { numRuns: 5_000 },
    )
  })

  it('a message about a call told twice changes nothing the second time', () => {
    fc.assert(
      fc.property(history, anyEvent, (events, last) => {
        if (!('call' in last) || last.type === 'recovered') return
        const once = step(play(...events), last, 98_000, WRAP_UP_MS)
        if (last.type !== 'ringing' || once.call === last.call) expect(step(once, last, 99_000, WRAP_UP_MS)).toBe(once)
      }),
      { numRuns: 5_000 },
    )
  })

  it('reason, call, wrap-up and turn are set exactly in their states', () => {
    fc.assert(
      fc.property(history, (events) => {
        const { state, reason, call, wrapUpUntil, idleSince, wish, reachable } = play(...events)
        expect(reason !== null).toBe(state === 'not_ready')
        expect(call !== null).toBe(['ringing', 'talking', 'on_hold', 'acw'].includes(state))
        expect(wrapUpUntil !== null).toBe(state === 'acw')
        expect(idleSince !== null).toBe(state === 'ringing')
        if (state === 'ready') expect(wish === 'ready' && reachable !== false).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  it('an agent released from the call who wishes to be ready comes to be', () => {
    fc.assert(
      fc.property(history, (events) => {
        const status = play(...events)
        const free = status.call ? step(status, { type: 'released', call: status.call, wrapUp: true }, 90_000, WRAP_UP_MS) : status
        const reached = step(free, { type: 'reachable', reachable: true, device: free.choice ?? 'desk' }, 91_000, WRAP_UP_MS)
        expect(step(reached, ready, 92_000, WRAP_UP_MS).state).toBe('ready')
      }),
    )
  })
})

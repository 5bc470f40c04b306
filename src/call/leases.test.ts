import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../contract/policy.ts'
import { silentLog } from '../platform/log.ts'
import type { Outcome, TelephonyCommand } from '../telephony/port.ts'
import { createLeases } from './leases.ts'
import type { CallState } from './rules/state.ts'
import { agentLeg, aPlan, arrive, aTalk, call, callerLeg, T0, wait } from './testing/examples.ts'

const policy = defaultPolicy().lease

function rig(first: CallState) {
  const world = { now: T0, state: first, outcome: { ok: true } as Outcome, asked: [] as TelephonyCommand[] }
  const leases = createLeases({
    telephony: {
      perform: async (command) => {
        world.asked.push(command)
        return world.outcome
      },
    },
    policy,
    clock: { now: () => world.now, at: () => () => {}, every: () => () => {} },
    log: silentLog,
    state: () => world.state,
    calls: () => [call],
  })
  leases.entered(call, T0)
  const renewAt = async (afterMs: number): Promise<number> => {
    world.now = T0 + afterMs
    world.asked.length = 0
    leases.renew()
    await Promise.resolve()
    await Promise.resolve()
    return world.asked.length
  }
  return { world, leases, renewAt }
}

const announced = aPlan({ announcements: [{ id: 'transition', values: {} }] })

describe('the lease of a waiting caller', () => {
  it('is renewed when a third of it is used up, not before', async () => {
    const { renewAt, world } = rig(wait().state)
    expect(await renewAt(policy.renewEveryMs - 1)).toBe(0)
    expect(await renewAt(policy.renewEveryMs)).toBe(1)
    expect(world.asked).toEqual([{ type: 'lease', leg: callerLeg, forMs: policy.waitingMs }])
    expect(await renewAt(policy.renewEveryMs + 1)).toBe(0)
  })

  it('is asked for again when that failed', async () => {
    const { renewAt, world } = rig(wait().state)
    world.outcome = { ok: false, why: 'timeout', detail: '' }
    expect(await renewAt(policy.renewEveryMs)).toBe(1)
    expect(await renewAt(policy.renewEveryMs + 1_000)).toBe(1)
  })

  it('is not touched while a sound plays, which would hold up everybody', async () => {
    const { renewAt } = rig(arrive({ plan: announced }).state)
    expect(await renewAt(policy.entryMs - 1)).toBe(0)
  })

  it('is made long enough before a sound that it would not outlast', async () => {
    const { world, leases } = rig(arrive({ plan: announced }).state)
    await leases.cover(call, callerLeg, policy.entryMs - 6_000)
    expect(world.asked).toEqual([])
    await leases.cover(call, callerLeg, policy.entryMs - 4_000)
    expect(world.asked).toEqual([{ type: 'lease', leg: callerLeg, forMs: policy.waitingMs + policy.entryMs - 4_000 }])
  })

  it('does not care for what the agent hears', async () => {
    const { world, leases } = rig(arrive({ plan: announced }).state)
    await leases.cover(call, agentLeg(1), 600_000)
    expect(world.asked).toEqual([])
  })
})

describe('the lease of a conversation', () => {
  it('is left alone for long, so that it outlives us', async () => {
    const { renewAt, leases } = rig(aTalk().state)
    leases.granted(call, policy.talkingMs)
    expect(await renewAt(policy.talkingMs / 4 - 1)).toBe(0)
    expect(await renewAt(policy.talkingMs / 4)).toBe(1)
  })
})

import type { LegId } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { LiveLeg, TelephonyEvent } from './port.ts'

const NORMAL_CLEARING = 16 // ITU-T Q.850

export interface FakeLeg extends LiveLeg {
  rung: boolean
  recording: boolean
  cancelLease: () => void
  cancelRing: () => void
}

interface Needs {
  clock: Clock
  tell: (event: TelephonyEvent) => void
  /** The leg hears nothing more from us. */
  silence: (leg: LegId) => void
}

/** Channels and bridges of the fake. */
export function fakeLegs({ clock, tell, silence }: Needs) {
  const legs = new Map<LegId, FakeLeg>()
  const bridges = new Map<string, Set<LegId>>()

  function part(leg: FakeLeg): void {
    if (leg.bridge !== null) bridges.get(leg.bridge)?.delete(leg.leg)
    leg.bridge = null
  }
  function end(leg: FakeLeg, cause: number): void {
    if (!legs.delete(leg.leg)) return
    part(leg)
    leg.cancelLease()
    leg.cancelRing()
    silence(leg.leg)
    if (leg.ours || leg.rung) tell({ type: 'legEnded', leg: leg.leg, cause })
  }
  /** The lease ran out: a caller goes to the fallback, a leg that we rang has nowhere to go. */
  function leave(leg: FakeLeg): void {
    part(leg)
    silence(leg.leg)
    leg.ours = false
    tell({ type: 'legLeft', leg: leg.leg })
    if (leg.rung) end(leg, NORMAL_CLEARING)
    else leg.context = 'fallback'
  }

  return {
    legs,
    bridges,
    part,
    end,
    add: (leg: Pick<FakeLeg, 'leg' | 'up' | 'ours' | 'context' | 'callerNumber' | 'dialled' | 'rung'>): FakeLeg => {
      const added = { ...leg, bridge: null, createdAt: clock.now(), transferCount: null, interaction: null, recording: false, cancelLease: () => {}, cancelRing: () => {} }
      legs.set(leg.leg, added)
      return added
    },
    lease: (leg: FakeLeg, forMs: number): void => {
      leg.cancelLease()
      leg.cancelLease = clock.at(clock.now() + forMs, () => leave(leg))
    },
    join: (bridge: string, joining: readonly FakeLeg[]): void => {
      const members = bridges.get(bridge) ?? new Set()
      bridges.set(bridge, members)
      for (const leg of joining) {
        part(leg)
        leg.bridge = bridge
        members.add(leg.leg)
        tell({ type: 'legJoined', leg: leg.leg, bridge })
      }
    },
    /** False when there is no such bridge. */
    closeBridge: (bridge: string): boolean => {
      for (const id of bridges.get(bridge) ?? []) {
        const leg = legs.get(id)
        if (leg) leg.bridge = null
      }
      return bridges.delete(bridge)
    },
  }
}

export type FakeLegs = ReturnType<typeof fakeLegs>

import { describe, expect, it } from 'vitest'
import { againAt, callsFor, climbs, isStillWanted, phoneFor, statusOf } from './phoning.ts'

const at = (state: string, more: object = {}) => ({ state, leadUnit: 'HB', urgency: 'normal', ...more }) as Parameters<typeof callsFor>[0]
const told = (kind: string, audience: string) => ({ kind, audience, unit: 'HB' }) as Parameters<typeof callsFor>[2][number]

describe('reminders by telephone', () => {
  it('are for yellow cards, what nobody signs for, and emergencies somebody just got; once for each telephone (H08)', () => {
    expect(callsFor(at('handling'), at('handling'), [told('yellow_card', 'unit')])).toEqual([{ unit: 'HB', cause: 'yellow', whom: 'duty' }])
    expect(callsFor(at('dispatched'), at('dispatched'), [told('respond_late', 'head'), told('respond_late', 'supervisor')])).toEqual([{ unit: 'HB', cause: 'respond', whom: 'head' }])
    const urgent = at('dispatched', { urgency: 'emergency' })
    expect(callsFor(at('pending_dispatch'), urgent, [])).toEqual([{ unit: 'HB', cause: 'emergency', whom: 'duty' }])
    expect(callsFor(at('dispatched', { urgency: 'emergency', leadUnit: 'GA' }), urgent, [told('respond_late', 'unit')])).toEqual([{ unit: 'HB', cause: 'emergency', whom: 'duty' }])
    expect([callsFor(urgent, urgent, []), callsFor(at('pending_dispatch'), at('dispatched'), [told('dispatched', 'unit')]), callsFor(at('handling'), at('in_triage', { leadUnit: null }), [told('yellow_card', 'unit')])]).toEqual([[], [], []])
  })
  it('lose their ground when it is signed for, fed back, or somebody else’s', () => {
    const wanted = (cause: 'yellow' | 'respond', state: string, leadUnit = 'HB'): boolean => isStillWanted({ unit: 'HB', cause }, at(state, { leadUnit }))
    expect([wanted('respond', 'dispatched'), wanted('respond', 'signed'), wanted('yellow', 'handling'), wanted('yellow', 'pending_callback'), wanted('yellow', 'handling', 'GA')]).toEqual([true, false, true, false, false])
  })
  it('climb from the one on duty to deputy and head, but late signing by its own clocks', () => {
    expect([climbs({ cause: 'yellow', whom: 'duty' }), climbs({ cause: 'emergency', whom: 'deputy' }), climbs({ cause: 'yellow', whom: 'head' }), climbs({ cause: 'respond', whom: 'duty' })]).toEqual(['deputy', 'head', null, null])
    const phones = [{ kind: 'office' }, { kind: 'handler' }, { kind: 'head' }]
    expect([phoneFor('duty', phones), phoneFor('duty', [...phones, { kind: 'duty' }]), phoneFor('deputy', phones), phoneFor('head', phones)]).toEqual([{ kind: 'office' }, { kind: 'duty' }, null, { kind: 'head' }])
  })
  it('say one status, or that several things are to be done, and are tried three times', () => {
    expect([statusOf(['yellow', 'yellow']), statusOf(['yellow', 'respond'])]).toEqual(['即将到期', '需要尽快处理'])
    expect([againAt('emergency', 1, 0), againAt('respond', 2, 0), againAt('yellow', 3, 0)]).toEqual([60_000, 300_000, null])
  })
})

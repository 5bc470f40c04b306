import { describe, expect, it } from 'vitest'
import { SessionDecision } from '../../contract/hotline-day.ts'
import { followUpOf } from './follow-up.ts'
import { type Standing, stepsOf } from './steps-of-decision.ts'

const given = (more: Partial<SessionDecision> = {}): SessionDecision => ({ ...SessionDecision.parse({ version: 3, text: '限期整治' }), ...more })
const standing = (more: Partial<Standing> = {}): Standing => ({ state: 'handling', leadUnit: 'HB', dueAt: 1_000, open: [], ...more })
const names = (decision: SessionDecision, now: Standing): string[] | string => {
  const found = stepsOf(decision, now, '分管副市长')
  return 'refusal' in found ? found.refusal : found.steps.map(({ event }) => event)
}

describe('a decision of a session', () => {
  it('is an instruction of the meeting, with a task for each department that assists (G37)', () => {
    const found = stepsOf(given({ tasks: [{ unit: 'GA', task: '联合执法' }], method: '现场督办', requirements: '三日内' }), standing(), '分管副市长')
    expect(found).toEqual({ steps: [{ event: 'instruct', version: 3, leader: '分管副市长', kind: 'meeting', text: '限期整治', coUnits: [], tasks: [{ unit: 'GA', task: '联合执法' }], method: '现场督办', requirements: '三日内', dueAt: null }] })
  })

  it('names the lead where nobody has it yet, by dispatch or as what triage decided (G13)', () => {
    expect(names(given({ lead: 'GA' }), standing({ state: 'pending_dispatch', leadUnit: null, dueAt: null }))).toEqual(['dispatch', 'instruct'])
    expect(names(given({ lead: 'GA', final: true }), standing({ state: 'pending_dispatch', leadUnit: null, dueAt: null }))).toEqual(['triage', 'triageDecide', 'instruct'])
    const found = stepsOf(given({ lead: 'GA', final: true, method: '联办' }), standing({ state: 'in_triage', leadUnit: null }), '市长')
    expect('steps' in found && found.steps).toMatchObject([{ event: 'triageDecide', unit: 'GA', final: true, method: '联办' }, { event: 'instruct', method: '' }])
  })

  it('takes the matter from a department only by a return it asked for', () => {
    expect(names(given({ lead: 'GA' }), standing())).toBe('lead_stays')
    expect(names(given({ lead: 'GA' }), standing({ state: 'signed', open: ['return_request'] }))).toEqual(['decideReturn', 'dispatch', 'instruct'])
    expect(names(given({ lead: 'HB' }), standing({ state: 'signed', open: ['return_request'] }))).toEqual(['decideReturn', 'instruct'])
    expect(names(given({ lead: 'HB' }), standing())).toEqual(['instruct'])
  })

  it('answers the department that asked for a leader (G40)', () => {
    expect(names(given(), standing({ open: ['upgrade_request'] }))).toEqual(['decideUpgrade', 'instruct'])
  })

  it('has its deadline on the instruction, or beyond that of the ticket on whoever sees to it (G12)', () => {
    expect(names(given({ dueAt: 900 }), standing())).toEqual(['instruct'])
    const found = stepsOf(given({ dueAt: 2_000 }), standing(), '分管副市长')
    expect('steps' in found && found.steps).toMatchObject([{ event: 'instruct', dueAt: null }, { event: 'sponsor', leader: '分管副市长', dueAt: 2_000 }])
    expect(names(given({ dueAt: 900, sponsor: '副县长' }), standing())).toEqual(['instruct', 'sponsor'])
  })
})

describe('what became of a decision', () => {
  it('is done when the citizen has been answered, and open again when it comes back', () => {
    expect([followUpOf({ dueAt: 5, state: 'pending_callback' }, 9), followUpOf({ dueAt: 5, state: 'closed' }, 9)]).toEqual(['done', 'done'])
    expect([followUpOf({ dueAt: 5, state: 'handling' }, 9), followUpOf({ dueAt: 9, state: 'handling' }, 9), followUpOf({ dueAt: null, state: 'handling' }, 9)]).toEqual(['overdue', 'open', 'open'])
  })
})

import { describe, expect, it } from 'vitest'
import { ChecklistStep } from '../../contract/ticket-event.ts'
import type { RecordKind, TicketRecord } from '../../contract/ticket-record.ts'
import type { TicketEventName } from '../../contract/ticket.ts'
import type { Case, Context } from './case.ts'
import { heldBy, sorted } from './held.ts'
import { eventsFrom } from './machine.ts'
import { context, given } from '../testing/sample.ts'

const at = context().now
const record = (kind: RecordKind, more: Partial<TicketRecord> = {}): TicketRecord => ({ id: kind, kind, state: 'open', unit: 'GA', round: 0, openedAt: 0, openedBy: 'x', dueAt: null, settledAt: null, settledBy: null, data: {}, ...more })
const by = (username: string, unit: string | null = null): Context => context({ actor: { username, unit } })
const held = (event: TicketEventName, more: Partial<Case>, around = by('hb1', 'HB')): string | null => heldBy(event, given(more), around)

describe('a step is held, whatever is written on it,', () => {
  it('while there is nothing to decide on, or to answer', () => {
    for (const [event, kind] of [['decideReturn', 'return_request'], ['decideExtension', 'extension_request'], ['decideUpgrade', 'upgrade_request'], ['decideSocialReview', 'social_review']] as const) {
      expect([held(event, {}), held(event, { records: [record(kind)] }), held(event, { records: [record(kind, { state: 'refused' })] })]).toEqual(['nothingAsked', null, 'nothingAsked'])
    }
    for (const [event, kind] of [['waiveCoTask', 'co_task'], ['concludeSupervision', 'supervision'], ['reviewPool', 'pool'], ['strikeOff', 'pool']] as const) {
      expect([held(event, {}) !== null, held(event, { records: [record(kind)] })]).toEqual([true, null])
    }
  })

  it('when the task is not theirs', () => {
    for (const [event, kind] of [['answerCoTask', 'co_task'], ['checkIn', 'whistle'], ['answerSupervision', 'supervision']] as const) {
      const records = [record(kind)]
      expect([held(event, { records }), held(event, { records }, by('ga1', 'GA'))]).toEqual(['notTheirs', null])
    }
  })

  it('while the same is being decided on already', () => {
    expect(held('requestReturn', { records: [record('return_request')] })).toBe('alreadyAsked')
    expect(held('requestExtension', { records: [record('extension_request')] })).toBe('alreadyAsked')
    expect(held('judge', { records: [record('social_review')] })).toBe('alreadyAsked')
  })

  it('for what the ticket is like: final, an emergency, returned or extended too often, too late (I7, Z15)', () => {
    expect(held('requestReturn', { final: true })).toBe('returnFinal')
    expect(held('requestReturn', { urgency: 'emergency' })).toBe('returnEmergency')
    expect(held('requestReturn', { bounceCount: 2 })).toBe('returnTooOften')
    expect(held('requestReturn', { returnBy: at - 1 })).toBe('returnLate')
    expect(held('requestExtension', { dueAt: at - 1 })).toBe('extensionLate')
    expect(held('requestExtension', { extensionCount: 2 })).toBe('extensionTooOften')
    expect([held('requestReturn', {}), held('requestExtension', {})]).toEqual([null, null])
  })

  it('for whoever wrote the reply, while tasks are open, once all steps are done, and where no department lies below', () => {
    expect([held('reviewReply', { replyAuthor: 'hb1' }), held('reviewReply', { replyAuthor: 'hb2' })]).toEqual(['ownReply', null])
    expect([held('submitReply', { records: [record('co_task')] }), held('submitReply', {})]).toEqual(['coTasksOpen', null])
    const steps = ChecklistStep.options.map((step) => record('checklist', { id: step, state: 'done', data: { step } }))
    expect([held('checklist', { records: steps }), held('checklist', { records: steps.slice(1) }), held('checklist', { records: steps, round: 1 })]).toEqual(['stepDone', null, null])
    expect([held('subDispatch', { leadUnit: 'HB2' }), held('subDispatch', { leadUnit: 'HB' })]).toEqual(['noneBelow', null])
  })
})

it('what is held is not among what may be taken, and is told with its reason where somebody would look for it', () => {
  const now = given({ state: 'signed', urgency: 'emergency' })
  const { allowed, held: told } = sorted(eventsFrom(now), now, by('hb1', 'HB'))
  expect(allowed).toEqual(expect.arrayContaining(['verify', 'subDispatch', 'supplement']))
  for (const event of ['requestReturn', 'requestExtension', 'decideReturn', 'checkIn'] as const) expect(allowed).not.toContain(event)
  expect(told).toEqual([{ event: 'requestReturn', why: 'returnEmergency' }, { event: 'requestExtension', why: 'extensionEmergency' }])
})

import { describe, expect, it } from 'vitest'
import { STRANGER } from '../../caller/port.ts'
import { HotlineSettings } from '../../contract/hotline.ts'
import { GroupId, HotlineNumber } from '../../contract/ids.ts'
import { reachOf } from './reach.ts'
import type { Floor, Situation } from './situation.ts'

const groups = ['general', 'hr', 'elder', 'backup', 'enterprise', 'language-ug'].map((id) => GroupId.parse(id))
const general = GroupId.parse('general')

interface Case {
  /** Settings of the line; a plain number without. */
  line?: Record<string, unknown>
  caller?: Record<string, unknown>
  /** Groups that are closed, and groups nobody is signed in to. */
  closed?: string[]
  empty?: string[]
  floor?: Partial<Floor>
  peer?: boolean
}

/** "0 hr, 20000 hr+general, 90000! backup+general": "!" where something is said. */
function reach({ line = {}, caller = {}, closed = [], empty = [], floor = {}, peer = false }: Case): string {
  const situation = {
    line: { ...HotlineSettings.parse({ nameZh: '热线', mergeMode: 'primary', ...line }), number: HotlineNumber.parse('12345') },
    caller: { ...STRANGER, ...caller },
    handedOver: peer ? { from: HotlineNumber.parse('110'), peer, transferCount: 0 } : null,
    floor: {
      groups, general, elder: GroupId.parse('elder'), specialistFirstMs: 20_000, lastAgentMs: 5_000, overflowMs: 90_000, overflow: GroupId.parse('backup'),
      name: (group: GroupId) => group, isOpen: (group: GroupId) => !closed.includes(group), isStaffed: (group: GroupId) => !empty.includes(group), ...floor,
    },
  } as Situation
  return reachOf(situation).map(({ afterMs, groups: asked, announcement }) => `${afterMs}${announcement ? '!' : ''} ${asked.join('+')}`).join(', ')
}

const dual = { mergeMode: 'dual_number', specialistGroup: 'hr' }
const enterprise = { mergeMode: 'whole_merge', group: 'enterprise' }
const last = { lastAgent: '@1007' }
const reserve = '90000! backup+general'
const all = groups.join('+')

describe('who is asked for a caller', () => {
  it.each<[string, Case, string]>([
    ['of a plain number: its group, and the reserve after a while', {}, `0 general, ${reserve}`],
    ['of a plain number without a reserve', { floor: { overflow: null } }, '0 general'],
    ['whom nobody of the reserve can help is promised nothing', { empty: ['backup'] }, '0 general, 90000 backup+general'],
    ['of a dual number: its specialists alone, then everybody (A-J06, A-J07)', { line: dual }, `0 hr, 20000 hr+general, ${reserve}`],
    ['of a dual number with a time of its own', { line: { ...dual, specialistFirstMs: 5_000 } }, `0 hr, 5000 hr+general, ${reserve}`],
    ['of a dual number whose specialists have no head start', { line: { ...dual, specialistFirstMs: 0 } }, `0 hr+general, ${reserve}`],
    ['of a dual number whose specialists are not signed in: they may yet come', { line: dual, empty: ['hr'] }, `0 hr+general, ${reserve}`],
    ['of a dual number outside the hours of its specialists', { line: dual, closed: ['hr'] }, `0 general, ${reserve}`],
    ['of a dual number served by its specialists alone', { line: { ...dual, group: 'hr' } }, `0 hr, ${reserve}`],
    ['of a dual number served by its specialists alone, who have closed', { line: { ...dual, group: 'hr' }, closed: ['hr'] }, `0 general, ${reserve}`],
    ['of two numbers that share one group (A-G19)', { line: { mergeMode: 'whole_merge', group: 'hr' } }, `0 hr, ${reserve}`],
    ['of a number with a group of its own (enterprise, dialect, language)', { line: enterprise }, `0 enterprise, ${reserve}`],
    ['of a number whose own group has closed', { line: enterprise, closed: ['enterprise'] }, `0 general, ${reserve}`],
    ['of a number whose own group has nobody', { line: enterprise, empty: ['enterprise'] }, `0 enterprise+general, ${reserve}`],
    ['whom the reserve serves anyhow', { line: { group: 'backup' } }, '0 backup'],
    ['with an open matter: the agent who knows it alone for a moment', { caller: last }, `0 @1007, 5000 general, ${reserve}`],
    ['with an open matter, of a dual number', { line: dual, caller: last }, `0 @1007, 5000 hr, 20000 hr+general, ${reserve}`],
    ['with an open matter, whose specialists had their time meanwhile', { line: { ...dual, specialistFirstMs: 5_000 }, caller: last }, `0 @1007, 5000 hr+general, ${reserve}`],
    ['with an open matter where agents are not asked alone', { caller: last, floor: { lastAgentMs: 0 } }, `0 general, ${reserve}`],
    ['who speaks another language: those who speak it first', { caller: { language: 'ug' } }, `0 language-ug, 20000 language-ug+general, ${reserve}`],
    ['who speaks a language nobody here speaks now', { caller: { language: 'ug' }, empty: ['language-ug'] }, `0 language-ug+general, ${reserve}`],
    ['who speaks a language without a group', { caller: { language: 'en' } }, `0 general, ${reserve}`],
    ['when the reserve comes before the specialists had their time', { line: dual, floor: { overflowMs: 10_000 } }, '0 hr, 20000 hr+general, 20000! backup+general'],
    ['who is old: the elders’ seats, else the line’s, else anybody', { caller: { elder: true } }, `0 elder, 0 general, 0 ${all}`],
    ['who is old, of a dual number', { line: dual, caller: { elder: true, ...last } }, `0 elder, 0 hr+general, 0 ${all}`],
    ['who is old, while nobody has an elders’ seat (A-Z06)', { caller: { elder: true }, empty: ['elder'] }, `0 general, 0 ${all}`],
    ['on the elders’ own line', { line: { elderLine: true } }, `0 elder, 0 general, 0 ${all}`],
    ['of an emergency line: everybody', { line: { mergeMode: 'emergency' } }, `0 general, 0 ${all}`],
    ['whom 110 hands over: everybody', { caller: { elder: true, ...last }, peer: true }, `0 general, 0 ${all}`],
  ])('%s', (_, given, expected) => {
    expect(reach(given)).toBe(expected)
  })

  it('is told in the order of time, nobody twice in a step, and begins at once', () => {
    for (const lastAgentMs of [0, 5_000, 30_000]) {
      for (const overflowMs of [0, 10_000, 90_000]) {
        for (const caller of [{}, last, { language: 'ug', ...last }]) {
          for (const line of [{}, dual, enterprise]) {
            const steps = reach({ line, caller, floor: { lastAgentMs, overflowMs } }).split(', ')
            const times = steps.map((step) => Number.parseInt(step, 10))
            expect(times).toEqual(times.toSorted((a, b) => a - b))
            expect(times[0]).toBe(0)
            expect(steps.at(-1)).toContain('general')
          }
        }
      }
    }
  })
})

it('the general group is asked however its hours are set: 12345 has no closing time', () => {
  expect(reach({ closed: ['general'] })).toBe(`0 general, ${reserve}`)
})

import { describe, expect, it } from 'vitest'
import { mayOf } from './complaint.ts'
import { averagesOf, faultsOf, ratable } from './rating.ts'
import { likeness } from './similar.ts'

describe('mutual evaluation (G46)', () => {
  const co = [{ unit: 'GA', round: 0 }, { unit: 'GA', round: 0 }, { unit: 'CG', round: 1 }, { unit: 'HB', round: 0 }]
  it('is of rounds that were fed back: the centre of the lead, the lead of each that assisted', () => {
    expect(ratable({ round: 0, fedBack: false, lead: 'HB', co })).toEqual([])
    expect(ratable({ round: 0, fedBack: true, lead: 'HB', co })).toEqual([{ kind: 'centre_lead', round: 0, about: 'HB' }, { kind: 'lead_co', round: 0, about: 'GA' }])
    expect(ratable({ round: 1, fedBack: false, lead: 'HB', co }).map(({ round }) => round)).toEqual([0, 0])
    expect(ratable({ round: 1, fedBack: true, lead: null, co }).map(({ about }) => about)).toEqual(['GA', 'HB', 'CG'])
  })

  it('asks for timeliness and effect of a lead, for cooperation of one that assists', () => {
    expect(faultsOf({ kind: 'centre_lead', timeliness: 4, effect: 5, cooperation: null })).toEqual([])
    expect(faultsOf({ kind: 'centre_lead', timeliness: 4, effect: null, cooperation: 3 })).toEqual(['effect', 'cooperation'])
    expect(faultsOf({ kind: 'lead_co', timeliness: null, effect: null, cooperation: null })).toEqual(['cooperation'])
  })

  it('is averaged by department with two decimals (A-G21)', () => {
    const none = { timeliness: null, effect: null, cooperation: null }
    expect(averagesOf([{ ...none, about: 'HB', kind: 'centre_lead', count: 3, timeliness: 4 + 1 / 3, effect: 5 }, { ...none, about: 'GA', kind: 'lead_co', count: 1, cooperation: 2 }])).toEqual([
      { unit: 'GA', asLead: 0, timeliness: null, effect: null, asCo: 1, cooperation: 2 }, { unit: 'HB', asLead: 3, timeliness: 4.33, effect: 5, asCo: 0, cooperation: null },
    ])
  })
})

describe('a complaint about service (J36)', () => {
  const [concerned, judge] = [{ concerned: true, judge: false }, { concerned: false, judge: true }]
  it('is answered by those it is about and decided by the centre, once there is an answer or none came in time', () => {
    const open = { state: 'open' as const, dueAt: 10 }
    expect([mayOf(open, concerned, 5), mayOf(open, judge, 5), mayOf(open, judge, 11), mayOf(open, { concerned: false, judge: false }, 5)]).toEqual([['answer'], ['answer'], ['answer', 'decide'], []])
    expect([mayOf({ ...open, state: 'answered' }, concerned, 5), mayOf({ ...open, state: 'answered' }, judge, 5)]).toEqual([[], ['decide']])
    for (const state of ['upheld', 'not_upheld'] as const) expect(mayOf({ ...open, state }, judge, 11)).toEqual([])
  })
  it('is not decided by whoever it is about', () => {
    expect(mayOf({ state: 'answered', dueAt: 10 }, { concerned: true, judge: true }, 5)).toEqual([])
  })
})

describe('similar cases (G38)', () => {
  const matter = (categoryCode: string | null, areaCode: string | null, ...grams: string[]) => ({ categoryCode, areaCode, grams: new Set(grams) })
  const noise = matter('0401', '140502', '夜间', '施工', '噪音')
  it('are of the same kind and place, and say the same; nothing is similar by its place alone', () => {
    expect(likeness(noise, matter('0401', '140502001', '夜间', '施工'))).toEqual({ score: 11, why: { category: 'same', area: true, words: ['夜间', '施工'] } })
    expect(likeness(noise, matter('0402', '140581', '油烟'))).toBeNull()
    expect(likeness(noise, matter('0201', '140502', '工资'))).toBeNull()
    expect(likeness(noise, matter(null, null, '夜间', '噪音'))?.why).toEqual({ category: null, area: false, words: ['夜间', '噪音'] })
    expect(likeness(matter(null, null), matter(null, null))).toBeNull()
    const words = matter('0401', null, '工地', '夜间', '间施', '施工', '工噪', '噪音')
    expect(likeness(words, matter('0401', null, '噪音', '夜间', '间施', '施工'))?.why.words).toEqual(['夜间施工', '噪音'])
  })
})

import { describe, expect, it } from 'vitest'
import { HotlineSettings } from '../../contract/hotline.ts'
import { GroupId, HotlineNumber } from '../../contract/ids.ts'
import { STRANGER } from '../../caller/port.ts'
import { plan } from './plan.ts'
import type { Floor, Situation } from './situation.ts'

const hr = GroupId.parse('hr')
const general = GroupId.parse('general')
const backup = GroupId.parse('backup')
const elder = GroupId.parse('elder')
const groups = ['general', 'hr', 'elder', 'backup', 'language-ug'].map((id) => GroupId.parse(id))

const floor: Floor = {
  groups, general, elder, specialistFirstMs: 20_000, lastAgentMs: 5_000, overflowMs: 90_000, overflow: backup,
  name: () => '人社', isOpen: () => true, isStaffed: () => true,
}

function situation(number: string, settings: Record<string, unknown>, over: Partial<Situation> = {}): Situation {
  return {
    line: { ...HotlineSettings.parse({ nameZh: '环保举报热线', ...settings }), number: HotlineNumber.parse(number) },
    dialled: { dnis: HotlineNumber.parse(number), dnisRaw: number, ani: '13912345678', aniRaw: '13912345678' },
    day: '2026-10-15',
    siteName: '晋城12345',
    known: true,
    notice: true,
    ringTimeoutMs: 15_000,
    caller: STRANGER,
    handedOver: null,
    interaction: null,
    floor,
    ...over,
  }
}
const notice = { id: 'recording_notice', values: { number: expect.any(String) as string } }
const welcome = { id: 'welcome', values: { site: '晋城12345', number: expect.any(String) as string } }
const merged = { mergeMode: 'whole_merge', transitionStart: '2026-09-01' }

describe('a caller of the primary number', () => {
  it('hears the welcome and the recording notice and waits for anybody', () => {
    expect(plan(situation('12345', { mergeMode: 'primary', nameZh: '政务服务便民热线' }))).toEqual({
      dnis: '12345', dnisRaw: '12345', ani: '13912345678', aniRaw: '13912345678', lineName: '政务服务便民热线', labels: [],
      treatment: 'queue', announcements: [welcome, notice], rank: 'normal', reach: [{ afterMs: 0, groups: [general], announcement: null }, { afterMs: 90_000, groups: [backup, general], announcement: { id: 'line_busy_overflow', values: {} } }],
      ringTimeoutMs: 15_000, positionSpoken: true, screenName: '12345 政务服务便民热线', transferCount: 0, interaction: null, from: null,
    })
  })

  it('is not told of a recording that is not made', () => {
    expect(plan(situation('12345', { mergeMode: 'primary' }, { notice: false }))).toMatchObject({ announcements: [welcome] })
  })
})

describe('a caller of a number merged whole (J03–J05)', () => {
  it('hears during the transition what it was, what it will be and until when, and then waits like everybody', () => {
    expect(plan(situation('12369', merged))).toMatchObject({
      treatment: 'queue',
      announcements: [{ id: 'transition', values: { line: '环保举报热线', number: '12369', cancelDate: '2026-12-01' } }, notice],
      labels: ['transition'],
      rank: 'normal',
    })
  })

  it('is greeted like a caller of 12345 before it begins, under its own number', () => {
    expect(plan(situation('12369', merged, { day: '2026-08-31' }))).toMatchObject({ dnis: '12369', lineName: '环保举报热线', announcements: [welcome, notice], labels: [] })
  })

  it('hears twice on the first day after it that the number is gone, and is hung up (A-J03)', () => {
    expect(plan(situation('12369', merged, { day: '2026-12-01' }))).toMatchObject({
      treatment: 'announce_hangup',
      announcement: { id: 'number_cancelled', values: { line: '环保举报热线', number: '12369' } },
      times: 2,
    })
  })

  it('is forwarded or refused after it where the registry says so', () => {
    const day = '2026-12-01'
    expect(plan(situation('12369', { ...merged, afterTransition: 'announce_forward' }, { day }))).toMatchObject({
      treatment: 'queue', announcements: [{ id: 'forward_notice' }, notice], labels: ['forwarded'],
    })
    expect(plan(situation('12369', { ...merged, afterTransition: 'reject' }, { day }))).toMatchObject({ treatment: 'reject' })
  })
})

describe('a caller of a number that is kept beside 12345 (J06)', () => {
  const dual = { mergeMode: 'dual_number', specialistGroup: 'hr', nameZh: '人社热线' }

  it('hears its own greeting, with the name of the specialists who are asked first (A-J06)', () => {
    expect(plan(situation('12333', dual))).toMatchObject({ announcements: [{ id: 'dual_welcome', values: { line: '人社热线', number: '12333', group: '人社' } }, notice], rank: 'normal' })
  })

  it('is not promised specialists who are not there or have closed', () => {
    const greeted = { announcements: [{ id: 'line_welcome', values: { line: '人社热线', number: '12333' } }, notice] }
    expect(plan(situation('12333', dual, { floor: { ...floor, isStaffed: (group) => group !== hr } }))).toMatchObject(greeted)
    expect(plan(situation('12333', dual, { floor: { ...floor, isOpen: (group) => group !== hr } }))).toMatchObject(greeted)
  })

  it('follows the ring time of the line', () => {
    expect(plan(situation('12333', { ...dual, ringTimeoutMs: 9_000 }))).toMatchObject({ ringTimeoutMs: 9_000 })
  })

  it('is greeted like a caller of 12345 when the line has no specialists', () => {
    expect(plan(situation('12333', { mergeMode: 'dual_number' }))).toMatchObject({ announcements: [welcome, notice], reach: [{ afterMs: 0, groups: [general] }, {}] })
  })
})

describe('an elderly caller (Z07)', () => {
  const known = { caller: { ...STRANGER, elder: true } }
  const greeting = { id: 'elder_welcome', values: { site: '晋城12345', number: expect.any(String) as string } }

  it('goes before all ordinary callers, is greeted slowly and not told a place', () => {
    expect(plan(situation('12345', { mergeMode: 'primary' }, known))).toMatchObject({ rank: 'elder', positionSpoken: false, announcements: [greeting, notice], labels: ['elder'] })
    expect(plan(situation('12333', { mergeMode: 'dual_number', specialistGroup: 'hr' }, known))).toMatchObject({ rank: 'elder', announcements: [greeting, notice] })
  })

  it('is known by a number of the elders’ own, too', () => {
    expect(plan(situation('96520', { mergeMode: 'primary', elderLine: true }))).toMatchObject({ rank: 'elder', announcements: [greeting, notice], labels: ['elder'] })
  })

  it('hears of the end of a number like everybody', () => {
    expect(plan(situation('12369', merged, known))).toMatchObject({ rank: 'elder', announcements: [{ id: 'transition' }, notice], labels: ['transition', 'elder'] })
    expect(plan(situation('12358', { mergeMode: 'direct_cancel' }, known))).toMatchObject({ treatment: 'announce_hangup' })
  })
})

describe('a caller handed over by another centre', () => {
  const by = { from: HotlineNumber.parse('12366'), peer: false, transferCount: 1 }
  const short = { id: 'transferred_welcome', values: { number: expect.any(String) as string } }

  it('is not welcomed twice and has been transferred once (A-Z03)', () => {
    expect(plan(situation('12366', { mergeMode: 'sub_center' }, { handedOver: by, interaction: 'x-1' }))).toMatchObject({
      announcements: [short, notice], rank: 'normal', transferCount: 1, interaction: 'x-1', from: '12366', labels: ['sub_center', 'transferred_in'],
    })
  })

  it('goes before everybody when it was 110, whatever number it dialled', () => {
    const handedOver = { from: HotlineNumber.parse('110'), peer: true, transferCount: 0 }
    const expected = { announcements: [short, notice], rank: 'emergency', positionSpoken: false, transferCount: 0, from: '110' }
    expect(plan(situation('110', { mergeMode: 'emergency' }, { handedOver }))).toMatchObject({ ...expected, labels: ['emergency', 'from_peer'] })
    expect(plan(situation('12345', { mergeMode: 'primary' }, { handedOver, caller: { ...STRANGER, elder: true } }))).toMatchObject({ ...expected, labels: ['elder', 'from_peer'] })
  })

  it('keeps the other centre’s id of the conversation even when nobody there has answered', () => {
    expect(plan(situation('12345', { mergeMode: 'primary' }, { interaction: 'x-1' }))).toMatchObject({ interaction: 'x-1', transferCount: 0, from: null, labels: [], announcements: [welcome, notice] })
  })

  it('still hears that a number is cancelled', () => {
    expect(plan(situation('12358', { mergeMode: 'direct_cancel' }, { handedOver: by }))).toMatchObject({ treatment: 'announce_hangup' })
  })
})

it('shows that a caller has been here before', () => {
  expect(plan(situation('12345', { mergeMode: 'primary' }, { caller: { ...STRANGER, repeat: true } }))).toMatchObject({ labels: ['repeat'], rank: 'normal' })
})

describe('a caller of any other number', () => {
  it('never reaches the queue when it was cancelled at once, even if forwarding is set (J02)', () => {
    expect(plan(situation('12358', { mergeMode: 'direct_cancel' }))).toMatchObject({ treatment: 'announce_hangup', times: 2 })
    expect(plan(situation('12358', { mergeMode: 'direct_cancel', afterTransition: 'announce_forward' }))).toMatchObject({ treatment: 'announce_hangup' })
    expect(plan(situation('12358', { mergeMode: 'direct_cancel', afterTransition: 'reject' }))).toMatchObject({ treatment: 'reject' })
  })

  it('is served by us at a sub-centre’s number', () => {
    expect(plan(situation('12366', { mergeMode: 'sub_center' }))).toMatchObject({ treatment: 'queue', announcements: [welcome, notice], labels: ['sub_center'] })
  })

  it('goes before everybody and listens to nothing at an emergency number', () => {
    expect(plan(situation('110', { mergeMode: 'emergency' }))).toMatchObject({ rank: 'emergency', announcements: [], labels: ['emergency'], positionSpoken: false })
  })

  it('is served as 12345 at a number nobody registered', () => {
    expect(plan(situation('12345', { mergeMode: 'primary' }, { known: false }))).toMatchObject({
      dnis: '12345', treatment: 'queue', announcements: [{ id: 'unknown_number', values: { number: '12345' } }, notice], labels: ['unknown_number'],
    })
  })

  it('cannot smuggle anything into a SIP header through the name of a line', () => {
    expect(plan(situation('12345', { mergeMode: 'primary', nameZh: '热线" <sip:x>\r\nVia: \\' }))).toMatchObject({ screenName: '12345 热线 sip:xVia: ' })
  })
})

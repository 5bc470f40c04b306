import { describe, expect, test } from 'vitest'
import { HotlineSettings } from '../contract/hotline.ts'
import type { Schedule } from '../contract/schedule.ts'
import { Target } from '../contract/target.ts'
import { listedNumbers } from '../outbound/rules/gate.ts'
import { dialable } from '../outbound/rules/number-plan.ts'
import { createDirectory } from './directory.ts'
import { Line } from './store.ts'

const OFFICE: Schedule = { workdays: ['08:30-12:00'], restDays: [], seasons: [] }
const NOW = 0
const line = (number: string, settings: object): Line => Line.parse({ ...HotlineSettings.parse({ nameZh: `线路${number}`, ...settings }), number, updatedAt: 0 })
const department = (code: string, phones: object) => ({ code, nameZh: code, nameEn: '', level: 2, parent: null, sections: [], area: null, workspace: null, phone: null, dutyPhone: null, schedule: null, ...phones })
const group = (id: string, schedule: Schedule | null = null) => ({ id: id as never, nameZh: `${id}组`, nameEn: '', schedule })

function directory(open = true) {
  const lines = [
    line('12345', { mergeMode: 'primary' }),
    line('12366', { mergeMode: 'sub_center', transferTarget: 'sip:12366@', schedule: OFFICE, owner: 'SWJ' }),
    line('12305', { mergeMode: 'sub_center' }),
    line('12333', { mergeMode: 'dual_number', specialistGroup: 'hr' }),
    line('110', { mergeMode: 'emergency', transferTarget: 'sip:110@', schedule: OFFICE, owner: 'GA' }),
  ]
  const site = {
    peers: [{ id: 'language', nameZh: '外办多语种平台', nameEn: '', number: '09915550110' }],
    departments: [
      department('RS', { phone: '09915550101', dutyPhone: '09915550102', schedule: OFFICE }),
      department('CG', { phone: '09915550103', schedule: OFFICE }),
      department('ZJ', {}),
    ],
  }
  const groups = [group('general'), group('hr', OFFICE)]
  const isOpen = (schedule: Schedule | null): boolean => schedule === null || open
  const plan = { tel: '0991', listed: listedNumbers({ lines, peers: site.peers.map(({ number }) => number), shortCodes: [] }) }
  const made = createDirectory({
    site, lines: () => lines, judge: (typed) => dialable(typed, plan),
    groups: { all: () => groups, isOpen: (id) => isOpen(groups.find((each) => each.id === id)?.schedule ?? null), name: (id) => id },
    calendar: { isOpen, nextChange: () => 42 },
    seat: (extension) => (extension === '1001' ? { name: '座席1001' } : undefined),
  })
  return (target: object) => made.resolve(Target.parse(target), NOW)
}
const outside = (number: string, more: object) => ({ kind: 'outside', number, line: null, unit: null, emergency: false, ...more })

describe('a target means', () => {
  test.each<[object, object]>([
    [{ group: 'hr' }, { kind: 'group', groups: ['hr'], name: 'hr组' }],
    [{ extension: '1001' }, { kind: 'seat', agent: '1001', name: '座席1001' }],
    [{ number: '+86 138 0000 0001' }, outside('13800000001', { name: '13800000001' })],
    [{ number: '5550101' }, outside('09915550101', { name: '09915550101' })],
    [{ hotline: '12366' }, outside('12366', { name: '线路12366', line: '12366', unit: 'SWJ' })],
    [{ number: '12366' }, outside('12366', { name: '线路12366', line: '12366', unit: 'SWJ' })],
    [{ hotline: '12333' }, { kind: 'group', groups: ['hr'], name: 'hr组' }],
    [{ hotline: '110' }, outside('110', { name: '线路110', line: '110', unit: 'GA', emergency: true })],
    [{ peer: '110' }, outside('110', { name: '线路110', line: '110', unit: 'GA', emergency: true })],
    [{ number: '110' }, outside('110', { name: '线路110', line: '110', unit: 'GA', emergency: true })],
    [{ peer: 'language' }, outside('09915550110', { name: '外办多语种平台' })],
    [{ department: 'RS' }, outside('09915550101', { name: 'RS', unit: 'RS' })],
  ])('%j is %j', (target, party) => {
    expect(directory()(target)).toEqual(party)
  })
})

test.each([
  [{ group: 'nobody' }, 'TARGET_NOT_FOUND'], [{ extension: '1999' }, 'TARGET_NOT_FOUND'], [{ hotline: '12399' }, 'TARGET_NOT_FOUND'], [{ hotline: '12345' }, 'TARGET_NOT_FOUND'],
  [{ hotline: '12305' }, 'TARGET_NOT_FOUND'], [{ peer: '12366' }, 'TARGET_NOT_FOUND'], [{ peer: 'nobody' }, 'TARGET_NOT_FOUND'], [{ department: 'XX' }, 'TARGET_NOT_FOUND'],
  [{ department: 'ZJ' }, 'TARGET_NOT_FOUND'], [{ number: '0085223456789' }, 'NUMBER_NOT_ALLOWED'], [{ number: '12345' }, 'NUMBER_NOT_ALLOWED'], [{ number: 'sip:110@x' }, 'NUMBER_NOT_ALLOWED'],
])('%j is nobody: %s', (target, code) => {
  expect(() => directory()(target)).toThrow(expect.objectContaining({ code }))
})

describe('outside their hours', () => {
  const resolve = directory(false)

  test.each([[{ hotline: '12366' }], [{ number: '12366' }], [{ group: 'hr' }], [{ hotline: '12333' }], [{ department: 'CG' }]])('%j is closed', (target) => {
    expect(() => resolve(target)).toThrow(expect.objectContaining({ code: 'TARGET_CLOSED', details: expect.objectContaining({ opensAt: 42 }) as unknown }))
  })

  test('the emergency line answers, and a department by its duty phone', () => {
    expect(resolve({ peer: '110' })).toMatchObject({ number: '110', emergency: true })
    expect(resolve({ department: 'RS' })).toEqual(outside('09915550102', { name: 'RS', unit: 'RS' }))
  })
})

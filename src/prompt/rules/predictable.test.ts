import { expect, it } from 'vitest'
import { Hotline } from '../../contract/hotline.ts'
import type { GroupId } from '../../contract/ids.ts'
import { loadCatalogue } from '../catalogue.ts'
import { fill } from './spoken.ts'
import { predictable } from './predictable.ts'

const line = (number: string, mergeMode: Hotline['mergeMode'], more: object = {}): Hotline =>
  Hotline.parse({ number, nameZh: `${number}热线`, mergeMode, cancelDate: null, status: 'active', updatedAt: 0, ...more })

const lines = [
  line('12345', 'primary'),
  line('12319', 'whole_merge', { cancelDate: '2026-12-01' }),
  line('12358', 'direct_cancel'),
  line('12333', 'dual_number', { specialistGroup: 'hr' }),
  line('12366', 'sub_center'),
  line('110', 'emergency'),
]

const groups = [{ id: 'hr' as GroupId, nameZh: '人社' }]

it('foresees what callers of each kind of line hear', () => {
  const heard = predictable(lines, groups).map(({ id, values }) => `${id} ${values['number'] ?? values['peer'] ?? values['group']}`)
  expect(heard).toEqual(expect.arrayContaining(['transition 12319', 'number_cancelled 12319', 'number_cancelled 12358', 'dual_welcome 12333', 'subcenter_transfer 12366', 'emergency_handover 110热线', 'emergency_retry 110热线', 'please_wait_specialist 人社']))
  expect(heard).not.toContain('transition 12358')
  expect(predictable(lines, groups)).toContainEqual({ id: 'dual_welcome', values: { line: '12333热线', number: '12333', group: '人社' } })
})

it('leaves no gap open', () => {
  const catalogue = loadCatalogue()
  for (const { id, values } of predictable(lines, groups)) {
    expect(fill(catalogue.get(id)?.text['zh-CN'] ?? '', values, 'zh-CN').missing).toEqual([])
  }
})

import { describe, expect, it } from 'vitest'
import { DepartmentSettings } from '../../contract/department.ts'
import { faultsOf, inUseOn } from './department.ts'

const others = new Map([{ code: 'HC', level: 1, parent: null }, { code: 'QCQ', level: 2, parent: 'HC' }, { code: 'JD1', level: 3, parent: 'QCQ' }].map((one) => [one.code, one]))
const settings = (more: object) => DepartmentSettings.parse({ nameZh: '北街街道办事处', level: 3, ...more })
const paths = (code: string, more: object) => faultsOf(code, settings(more), others, (phone) => (phone.startsWith('168') ? 'premium' : null)).map(({ path }) => path)

describe('a department', () => {
  it('has a parent that exists and is of a higher level', () => {
    expect(paths('JD2', { parent: 'QCQ' })).toEqual([])
    expect(paths('JD2', { parent: 'XX' })).toEqual(['parent'])
    expect(paths('JD2', { parent: 'JD1' })).toEqual(['parent'])
  })

  it('is not below itself', () => {
    expect(paths('QCQ', { parent: 'JD1', level: 4 })).toEqual(['parent'])
  })

  it('has numbers that may be dialled, and days in their order', () => {
    expect(paths('JD2', { phone: '16812345', dutyPhone: '09915550101', validFrom: '2026-12-02', validUntil: '2026-12-01' })).toEqual(['validUntil', 'phone'])
  })

  it('takes matters while it is active and within its days', () => {
    const days = { validFrom: '2026-11-22', validUntil: '2026-11-22' }
    expect(['2026-11-21', '2026-11-22', '2026-11-23'].map((day) => inUseOn({ active: true, ...days }, day))).toEqual([false, true, false])
    expect(inUseOn({ active: false, validFrom: null, validUntil: null }, '2026-11-22')).toBe(false)
  })
})

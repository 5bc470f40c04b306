import { expect, it } from 'vitest'
import { phonesOf } from './phones.ts'

const contacts = ([['handler', '经办', '13800000001'], ['head', '负责人', null], ['deputy', '分管', '09915550102']] as const).map(([role, name, phone]) => ({ role, name, phone, email: null }))
const all = { phone: '09915550101', dutyPhone: '09915550102', contacts: contacts }

it('a department is reached at its office in its hours, else at the one on duty; then its people', () => {
  expect(phonesOf(all, true).map(({ id, kind, number }) => [id, kind, number])).toEqual([['office', 'office', '09915550101'], ['duty', 'duty', '09915550102'], ['contact-0', 'handler', '13800000001']])
  expect(phonesOf(all, false).map(({ id }) => id)).toEqual(['duty', 'office', 'contact-0'])
  expect(phonesOf({ ...all, dutyPhone: null }, false).map(({ id }) => id)).toEqual(['office', 'contact-0', 'contact-2'])
  expect(phonesOf({ phone: null, dutyPhone: null, contacts: [] }, true)).toEqual([])
})

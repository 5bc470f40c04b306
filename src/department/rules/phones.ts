import type { ContactRole, DepartmentView } from '../../contract/department.ts'

export interface DepartmentPhone {
  /** Stable while the department stays as it is. */
  id: string
  kind: 'office' | 'duty' | ContactRole
  /** Whose; empty for the department's own. */
  name: string
  number: string
}

/**
 * The telephones a department has registered, the one where it is to be reached now first: in its hours the office, else the
 * one on duty.
 */
export function phonesOf({ phone, dutyPhone, contacts }: Pick<DepartmentView, 'phone' | 'dutyPhone' | 'contacts'>, open: boolean): DepartmentPhone[] {
  const office: DepartmentPhone[] = phone === null ? [] : [{ id: 'office', kind: 'office', name: '', number: phone }]
  const duty: DepartmentPhone[] = dutyPhone === null ? [] : [{ id: 'duty', kind: 'duty', name: '', number: dutyPhone }]
  const people = contacts.flatMap(({ role, name, phone: number }, i): DepartmentPhone[] => (number === null ? [] : [{ id: `contact-${i}`, kind: role, name, number }]))
  const all = [...(open ? [...office, ...duty] : [...duty, ...office]), ...people]
  return all.filter(({ number }, i) => all.findIndex((other) => other.number === number) === i)
}

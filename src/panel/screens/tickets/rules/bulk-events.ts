import type { BulkEventName } from '../../../../contract/ticket-list.ts'
import type { RoleName } from '../../../../contract/user.ts'

const OFFICE: readonly BulkEventName[] = ['remind', 'supplement']
const SUPERVISION: readonly BulkEventName[] = ['supervise', 'remind', 'setGrade', 'instruct', 'sponsor', 'supplement']

/** What a role does with many tickets at once; for each of them the server decides. */
const BY_ROLE: Readonly<Partial<Record<RoleName, readonly BulkEventName[]>>> = {
  dispatcher: ['dispatch', 'triage', ...OFFICE],
  supervisor: ['dispatch', 'triage', ...SUPERVISION],
  leader: SUPERVISION,
  callback: OFFICE,
  unit: ['signFor', 'subDispatch', ...OFFICE],
  unit_head: ['signFor', 'subDispatch', ...OFFICE],
  agent: OFFICE,
  specialist: OFFICE,
}
export const bulkEventsOf = (role: RoleName): readonly BulkEventName[] => BY_ROLE[role] ?? []

/** So many in one request (contract: BULK_MOST). A run goes in smaller steps, so that it can be watched and stopped. */
export const PREVIEW_AT_ONCE = 50
export const RUN_AT_ONCE = 5

export const slicesOf = <Item>(items: readonly Item[], size: number): Item[][] => Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

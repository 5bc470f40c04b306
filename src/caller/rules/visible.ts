import type { HotlineNumber } from '../../contract/ids.ts'
import type { Principal } from '../../identity/port.ts'

/**
 * Whether somebody sees which matter it was, or only that there was one: people of a department see those of its own
 * lines and of lines without an owner; who belongs to no department works for all of them.
 */
export function isVisible(dnis: HotlineNumber | null, reader: Pick<Principal, 'department'>, ownerOf: (line: HotlineNumber) => string | null): boolean {
  const owner = dnis === null ? null : ownerOf(dnis)
  return owner === null || reader.department === null || owner === reader.department
}

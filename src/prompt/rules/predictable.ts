import type { Hotline } from '../../contract/hotline.ts'
import type { GroupId } from '../../contract/ids.ts'
import type { PromptRef } from '../port.ts'

interface Group {
  id: GroupId
  nameZh: string
}

/** What callers may hear with these hotlines, today or after a transition, and with these skill groups: spoken before anybody calls. */
export function predictable(hotlines: readonly Hotline[], groups: readonly Group[]): PromptRef[] {
  const groupName = (id: GroupId): string => groups.find((group) => group.id === id)?.nameZh ?? id
  const asked = groups.map(({ nameZh }): PromptRef => ({ id: 'please_wait_specialist', values: { group: nameZh } }))
  return [...hotlines.flatMap((line) => ofLine(line, groupName)), ...asked]
}

function ofLine({ nameZh: line, number, mergeMode, cancelDate, specialistGroup }: Hotline, groupName: (group: GroupId) => string): PromptRef[] {
  const named = { line, number }
  const toAgent: PromptRef[] = ['agent_line'].map((id) => ({ id, values: named }))
  switch (mergeMode) {
    case 'whole_merge':
      return [...toAgent, ...(cancelDate === null ? [] : [{ id: 'transition', values: { ...named, cancelDate } }]), { id: 'number_cancelled', values: named }]
    case 'direct_cancel':
      return [{ id: 'number_cancelled', values: named }]
    case 'dual_number':
      return specialistGroup === null ? toAgent : [...toAgent, { id: 'dual_welcome', values: { ...named, group: groupName(specialistGroup) } }, { id: 'line_welcome', values: named }]
    case 'sub_center':
      return [...toAgent, { id: 'subcenter_transfer', values: named }, { id: 'subcenter_unavailable', values: { line } }]
    case 'emergency':
      return [...toAgent, ...['emergency_handover', 'emergency_retry'].map((id) => ({ id, values: { peer: line } }))]
    case 'primary':
      return toAgent
  }
}

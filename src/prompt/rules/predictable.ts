import type { Hotline } from '../../contract/hotline.ts'
import type { GroupId } from '../../contract/ids.ts'
import type { PromptRef } from '../port.ts'

/** What callers of a hotline may hear, today or after its transition: spoken before anybody calls. */
export function predictable(hotlines: readonly Hotline[], groupName: (group: GroupId) => string): PromptRef[] {
  return hotlines.flatMap(({ nameZh: line, number, mergeMode, cancelDate, specialistGroup }): PromptRef[] => {
    const named = { line, number }
    const toAgent: PromptRef = { id: 'agent_line', values: named }
    switch (mergeMode) {
      case 'whole_merge':
        return [toAgent, { id: 'transition', values: { ...named, cancelDate: cancelDate ?? '' } }, { id: 'number_cancelled', values: named }]
      case 'direct_cancel':
        return [{ id: 'number_cancelled', values: named }]
      case 'dual_number':
        return specialistGroup === null ? [toAgent] : [toAgent, { id: 'dual_welcome', values: { ...named, group: groupName(specialistGroup) } }]
      case 'sub_center':
        return [toAgent, { id: 'subcenter_transfer', values: named }, { id: 'subcenter_unavailable', values: named }]
      case 'emergency':
        return [toAgent, { id: 'emergency_handover', values: { peer: line } }]
      case 'primary':
        return [toAgent]
    }
  })
}

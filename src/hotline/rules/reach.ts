import type { ReachStep } from '../../call/port.ts'
import type { GroupId } from '../../contract/ids.ts'
import { rankOf, type Floor, type Situation } from './situation.ts'

const asked = (afterMs: number, groups: readonly GroupId[], announcement: ReachStep['announcement'] = null): ReachStep => ({ afterMs, groups: [...new Set(groups)], announcement })

/** Who is asked for a caller, and who else after a while: the one place where that is put together. */
export function reachOf(situation: Situation): ReachStep[] {
  switch (rankOf(situation)) {
    case 'emergency':
      return atOnce(situation, ownGroups(situation))
    case 'elder': // an idle elder seat, else whoever of the whole house comes free first (domain.md §5.7)
      return atOnce(situation, present([situation.floor.elder], situation.floor), ownGroups(situation))
    case 'normal':
      return inTurn(situation)
  }
}

/** The specialists of the line, or of the caller's language, who are worth waiting for; null = nobody, or not now. */
export function specialistsOf({ line, caller, floor }: Situation): GroupId | null {
  const language = floor.groups.find((group) => caller.language !== null && group === `language-${caller.language}`)
  const own = line.mergeMode === 'dual_number' ? line.specialistGroup : null
  return present([language, own], floor)[0] ?? null
}

/** Everybody from the first moment; those named first are asked first, if only by a moment. */
function atOnce({ floor }: Situation, ...first: readonly (readonly GroupId[])[]): ReachStep[] {
  return [...first.filter((groups) => groups.length > 0), floor.groups].map((groups) => asked(0, groups))
}

/** The agent who knows the matter, then the specialists, then everybody of the line, then the reserve (domain.md §5.3, §5.8, §5.10). */
function inTurn(situation: Situation): ReachStep[] {
  const { line, caller, floor } = situation
  const everybody = ownGroups(situation)
  const specialists = specialistsOf(situation)
  const knows = caller.lastAgent !== null && floor.lastAgentMs > 0 ? caller.lastAgent : null
  const from = knows === null ? 0 : floor.lastAgentMs
  const aloneMs = specialists === null ? 0 : (line.specialistFirstMs ?? floor.specialistFirstMs)
  const alone = specialists !== null && aloneMs > from && everybody.some((group) => group !== specialists)
  return [
    ...(knows === null ? [] : [asked(0, [knows])]),
    ...(alone ? [asked(from, [specialists]), asked(aloneMs, everybody)] : [asked(from, everybody)]),
    ...overflow(floor, everybody, alone ? aloneMs : from),
  ]
}

/** Those who serve the line in the end. Specialists who are not signed in are named: they may sign in while the caller waits. */
function ownGroups({ line, caller, floor }: Situation): GroupId[] {
  const own = line.mergeMode === 'dual_number' && line.specialistGroup !== null ? [line.specialistGroup] : []
  const language = floor.groups.filter((group) => caller.language !== null && group === `language-${caller.language}`)
  const open = [...language, ...own, line.group].filter((group) => group === floor.general || floor.isOpen(group))
  // Nobody waits for a group that is closed or has nobody: those who take everything else take it too.
  const served = open.includes(line.group) && floor.isStaffed(line.group)
  return [...new Set(served ? open : [...open, floor.general])]
}

/** The reserve; and those of the primary number, should the line's own group have nobody left. */
function overflow(floor: Floor, everybody: readonly GroupId[], notBeforeMs: number): ReachStep[] {
  const { overflow: reserve } = floor
  if (reserve === null || everybody.includes(reserve)) return []
  // Told only when there is somebody to help out.
  const announcement = floor.isStaffed(reserve) ? { id: 'line_busy_overflow', values: {} } : null
  return [asked(Math.max(floor.overflowMs, notBeforeMs), [reserve, floor.general], announcement)]
}

const present = (groups: readonly (GroupId | null | undefined)[], { isOpen, isStaffed }: Floor): GroupId[] =>
  groups.filter((group) => group != null).filter((group) => isOpen(group) && isStaffed(group))

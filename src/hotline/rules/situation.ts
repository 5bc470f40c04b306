import type { CallPlan } from '../../call/port.ts'
import type { KnownCaller } from '../../caller/port.ts'
import type { HotlineSettings } from '../../contract/hotline.ts'
import type { GroupId, HotlineNumber } from '../../contract/ids.ts'
import type { HandedOver } from './handed-over.ts'

export type PlannedLine = HotlineSettings & { number: HotlineNumber }

/** All that a plan depends on. */
export interface Situation {
  line: PlannedLine
  dialled: Pick<CallPlan, 'dnis' | 'dnisRaw' | 'ani' | 'aniRaw'>
  /** Today in the site's time zone. */
  day: string
  /** Spoken name of the site. */
  siteName: string
  /** False: the number dialled is not in the registry, and `line` is the primary one. */
  known: boolean
  /** Whether the caller is told about the recording. */
  notice: boolean
  ringTimeoutMs: number
  caller: KnownCaller
  /** By whom the caller is handed over to us; null = dialled. */
  handedOver: HandedOver | null
  /** The other centre's id of the conversation, as its headers say. */
  interaction: string | null
  floor: Floor
}

/** Who is there to serve callers, and how long some are asked before the others. */
export interface Floor {
  /** All groups of the site. */
  groups: readonly GroupId[]
  /** Group of the primary number, which takes whatever others do not. */
  general: GroupId
  elder: GroupId
  specialistFirstMs: number
  lastAgentMs: number
  overflowMs: number
  /** null = nobody helps out. */
  overflow: GroupId | null
  /** Spoken name of a skill group: "人社". */
  name: (group: GroupId) => string
  /** Within the hours of the group. */
  isOpen: (group: GroupId) => boolean
  /** Whether anybody of the group is signed in at all, free or not. */
  isStaffed: (group: GroupId) => boolean
}

export type Urgency = 'emergency' | 'elder' | 'normal'

/** Place of the caller in line (domain.md §5.0, §5.6, §5.7). */
export function rankOf({ line, caller, handedOver }: Pick<Situation, 'line' | 'caller' | 'handedOver'>): Urgency {
  if (line.mergeMode === 'emergency' || handedOver?.peer === true) return 'emergency'
  return caller.elder || line.elderLine ? 'elder' : 'normal'
}

import { z } from 'zod'
import { Extension, GroupId, HotlineNumber } from './ids.ts'

/**
 * Whom an agent wants on the line (contract.md §5): anybody of a skill group, one seat, a number of the public network,
 * another centre, an emergency line or platform, or a department's phone. Exactly one of them.
 */
export const Target = z
  .union([
    z.object({ group: GroupId }).strict(),
    z.object({ extension: Extension }).strict(),
    z.object({ number: z.string().min(1).max(60) }).strict(),
    z.object({ hotline: HotlineNumber }).strict(),
    z.object({ peer: z.string().min(1).max(32) }).strict(),
    z.object({ department: z.string().min(1).max(20) }).strict(),
  ])
  .meta({ id: 'Target' })
export type Target = z.infer<typeof Target>

/** Somebody an agent can ask to join, or hand a caller to. Emergency lines first, then in the order of the site. */
export const TargetView = z
  .object({
    target: Target,
    kind: z.enum(['emergency', 'hotline', 'platform', 'group', 'seat', 'department']),
    nameZh: z.string(),
    nameEn: z.string(),
    /** What it is known by: the line, the extension, the department's code. */
    number: z.string(),
    /** To be found by: the name in pinyin and its initials, "renshe rs". */
    pinyin: z.string(),
    /** Within its hours now. Of a seat, see the live feed. */
    open: z.boolean(),
  })
  .meta({ id: 'TargetView' })
export type TargetView = z.infer<typeof TargetView>

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

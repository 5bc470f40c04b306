import type { NoticeAudience } from '../../contract/ticket-notice.ts'

/** At the centre, those who act on an emergency by themselves; others only read of it. */
const AT_THE_CENTRE: readonly NoticeAudience[] = ['supervisor', 'dispatcher']

/**
 * Whose roster says whether somebody is there to read an emergency: a department's code, null for the centre's own, and
 * undefined when no roster says so. What is not an emergency waits for the morning.
 */
export const rosterFor = ({ audience, unit, workspace }: { audience: NoticeAudience; unit: string | null; workspace: string | null }): string | null | undefined =>
  audience === 'unit' ? (unit ?? undefined) : workspace === null && AT_THE_CENTRE.includes(audience) ? null : undefined

import type { WorklistName } from '../../../../contract/worklist.ts'

/** The dispatcher's lists, in the order they are worked through. */
export const DISPATCH_LISTS = ['unassigned', 'triage', 'returns', 'nearly_due', 'overdue'] as const satisfies readonly WorklistName[]
export type DispatchList = (typeof DISPATCH_LISTS)[number]

export const isDispatchList = (name: string | null): name is DispatchList => DISPATCH_LISTS.some((one) => one === name)

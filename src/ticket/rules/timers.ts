import type { Case, Context, Timer } from './case.ts'

/** The clocks that run for the ticket as it is. */
export const timersOf = (_: Case, __: Context): Timer[] => []

import type { AnyEvent, Case, Context, Decision } from './case.ts'

/** The decision with the grade that follows from it, and the entry in the monitoring pool (I6). */
export const graded = (_: Case, __: AnyEvent, decision: Decision, ___: Context): { decision: Decision } => ({ decision })

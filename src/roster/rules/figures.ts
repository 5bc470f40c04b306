import type { SpecialFigures } from '../../contract/roster.ts'

interface Emergency {
  unit: string | null
  acceptedAt: number
  signedAt: number | null
  respondBy: number | null
  feedbackAt: number | null
  closedAt: number | null
  dueAt: number | null
}

interface Call {
  calledAt: number
  answeredAt: number | null
}

const averageOf = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length)

/** When the department was done with it; what was closed without a reply counts from then. */
const doneAt = ({ feedbackAt, closedAt }: Emergency): number | null => feedbackAt ?? closedAt

const inTime = (one: Emergency): boolean => {
  const done = doneAt(one)
  return done !== null && (one.dueAt === null || done <= one.dueAt)
}
const isLate = (one: Emergency, now: number): boolean => one.dueAt !== null && (doneAt(one) ?? now) > one.dueAt

/** What a special period has to show (G09, G16, G18); `now` decides about what is still open. */
export function figuresOf({ tickets, emergencies, calls }: { tickets: number; emergencies: readonly Emergency[]; calls: readonly Call[] }, now: number): SpecialFigures {
  const answered = calls.flatMap(({ calledAt, answeredAt }) => (answeredAt === null ? [] : [answeredAt - calledAt]))
  const units = [...new Set(emergencies.flatMap(({ unit }) => (unit === null ? [] : [unit])))].toSorted()
  return {
    tickets,
    emergencies: emergencies.length,
    signedInTime: emergencies.filter(({ signedAt, respondBy }) => signedAt !== null && (respondBy === null || signedAt <= respondBy)).length,
    doneInTime: emergencies.filter(inTime).length,
    late: emergencies.filter((one) => isLate(one, now)).length,
    averageMs: averageOf(emergencies.flatMap((one) => { const done = doneAt(one); return done === null ? [] : [done - one.acceptedAt] })),
    called: calls.length,
    answered: answered.length,
    averageAnswerMs: averageOf(answered),
    byUnit: units.map((unit) => {
      const of = emergencies.filter((one) => one.unit === unit)
      return { unit, emergencies: of.length, doneInTime: of.filter(inTime).length, late: of.filter((one) => isLate(one, now)).length }
    }),
  }
}

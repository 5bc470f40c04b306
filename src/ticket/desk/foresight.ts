import { TicketForesight } from '../../contract/ticket-foresight.ts'
import type { Decided } from '../rules/decide.ts'

/** What was decided, as whoever thinks about it is told before it is done. */
export function foresightOf({ steps, after }: Exclude<Decided, { refusal: unknown }>, version: number): TicketForesight {
  const notices = steps.flatMap(({ decision }) => decision.notices).map(({ kind, audience, unit }) => ({ kind, audience, unit }))
  const told = notices.filter((one, at) => notices.findIndex((other) => other.kind === one.kind && other.audience === one.audience && other.unit === one.unit) === at)
  const records = new Map(steps.flatMap(({ before, changed }) => changed.filter(({ id }) => !before.records.some((record) => record.id === id)).map((record) => [record.id, record] as const)))
  const added = [...records.values()].map(({ kind, unit, dueAt, data: { type } }) => ({ kind, unit, dueAt, type: typeof type === 'string' ? type : null }))
  const callBy = after.records.find(({ kind, state }) => kind === 'survey' && state === 'open')?.dueAt ?? null
  // The shape leaves out what else is known of it.
  return TicketForesight.parse({ ...after, version, callBy, told, added })
}

import type { HotlineNumber } from '../contract/ids.ts'
import type { IntakeFields } from '../contract/intake.ts'
import type { TicketChannel, TicketFields, TicketNo } from '../contract/ticket.ts'
import type { Trx } from '../platform/store.ts'
import { AppError } from '../platform/errors.ts'
import type { Language } from '../platform/language.ts'
import { BLANK } from './rules/blank.ts'
import { neededToSubmit, wrongIn } from './rules/needed.ts'
import { handedIn, written } from './rules/written.ts'
import { keptOf } from './view.ts'
import type { Writing, WritingDeps } from './writing.ts'

/** A matter from another system. */
export interface Arriving {
  fields: IntakeFields
  channel: TicketChannel
  dnis: HotlineNumber | null
  source: string
  externalNo: string
  /** Account or "source:…" that opens it, and the agent it belongs to. */
  by: string
  agent: string | null
  /** null = as its line says. */
  workspace: string | null
  /** Something is missing: kept as a draft instead of being refused. */
  orDraft: boolean
}

export interface TakingDeps extends WritingDeps {
  writing: Pick<Writing, 'refuseIncomplete'>
}

export type Taking = ReturnType<typeof createTaking>

/** Matters that nobody here has written. */
export function createTaking({ writing, changes, cipher, form, now, ...deps }: TakingDeps) {
  /** What cannot be chosen here is left for whoever completes the draft. */
  function withoutUnknown(fields: TicketFields): TicketFields {
    const unknown = wrongIn(fields, form.choices, deps.units())
    const has = (path: string): boolean => unknown.includes(path)
    return { ...fields, categoryCode: has('categoryCode') ? null : fields.categoryCode, areaCode: has('areaCode') ? null : fields.areaCode, suggestedUnit: has('suggestedUnit') ? null : fields.suggestedUnit, anonymous: fields.anonymous && !has('anonymous') }
  }

  function isComplete(fields: TicketFields, orDraft: boolean, language: Language): boolean {
    const whole = handedIn(fields, form.choices)
    try {
      writing.refuseIncomplete(whole, neededToSubmit(whole, form.choices, { hasNumber: false }), language)
      return true
    } catch (error) {
      if (orDraft && error instanceof AppError && error.code === 'TICKET_INCOMPLETE') return false
      throw error
    }
  }

  /**
   * A draft, ready to be handed in if it is complete; `keep` runs in the same transaction and may undo it by throwing.
   * Throws TICKET_INCOMPLETE with the fields, and nothing is kept.
   */
  return async function take(arriving: Arriving, keep: (trx: Trx, made: { ticketId: string; ticketNo: TicketNo; complete: boolean; at: number }) => Promise<void>, language: Language): Promise<void> {
    const { channel, dnis, source, externalNo, by, agent, workspace, orDraft } = arriving
    const given = written(BLANK, arriving.fields, form.choices)
    const complete = isComplete(given, orDraft, language)
    const [fields, at] = [complete ? given : withoutUnknown(given), now()]
    const worked = workspace === null ? deps.processingOf(dnis) : { processing: 'sub_platform' as const, workspace }
    const opening = { prefix: deps.prefix, day: deps.dayOf(at), at, by, agent, channel, dnis, externalNo, source, ...worked, kept: keptOf(fields, cipher) }
    await changes.open(opening, async (trx, { id, ticketNo }) => await keep(trx, { ticketId: id, ticketNo, complete, at }))
  }
}

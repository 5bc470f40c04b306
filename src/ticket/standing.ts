import type { TicketRecord } from '../contract/ticket-record.ts'
import type { FormFile } from './form.ts'
import type { Case } from './rules/case.ts'
import { missing, neededToSubmit } from './rules/needed.ts'
import type { TicketRow } from './store.ts'
import { type Cipher, citizenNumber, fieldsOf } from './view.ts'

export interface StandingDeps {
  cipher: Pick<Cipher, 'open'>
  form: Pick<FormFile, 'choices'>
  /** What speaks against a machine calling this number; not given: nothing. */
  notByMachine?: ((number: string) => Case['notByMachine']) | undefined
}

/** The ticket as the machine sees it. */
export function standingOf(row: TicketRow, records: readonly TicketRecord[], { cipher, form, notByMachine }: StandingDeps): Case {
  const fields = fieldsOf(row, cipher.open)
  const [hasNumber, number] = [row.aniSealed !== null, citizenNumber(row, cipher.open)]
  return {
    ...row, records, reachable: hasNumber || fields.contactPhone !== '', anonymous: fields.anonymous, wantsReply: fields.wantsReply,
    notByMachine: fields.callerLabels.includes('elder') ? 'elder' : number === null ? null : (notByMachine?.(number) ?? null),
    complete: missing(fields, neededToSubmit(fields, form.choices, { hasNumber })).length === 0,
  }
}

import type { TicketRecord } from '../contract/ticket-record.ts'
import type { FormFile } from './form.ts'
import type { Case } from './rules/case.ts'
import { missing, neededToSubmit } from './rules/needed.ts'
import type { TicketRow } from './store.ts'
import { type Cipher, fieldsOf } from './view.ts'

/** The ticket as the machine sees it. */
export function standingOf(row: TicketRow, records: readonly TicketRecord[], { cipher, form }: { cipher: Pick<Cipher, 'open'>; form: Pick<FormFile, 'choices'> }): Case {
  const fields = fieldsOf(row, cipher.open)
  const hasNumber = row.aniSealed !== null
  return {
    ...row, records, reachable: hasNumber || fields.contactPhone !== '', anonymous: fields.anonymous, wantsReply: fields.wantsReply,
    complete: missing(fields, neededToSubmit(fields, form.choices, { hasNumber })).length === 0,
  }
}

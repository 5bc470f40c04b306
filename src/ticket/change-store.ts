import type { Knex } from 'knex'
import type { TicketNo, TicketState } from '../contract/ticket.ts'
import type { InTransaction } from '../platform/store.ts'
import { takeNumbers } from './numbers-store.ts'
import type { KeepForSearch } from './search/index-store.ts'
import type { TicketRow } from './store.ts'

/** Columns of the fields, ready to be kept. */
export interface Kept {
  title: string
  type: string | null
  category_code: string | null
  area_code: string | null
  urgency: string
  confidential: boolean
  suggested_unit: string | null
  written_sealed: string
  contact_index: string | null
  place_index: string | null
  subject_index: string | null
}

interface Entry {
  at: number
  actor: string
  event: string
  to: TicketState
}

export interface Opening {
  prefix: string
  day: string
  at: number
  by: string
  agent: string | null
  channel: string
  dnis: string | null
  externalNo: string | null
  processing: string
  workspace: string | null
  /** System it came from. */
  source?: string | null
  kept: Kept
}

type Before = Pick<TicketRow, 'id' | 'version' | 'state'>

export interface ChangeStore {
  /** `also` runs in the same transaction, and undoes it by throwing. */
  open: (opening: Opening, also?: (trx: Knex.Transaction, made: { id: string; ticketNo: TicketNo }) => Promise<void>) => Promise<TicketNo>
  /** Keeps the fields of a draft. False when somebody was quicker. With `writer`, it is noted that they began to write. */
  save: (before: Before, kept: Kept, how: { at: number; writer: string | null }) => Promise<boolean>
  /** Who wrote last, of those noted. */
  lastWriter: (id: string) => Promise<string | null>
}

/** Every change raises the version and is told in the history, in one transaction. */
export function changeStore(db: Knex, inTransaction: InTransaction, forSearch: KeepForSearch): ChangeStore {
  return {
    open: async (opening, also) =>
      await inTransaction(async (trx) => {
        const number = await insert(trx, opening)
        await forSearch(trx, idOf(number))
        await also?.(trx, { id: idOf(number), ticketNo: number })
        return number
      }),
    save: async (before, kept, { at, writer }) =>
      await inTransaction(async (trx) => {
        if (!(await change(trx, before, { ...kept }, at))) return false
        await forSearch(trx, before.id)
        if (writer !== null) await append(trx, before, { at, actor: writer, event: 'edit', to: before.state })
        return true
      }),
    async lastWriter(id) {
      const last: { actor: string } | undefined = await db('ticket_events').where({ ticket_id: id, event: 'edit' }).orderBy('seq', 'desc').first('actor')
      return last?.actor ?? null
    },
  }
}

const idOf = (number: TicketNo): string => `n${number}`

async function insert(trx: Knex.Transaction, { prefix, day, at, by, agent, channel, dnis, externalNo, processing, workspace, source = null, kept }: Opening): Promise<TicketNo> {
  const [number] = await takeNumbers(trx, { prefix, day }, 1)
  if (number === undefined) throw new Error('the database gave no ticket number')
  await trx('tickets').insert({
    ...kept, id: idOf(number), ticket_no: number, call_id: null, channel, dnis, agent, agent_since: agent === null ? null : at, external_no: externalNo,
    opened_by: by, source, processing, workspace, state: 'draft', state_since: at, opened_at: at, updated_at: at, version: 1,
  })
  return number
}

const change = async (trx: Knex.Transaction, { id, version, state }: Before, sets: object, at: number): Promise<boolean> =>
  (await trx('tickets').where({ id, version, state }).update({ ...sets, updated_at: at, version: version + 1 })) === 1

/** After the ticket itself was changed, which keeps others from counting at the same time. */
async function append(trx: Knex.Transaction, { id, state }: Pick<Before, 'id' | 'state'>, { at, actor, event, to }: Entry): Promise<void> {
  const last: { seq: number } | undefined = await trx('ticket_events').where({ ticket_id: id }).orderBy('seq', 'desc').first('seq')
  await trx('ticket_events').insert({ ticket_id: id, seq: (last?.seq ?? 0) + 1, at, actor, event, from_state: state, to_state: to })
}

/** Calls and supplements of the draft go to the ticket it is merged into, and what the draft said. */
export async function moveOver(trx: Knex.Transaction, draft: TicketRow, target: TicketRow, { at, textSealed }: { at: number; textSealed: string | null }): Promise<void> {
  await trx('ticket_calls').where({ ticket_no: draft.ticketNo }).update({ ticket_no: target.ticketNo })
  await trx('ticket_contacts').where({ ticket_no: draft.ticketNo }).update({ ticket_no: target.ticketNo })
  if (draft.callId !== null) await trx('ticket_calls').insert({ call_id: draft.callId, ticket_no: target.ticketNo }).onConflict('call_id').merge()
  await trx('ticket_supplements').where({ ticket_id: draft.id }).update({ ticket_id: target.id })
  if (textSealed !== null) await trx('ticket_supplements').insert({ from_id: draft.id, ticket_id: target.id, from_no: draft.ticketNo, call_id: draft.callId, agent: draft.agent, at, text_sealed: textSealed })
}

import type { TicketRecord } from '../contract/ticket-record.ts'
import type { Cipher } from './view.ts'

export const RECORD_COLUMNS = {
  id: 'id', kind: 'kind', state: 'state', unit: 'unit', round: 'round', openedAt: 'opened_at', openedBy: 'opened_by', dueAt: 'due_at', settledAt: 'settled_at', settledBy: 'settled_by', dataSealed: 'data_sealed',
} as const satisfies Record<keyof RecordRow, string>

/** As selected by RECORD_COLUMNS. */
export type RecordRow = Omit<TicketRecord, 'data'> & { dataSealed: string }

export const recordOf = ({ dataSealed, ...one }: RecordRow, open: Cipher['open']): TicketRecord => ({ ...one, data: JSON.parse(open(dataSealed)) as TicketRecord['data'] })

/** The way back: its columns. */
export const rowOf = ({ data, ...one }: TicketRecord, seal: Cipher['seal']): Record<string, unknown> => {
  const row: RecordRow = { ...one, dataSealed: seal(JSON.stringify(data)) }
  return Object.fromEntries(Object.entries(RECORD_COLUMNS).map(([name, column]) => [column, row[name as keyof RecordRow]]))
}

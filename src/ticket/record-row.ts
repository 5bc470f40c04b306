import type { TicketRecord } from '../contract/ticket-record.ts'
import type { Cipher } from './view.ts'

export const RECORD_COLUMNS = {
  id: 'id', kind: 'kind', state: 'state', unit: 'unit', round: 'round', openedAt: 'opened_at', openedBy: 'opened_by', dueAt: 'due_at', settledAt: 'settled_at', settledBy: 'settled_by', dataSealed: 'data_sealed',
} as const satisfies Record<keyof RecordRow, string>

/** As selected by RECORD_COLUMNS. */
export type RecordRow = Omit<TicketRecord, 'data'> & { dataSealed: string }

export const recordOf = ({ dataSealed, ...one }: RecordRow, open: Cipher['open']): TicketRecord => ({ ...one, data: JSON.parse(open(dataSealed)) as TicketRecord['data'] })

/** Which of its data says what it is, by kind. */
const WHAT: Readonly<Partial<Record<TicketRecord['kind'], string>>> = { supervision: 'type', reminder: 'manner', pool: 'grade', complaint: 'reason', survey: 'mode' }
const codeIn = (value: TicketRecord['data'][string] | undefined): string | null => (typeof value === 'string' ? value : null)

/** Codes and numbers of it that are counted and looked for; nothing personal. */
const countedOf = ({ kind, data }: TicketRecord): Record<string, string | number | null> => {
  const persons = kind === 'supervision' && typeof data['persons'] === 'number' ? data['persons'] : 0
  return { what: codeIn(data[WHAT[kind] ?? '']), target: kind === 'supervision' ? codeIn(data['target']) : null, persons }
}

/** The way back: its columns. */
export const rowOf = (record: TicketRecord, seal: Cipher['seal']): Record<string, unknown> => {
  const { data, ...one } = record
  const row: RecordRow = { ...one, dataSealed: seal(JSON.stringify(data)) }
  return { ...Object.fromEntries(Object.entries(RECORD_COLUMNS).map(([name, column]) => [column, row[name as keyof RecordRow]])), ...countedOf(record) }
}

import { Button, Drawer, Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { TicketRecord } from '../../../contract/ticket-record.ts'
import { useFormat } from '../../look/format.ts'
import { Failed, Loading } from '../../look/states.tsx'
import { useTicket } from '../../server/ticket.ts'
import { useWords } from '../../words/language.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { workWords } from '../ticket-work/words.ts'
import { words } from './words.ts'

/** Every reminder and order on a ticket, the latest first, with what came of it. */
export function History({ ticketNo, onClose }: { ticketNo: string; onClose: () => void }) {
  const w = useWords(words)
  const navigate = useNavigate()
  const { data, error, refetch } = useTicket(ticketNo)
  const records = (data?.records ?? []).filter(({ kind }) => kind === 'supervision' || kind === 'reminder').toSorted((a, b) => b.openedAt - a.openedAt)
  return (
    <Drawer open size={480} title={w.historyOf(ticketNo)} className="step-drawer" onClose={onClose} closable={{ 'aria-label': w.close }} footer={<Button onClick={() => void navigate(`/tickets/${ticketNo}`)}>{w.openTicket}</Button>}>
      {error ? <Failed error={error} retry={() => void refetch()} /> : !data ? <Loading /> : records.length === 0 ? <p className="quiet">{w.noHistory}</p> : <ol className="work-records">{records.map((record) => <li key={record.id}><One record={record} /></li>)}</ol>}
    </Drawer>
  )
}

const text = (value: TicketRecord['data'][string] | undefined): string => (typeof value === 'string' ? value : typeof value === 'number' && value > 0 ? String(value) : '')

function One({ record: { kind, state, openedAt, openedBy, dueAt, settledAt, data } }: { record: TicketRecord }) {
  const [w, steps, work] = [useWords(words), useWords(stepWords), useWords(workWords)]
  const { instant } = useFormat()
  const manner = kind === 'supervision' ? steps.lists['supervision']?.[text(data['type'])] : (steps.lists['reminder']?.[text(data['manner'])] ?? steps.reasons['yellow'])
  const facts = [['', text(data['content']) || text(data['note'])], [w.participants, text(data['participants'])], [w.answered, text(data['outcome'])], [w.concluded, text(data['conclusion'])], [w.talkedTo, kind === 'supervision' ? text(data['persons']) : ''], [w.decision, text(data['decision'])]].filter(([, said]) => said !== '')
  return (
    <>
      <p className="work-record-head">
        <strong>{work.kinds[kind]} · {manner}</strong>
        {kind === 'supervision' ? <><span>{steps.lists['level']?.[text(data['target'])]}</span><Tag color={state === 'open' ? 'blue' : state === 'done' ? 'green' : 'default'}>{work.recordStates[state]}</Tag></> : null}
      </p>
      {facts.map(([name, said]) => <p key={name} className="draft-text">{name === '' ? '' : `${name}：`}{said}</p>)}
      <p className="quiet numbers">{instant(openedAt)} {openedBy === 'system' ? w.automatic : openedBy}{dueAt === null || state !== 'open' ? '' : ` · ${work.due} ${instant(dueAt)}`}{settledAt === null || settledAt === openedAt ? '' : ` · ${work.settled} ${instant(settledAt)}`}</p>
    </>
  )
}

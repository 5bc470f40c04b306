import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import type { ExportColumn, TicketExport } from '../../../contract/ticket-export.ts'
import type { ListFilter } from '../../../contract/ticket-list.ts'
import { useFormat } from '../../look/format.ts'
import { api, Problem, sentenceOf } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { useChoices } from './choices.ts'
import { useChosenColumns } from './chosen-columns.ts'
import { conditionsOf } from './rules/wanted.ts'
import { words } from './words.ts'

/** All of them, in the order of the contract's list, which the browser does not load. */
const ALL: readonly ExportColumn[] = [
  'ticketNo', 'externalNo', 'state', 'stage', 'channel', 'dnis', 'line', 'type', 'category', 'area', 'address', 'title', 'content', 'respondent', 'urgency', 'grade',
  'callerName', 'phone', 'agent', 'unit', 'section', 'accountableUnit', 'openedAt', 'acceptedAt', 'dispatchedAt', 'signedAt', 'dueAt', 'feedbackAt', 'closedAt', 'updatedAt', 'limitDays', 'overdue',
  'solved', 'satisfied', 'round', 'bounceCount', 'extensionCount', 'repeatCount', 'reply',
]
/** Columns of the list by the names of the export. */
const AS_EXPORTED: Readonly<Record<string, ExportColumn>> = { ani: 'phone' }
const REASON_LEAST = 4
const LOOK_EVERY_MS = 700

/** Writes what the list shows into a file. */
export function ExportButton({ wanted }: { wanted: ListFilter }) {
  const w = useWords(words)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{w.export}</Button>
      {open ? <ExportDialog wanted={wanted} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function ExportDialog({ wanted, onClose }: { wanted: ListFilter; onClose: () => void }) {
  const w = useWords(words)
  const user = useUser()
  const { said } = useChoices()
  const shown = useChosenColumns().map((name) => AS_EXPORTED[name] ?? (name as ExportColumn))
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [all, setAll] = useState(false)
  const [inFull, setInFull] = useState(false)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState<TicketExport | null>(null)
  const [refusal, setRefusal] = useState('')
  const id = useId()
  const { data: now = asked, error } = useQuery({
    queryKey: ['ticket-export', asked?.id], enabled: asked !== null, queryFn: ({ signal }) => api.get<TicketExport>(`/ticket-exports/${asked?.id ?? ''}`, {}, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'done' || state.data?.state === 'failed' ? false : LOOK_EVERY_MS),
  })

  async function start(): Promise<void> {
    setRefusal('')
    try {
      setAsked(await api.send<TicketExport>('POST', '/ticket-exports', { format, query: wanted, columns: all ? ALL : ALL.filter((name) => shown.includes(name)), unmasked: inFull ? { reason: reason.trim() } : null }))
    } catch (failed) {
      setRefusal(sentenceOf(failed))
    }
  }
  const conditions = conditionsOf(wanted).map((name) => said(name, wanted))
  const footer = asked === null
    ? <><Button onClick={onClose}>{w.cancel}</Button><Button type="primary" disabled={inFull && reason.trim().length < REASON_LEAST} onClick={() => void start()}>{w.exportStart}</Button></>
    : <Button onClick={onClose}>{w.close}</Button>
  return (
    <Modal open title={w.export} onCancel={onClose} footer={footer} closable={{ 'aria-label': w.close }}>
      <div className="export-body">
        <p>{w.exportWhy}</p>
        <p className="quiet">{conditions.length === 0 ? w.showAll : conditions.join('；')}</p>
        {refusal === '' ? null : <Alert type="error" showIcon role="alert" title={refusal} />}
        {asked === null ? (
          <>
            <Radio.Group aria-label={w.exportFormat} value={format} onChange={({ target }) => setFormat(target.value as 'xlsx' | 'csv')} options={[{ value: 'xlsx', label: w.formats.xlsx }, { value: 'csv', label: w.formats.csv }]} />
            <Radio.Group aria-label={w.exportColumns} value={all} onChange={({ target }) => setAll(target.value as boolean)} options={[{ value: false, label: w.exportShown }, { value: true, label: w.exportAll }]} />
            {/* The server refuses it to everybody else. */}
            {user.role === 'supervisor' ? <Checkbox checked={inFull} onChange={({ target }) => setInFull(target.checked)}>{w.exportUnmasked}</Checkbox> : null}
            {inFull ? <div className="draft-field"><label htmlFor={id}>{w.exportReason}</label><Input id={id} value={reason} maxLength={200} autoComplete="off" onChange={({ target }) => setReason(target.value)} /><span className="quiet">{w.exportConfidential}</span></div> : null}
          </>
        ) : <Written now={now ?? asked} gone={error instanceof Problem && error.status === 404} />}
      </div>
    </Modal>
  )
}

function Written({ now: { id, state, rows, cut, deletedAt }, gone }: { now: TicketExport; gone: boolean }) {
  const w = useWords(words)
  const { instant } = useFormat()
  if (gone) return <Alert type="warning" showIcon role="alert" title={w.exportGone} />
  if (state === 'failed') return <Alert type="error" showIcon role="alert" title={w.exportFailed} />
  if (state !== 'done') return <p role="status">{state === 'waiting' ? w.exportWaiting : w.exportRunning(rows)}</p>
  return (
    <>
      <Alert type={cut ? 'warning' : 'success'} showIcon role="status" title={w.exportDone(rows)} description={cut ? w.exportCut(rows) : undefined} />
      <Button type="primary" href={api.address(`/ticket-exports/${id}/file`)} download>{w.exportSave}</Button>
      <p className="quiet">{w.exportUntil(instant(deletedAt))}</p>
    </>
  )
}

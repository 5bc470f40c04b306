import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Progress } from 'antd'
import { useRef, useState, type DragEvent } from 'react'
import type { Attachment } from '../../../contract/attachment.ts'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import { useFormat } from '../../look/format.ts'
import { api } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { ticketKey } from '../../server/ticket.ts'
import { useAction } from '../../look/use-action.ts'
import { useWords } from '../../words/language.ts'
import { sizeOf } from './rules/size.ts'
import { useUploads, type Upload } from './use-uploads.ts'
import { workWords } from './words.ts'

const ACCEPTED = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.wav,.mp3,.mp4,.txt'

/** The files of a ticket, in a part of its page. */
export function Attachments({ ticket }: { ticket: TicketDetail }) {
  const w = useWords(workWords)
  const there = ticket.attachments.some(({ removedAt }) => removedAt === null)
  if (!there && !mayAdd(ticket)) return null
  return (
    <section className="paper" aria-label={w.files}>
      <h3>{w.files}</h3>
      <AttachmentList ticket={ticket} />
    </section>
  )
}

/** Whoever may add something to the matter may add files; the server has the last word. */
const mayAdd = ({ allowedEvents }: Pick<TicketDetail, 'allowedEvents'>): boolean => allowedEvents.includes('supplement') || allowedEvents.includes('submit')

/** What is attached, and room for more. */
export function AttachmentList({ ticket, readOnly = false }: { ticket: TicketDetail; readOnly?: boolean }) {
  const w = useWords(workWords)
  const { ticketNo, attachments } = ticket
  const { uploads, add, dismiss } = useUploads(ticketNo)
  const adding = !readOnly && mayAdd(ticket)
  return (
    <div className="files">
      {attachments.length === 0 && uploads.length === 0 ? <p className="quiet">{w.noFiles}</p> : null}
      <ul>
        {attachments.map((one) => <li key={one.id}><File of={one} ticketNo={ticketNo} removable={adding} confidential={ticket.confidential} /></li>)}
        {uploads.map((one) => <li key={one.id}><Uploading of={one} dismiss={() => dismiss(one.id)} /></li>)}
      </ul>
      {adding ? <Adder add={add} /> : null}
    </div>
  )
}

function File({ of, ticketNo, removable, confidential }: { of: Attachment; ticketNo: string; removable: boolean; confidential: boolean }) {
  const { id, name, bytes, uploadedAt, uploadedBy, removedAt } = of
  const w = useWords(workWords)
  const { instant } = useFormat()
  const { modal } = App.useApp()
  const { username } = useUser()
  const client = useQueryClient()
  const { busy, run } = useAction(async () => {
    await api.send('DELETE', `/attachments/${id}`)
    await client.invalidateQueries({ queryKey: ticketKey(ticketNo) })
  })
  const ask = (): void => void modal.confirm({ title: w.removeAsk(name), content: w.removeWhy, okText: w.remove, cancelText: w.cancel, okButtonProps: { danger: true }, onOk: () => run() })
  const meta = <span className="quiet numbers">{instant(uploadedAt)} {uploadedBy}</span>
  if (removedAt !== null) return <><span className="quiet">{w.removedFile}</span> {meta}</>
  return (
    <>
      <a href={api.address(`/attachments/${id}`)} download>{name}</a> <span className="quiet numbers">{sizeOf(bytes)}</span> {meta}
      {removable && uploadedBy === username ? <Button type="link" size="small" danger loading={busy} aria-label={`${w.remove} ${name}`} onClick={ask}>{w.remove}</Button> : null}
      {confidential && removable ? <ForDepartments of={of} ticketNo={ticketNo} /> : null}
    </>
  )
}

/** Departments see a file of a confidential matter only if the centre says so. */
function ForDepartments({ of: { id, name, forDepartments }, ticketNo }: { of: Attachment; ticketNo: string }) {
  const w = useWords(workWords)
  const { role } = useUser()
  const client = useQueryClient()
  const { busy, run } = useAction(async () => {
    await api.send('PUT', `/attachments/${id}/departments`, { shown: !forDepartments })
    await client.invalidateQueries({ queryKey: ticketKey(ticketNo) })
  })
  if (role === 'unit' || role === 'unit_head') return null
  return <Checkbox checked={forDepartments} disabled={busy} onChange={() => void run()} aria-label={`${w.forDepartments} ${name}`}>{w.forDepartments}</Checkbox>
}

function Uploading({ of: { name, share, failed }, dismiss }: { of: Upload; dismiss: () => void }) {
  const w = useWords(workWords)
  if (failed !== null) return <span role="alert"><span className="draft-error">{name}：{failed}</span> <Button type="link" size="small" onClick={dismiss}>{w.dismiss}</Button></span>
  return <span className="file-going"><span>{name}</span> <Progress percent={Math.round(share * 100)} size="small" aria-label={`${w.uploading} ${name}`} /> <Button type="link" size="small" onClick={dismiss}>{w.cancel}</Button></span>
}

/** A button, and a place to drop files on. */
function Adder({ add }: { add: (files: readonly globalThis.File[]) => void }) {
  const w = useWords(workWords)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    add([...event.dataTransfer.files])
  }
  return (
    <div className={over ? 'file-drop over' : 'file-drop'} onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <Button onClick={() => input.current?.click()}>{w.addFiles}</Button> <span className="quiet">{w.fileHint}</span>
      <input ref={input} type="file" hidden multiple accept={ACCEPTED} aria-label={w.addFiles} onChange={({ target }) => { add([...(target.files ?? [])]); target.value = '' }} />
    </div>
  )
}

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Tag } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import type { TypicalCase } from '../../../contract/evaluation.ts'
import { useFormat } from '../../look/format.ts'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useUnsaved } from '../../look/unsaved.ts'
import { api, Problem, sentenceOf } from '../../server/api.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import '../ticket-draft/draft.css'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { words } from './words.ts'

/** 典型案例库 (G38): what others can learn from, found by words. */
export function CaseList() {
  const w = useWords(words)
  const { role } = useUser()
  const marks = role === 'supervisor' || role === 'dispatcher'
  const { modal, message } = App.useApp()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [editing, setEditing] = useState<TypicalCase | 'new' | null>(null)
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['evaluation', 'cases', text],
    queryFn: ({ pageParam, signal }) => api.get<{ items: TypicalCase[]; nextCursor: string | null }>('/typical-cases', { text, limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: '', getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const remove = (ticketNo: string): void => void modal.confirm({ title: w.removeAsk, content: ticketNo, okText: w.removeCase, cancelText: w.cancel, okButtonProps: { danger: true }, onOk: async () => {
    await api.send('DELETE', `/tickets/${ticketNo}/typical-case`).catch((problem: unknown) => void message.error(sentenceOf(problem)))
    await client.invalidateQueries({ queryKey: ['evaluation'] })
  } })
  return (
    <>
      <p className="quiet">{w.casesWhy}</p>
      <div className="ledger-filters" role="search">
        <Input.Search aria-label={w.searchCases} placeholder={w.searchHint} allowClear maxLength={60} className="evaluation-search" onSearch={(typed) => setText(typed.trim())} />
        {marks ? <Button type="primary" onClick={() => setEditing('new')}>{w.addCase}</Button> : null}
      </div>
      {isPending ? <Loading /> : error && items.length === 0 ? <Failed error={error} retry={() => void refetch()} /> : items.length === 0 ? <Empty title={w.noCases} /> : (
        <ul className="evaluation-list">
          {items.map((one) => (
            <li key={one.ticketNo} className="paper">
              <Case one={one} />
              {marks ? <span className="pool-acts"><Button aria-label={`${w.edit} ${one.ticketNo}`} onClick={() => setEditing(one)}>{w.edit}</Button><Button aria-label={`${w.removeCase} ${one.ticketNo}`} onClick={() => remove(one.ticketNo)}>{w.removeCase}</Button></span> : null}
            </li>
          ))}
        </ul>
      )}
      {hasNextPage ? <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
      {editing === null ? null : <CaseDialog one={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function Case({ one: { ticketNo, title, unit, lesson, tags, closedAt } }: { one: TypicalCase }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const nameOf = useUnitNames()
  return (
    <div className="evaluation-said">
      <p><Link className="numbers" to={`/tickets/${ticketNo}`}>{ticketNo}</Link> <strong>{title}</strong> {tags.map((tag) => <Tag key={tag}>{tag}</Tag>)}</p>
      <p className="draft-text">{lesson}</p>
      <p className="quiet">{unit === null ? '' : nameOf(unit)} {closedAt === null ? '' : <span className="numbers">· {w.closed} {instant(closedAt)}</span>}</p>
    </div>
  )
}

const TICKET_NO = /^[A-Z]{2,4}\d{14}$/

function CaseDialog({ one, onClose }: { one: TypicalCase | null; onClose: () => void }) {
  const w = useWords(words)
  const client = useQueryClient()
  const [ticketNo, setTicketNo] = useState(one?.ticketNo ?? '')
  const [lesson, setLesson] = useState(one?.lesson ?? '')
  const [tags, setTags] = useState(one?.tags.join('，') ?? '')
  const [tried, setTried] = useState(false)
  const [refusal, setRefusal] = useState('')
  const [busy, setBusy] = useState(false)
  const id = useId()
  const no = ticketNo.trim().toUpperCase()
  const wrong = { ticketNo: TICKET_NO.test(no) ? '' : w.ticketBad, lesson: lesson.trim() === '' ? w.needed : '' }
  useUnsaved(lesson !== (one?.lesson ?? ''))

  async function save(): Promise<void> {
    setTried(true)
    if (busy || wrong.ticketNo !== '' || wrong.lesson !== '') return
    setBusy(true)
    try {
      const said = tags.split(/[,，、;；]/u).map((tag) => tag.trim()).filter((tag) => tag !== '')
      await api.send('PUT', `/tickets/${no}/typical-case`, { lesson, tags: said, version: one?.version ?? null })
      onClose()
    } catch (error) {
      setRefusal([sentenceOf(error), ...(error instanceof Problem ? Object.values(error.fields) : [])].join(' '))
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['evaluation'] })
    }
  }
  const bad = (name: keyof typeof wrong) => tried && wrong[name] !== ''
  return (
    <Modal open title={w.addCase} onCancel={onClose} mask={{ closable: false }} closable={{ 'aria-label': w.close }} footer={<><Button onClick={onClose}>{w.cancel}</Button><Button type="primary" loading={busy} onClick={() => void save()}>{w.send}</Button></>}>
      <form className="step-form" noValidate onSubmit={(sent) => { sent.preventDefault(); void save() }}>
        {refusal === '' ? null : <Alert type="error" showIcon role="alert" title={refusal} />}
        <div className="draft-field">
          <label htmlFor={`${id}-no`}>{w.ticketNo}</label>
          <Input id={`${id}-no`} value={ticketNo} disabled={one !== null} maxLength={20} aria-invalid={bad('ticketNo')} status={bad('ticketNo') ? 'error' : ''} onChange={({ target }) => setTicketNo(target.value)} />
          {bad('ticketNo') ? <p className="draft-error" role="alert">{wrong.ticketNo}</p> : null}
        </div>
        <div className="draft-field">
          <label htmlFor={`${id}-lesson`}>{w.lesson}</label>
          <Input.TextArea id={`${id}-lesson`} value={lesson} maxLength={1_000} rows={4} aria-invalid={bad('lesson')} status={bad('lesson') ? 'error' : ''} onChange={({ target }) => setLesson(target.value)} />
          {bad('lesson') ? <p className="draft-error" role="alert">{wrong.lesson}</p> : null}
        </div>
        <div className="draft-field">
          <label htmlFor={`${id}-tags`}>{w.tags}</label>
          <Input id={`${id}-tags`} value={tags} maxLength={170} aria-describedby={`${id}-hint`} onChange={({ target }) => setTags(target.value)} />
          <span className="step-hint" id={`${id}-hint`}>{w.tagsHint}</span>
        </div>
        <button type="submit" hidden />
      </form>
    </Modal>
  )
}

import { Button, Dropdown, Input, Select } from 'antd'
import { useState } from 'react'
import type { CancelReason } from '../../../contract/ticket.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { useWords } from '../../words/language.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { Leaving } from './leaving.tsx'
import { useWriting } from './use-draft.ts'
import type { useSteps } from './use-steps.ts'
import { words } from './words.ts'

type Steps = ReturnType<typeof useSteps>

/** Neither handed in nor cancelled: refused with the way that is open to the citizen, or taken by somebody else. */
const LEAVES = ['reject', 'handOver'] as const

/** Submit, answer at once, cancel, leave it to others; and how much is missing. */
export function Actions({ busy, take }: Steps) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const [cancelling, setCancelling] = useState(false)
  const [leaving, setLeaving] = useState<(typeof LEAVES)[number] | null>(null)
  const { state: { fields, needed }, detail } = useWriting()
  const left = needed.submit.filter((path) => isEmpty(path.startsWith('extra.') ? fields.extra[path.slice(6)] : fields[path as keyof typeof fields])).length
  const submit = (): void => void take({ event: 'submit' })
  const answer = (): void => void take({ event: 'directAnswer' })
  useShortcuts([
    { keys: 'Alt+S', label: w.submit, act: submit, on: !busy },
    { keys: 'Alt+Y', label: w.directAnswer, act: answer, on: !busy },
  ])
  if (leaving !== null) return <Leaving event={leaving} ticket={detail} busy={busy} take={take} back={() => setLeaving(null)} />
  if (cancelling) return <Cancelling busy={busy} take={take} back={() => setCancelling(false)} />
  return (
    <div className="draft-actions">
      <Button type="primary" loading={busy} onClick={submit}>{w.submit} <kbd>Alt+S</kbd></Button>
      <Button disabled={busy} onClick={answer}>{w.directAnswer} <kbd>Alt+Y</kbd></Button>
      <Button disabled={busy} onClick={() => setCancelling(true)}>{w.cancel}</Button>
      <Dropdown trigger={['click']} autoFocus menu={{ items: LEAVES.map((event) => ({ key: event, label: steps.events[event] })), onClick: ({ key }) => setLeaving(key as (typeof LEAVES)[number]) }}>
        <Button disabled={busy}>{w.others} <span aria-hidden="true">▾</span></Button>
      </Dropdown>
      <span className={left > 0 ? 'quiet' : 'draft-ready'}>{left > 0 ? w.missing(left) : w.complete}</span>
    </div>
  )
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

function Cancelling({ busy, take, back }: Steps & { back: () => void }) {
  const w = useWords(words)
  const [reason, setReason] = useState<CancelReason>('silent')
  const [note, setNote] = useState('')
  return (
    <form className="draft-actions" aria-label={w.cancel} onSubmit={(event) => { event.preventDefault(); void take({ event: 'cancel', reason, note }) }}>
      <Select<CancelReason> autoFocus aria-label={w.cancelWhy} value={reason} options={(['silent', 'wrong_number', 'nuisance', 'withdrawn'] as const).map((value) => ({ value, label: w.reasons[value] }))} onChange={setReason} />
      <Input aria-label={w.note} placeholder={w.note} value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} className="draft-note" />
      <Button danger htmlType="submit" loading={busy}>{w.cancel}</Button>
      <Button onClick={back}>{w.back}</Button>
    </form>
  )
}

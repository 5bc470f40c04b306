import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

interface Shown {
  callerName: string
  contactPhone: string
  ani: string | null
}

/** Name and number in full, for a reason that is audited. Gone when the page is left. */
export function Reveal({ ticketNo }: { ticketNo: string }) {
  const w = useWords(words)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<Shown | null>(null)
  const { busy, run } = useAction(async () => setShown(await api.send<Shown>('POST', `/tickets/${ticketNo}/reveal`, { reason: reason.trim() })))
  if (shown) return <strong className="numbers">{[shown.callerName, shown.contactPhone, shown.ani].filter((part) => part !== null && part !== '').join(' · ') || w.withheld}</strong>
  if (!asking) return <span className="draft-reveal"><span className="quiet">{w.masked}</span> <Button size="small" onClick={() => setAsking(true)}>{w.reveal}</Button></span>
  return (
    <form className="draft-reveal" onSubmit={(event) => { event.preventDefault(); void run() }}>
      <Input size="small" autoFocus value={reason} maxLength={200} aria-label={w.revealWhy} placeholder={w.revealWhy} onChange={({ target }) => setReason(target.value)} />
      <Button size="small" htmlType="submit" loading={busy} disabled={reason.trim().length < 2}>{w.revealShow}</Button>
    </form>
  )
}

import { Button, Dropdown } from 'antd'
import { useRef, useState } from 'react'
import type { TicketDetail } from '../../../contract/ticket-detail.ts'
import type { TicketEventName } from '../../../contract/ticket.ts'
import { useShortcuts } from '../../look/shortcuts.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { stepsOf } from './rules/steps.ts'
import { unitsBelow } from './rules/units-below.ts'
import { StepDialog } from './step-dialog.tsx'
import { stepWords } from './step-words.ts'
import { workWords } from './words.ts'

const SHORTCUT = 'Alt+N'

/** Whether the department has any below it to pass the matter down to; until that is known it is taken to have. */
function useHasBelow(unit: string | null): boolean {
  const { data } = useTicketForm()
  return unit === null || !data || unitsBelow(data.units, unit).length > 0
}

/** What the reader may do with the ticket now; each opens its form. */
export function Steps({ ticket, onForm }: { ticket: TicketDetail; onForm: (open: boolean) => void }) {
  const [w, steps] = [useWords(workWords), useWords(stepWords)]
  const [taken, setTaken] = useState<TicketEventName | null>(null)
  const bar = useRef<HTMLDivElement>(null)
  const before = useRef<HTMLElement | null>(null)
  const user = useUser()
  const hasBelow = useHasBelow(ticket.leadUnit)
  const { first, more, own } = stepsOf(ticket, { ...user, hasBelow })
  const name = (event: TicketEventName): string => steps.events[event] ?? event
  // Named with its reason: whoever looks for the step sees why it cannot be taken. Of an own reply it is said beside the buttons.
  const held = ticket.heldEvents.filter(({ why }) => why !== 'ownReply')
  const menu = [...more.map((event) => ({ key: event, label: name(event) })), ...held.map(({ event, message }) => ({ key: event, disabled: true, label: <>{name(event)}<br /><small>{message}</small></> }))]

  function open(event: TicketEventName): void {
    before.current = bar.current?.contains(document.activeElement) === true ? (document.activeElement as HTMLElement) : null
    setTaken(event)
    onForm(true)
  }
  function close(): void {
    setTaken(null)
    onForm(false)
    // Back to where one was; the button of a step that was taken is gone.
    setTimeout(() => (before.current?.isConnected === true ? before.current : bar.current)?.focus(), 0)
  }
  const [next] = first
  useShortcuts(next === undefined ? [] : [{ keys: SHORTCUT, label: name(next), act: () => open(next), on: taken === null }])
  return (
    <div className="work-steps" role="group" aria-label={w.nextTitle} tabIndex={-1} ref={bar}>
      {first.map((event, i) => <Button key={event} {...(i === 0 ? { type: 'primary' as const } : {})} onClick={() => open(event)}>{name(event)}{i === 0 ? <> <kbd>{SHORTCUT}</kbd></> : null}</Button>)}
      {menu.length === 0 ? null : (
        <Dropdown trigger={['click']} autoFocus menu={{ items: menu, onClick: ({ key }) => open(key as TicketEventName) }}>
          <Button className="work-more">{w.more} <span aria-hidden="true">▾</span></Button>
        </Dropdown>
      )}
      {own ? <span className="work-own">{w.ownReply}{w.ownReplyWhy}</span> : null}
      {first.length + more.length === 0 && !own ? <span className="quiet">{w.noSteps}</span> : null}
      {taken === null ? null : <StepDialog key={taken} ticket={ticket} event={taken} onClose={close} />}
    </div>
  )
}

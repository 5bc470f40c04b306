import { Button } from 'antd'
import type { ReactNode } from 'react'

interface KeyButtonProps {
  children: ReactNode
  /** The shortcut that does the same; shown on the button. */
  keys?: string
  onClick: () => void
  kind?: 'primary' | 'danger' | 'good' | undefined
  disabled?: boolean
  busy?: boolean
  pressed?: boolean
  label?: string
}

/** A button with its key on it. */
export function KeyButton({ children, keys, onClick, kind, disabled = false, busy = false, pressed, label }: KeyButtonProps) {
  return (
    <Button
      className={`key-button ${kind ?? ''}`} type={kind === 'primary' || kind === 'good' ? 'primary' : 'default'} danger={kind === 'danger'} disabled={disabled} loading={busy} onClick={onClick}
      aria-keyshortcuts={keys?.replace('Ctrl', 'Control')} aria-pressed={pressed} aria-label={label}
    >
      <span>{children}</span>
      {keys === undefined ? null : <kbd aria-hidden="true">{keys}</kbd>}
    </Button>
  )
}

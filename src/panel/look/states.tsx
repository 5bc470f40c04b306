import { Button, Spin } from 'antd'
import type { ReactNode } from 'react'
import { sentenceOf } from '../server/api.ts'
import { useWords } from '../words/language.ts'
import { words } from './words.ts'
import './page.css'

interface StateProps {
  title: string
  children?: ReactNode
}

/** Nothing to show, and what to do about it. */
export const Empty = ({ title, children }: StateProps) => (
  <div className="state">
    <h2>{title}</h2>
    {children}
  </div>
)

/** Something is on its way. */
export function Loading() {
  const w = useWords(words)
  return (
    <div className="state" role="status">
      <Spin />
      <span>{w.loading}</span>
    </div>
  )
}

/** Something could not be loaded: why, and once more. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const w = useWords(words)
  return (
    <div className="state" role="alert">
      <h2>{w.failed}</h2>
      <p>{sentenceOf(error)}</p>
      {retry ? <Button onClick={retry}>{w.retry}</Button> : null}
    </div>
  )
}

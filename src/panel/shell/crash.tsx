import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { useWords } from '../words/language.ts'
import { words } from './words.ts'

/** Keeps a fault of one screen from taking the header and the phone with it. */
export class Crash extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error }
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Crashed error={this.state.error} />
  }
}

function Crashed({ error }: { error: unknown }) {
  const w = useWords(words)
  // After an update of the server the parts of the page that was open are no more.
  const outdated = error instanceof Error && /dynamically imported module|Unable to preload/i.test(error.message)
  return (
    <main className="state" role="alert" id="content">
      <h1>{outdated ? w.newVersion : w.crashed}</h1>
      {outdated ? null : <p className="quiet">{String(error)}</p>}
      <Button type="primary" onClick={() => location.reload()}>{w.reload}</Button>
    </main>
  )
}

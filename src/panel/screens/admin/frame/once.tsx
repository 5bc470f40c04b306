import { App, Button, Input } from 'antd'
import { useWords } from '../../../words/language.ts'
import { words } from './words.ts'

/** A secret that is shown once, ready to be copied. */
export function ShownOnce({ label, secret }: { label: string; secret: string }) {
  const w = useWords(words)
  const { message } = App.useApp()
  async function copy(): Promise<void> {
    // Not there on plain http in a closed network; the field is selected for Ctrl+C then.
    await navigator.clipboard?.writeText(secret)
    if (navigator.clipboard) void message.success(w.copied)
  }
  return (
    <div className="admin-once">
      <Input readOnly value={secret} aria-label={label} onFocus={({ target }) => target.select()} className="numbers" />
      <Button onClick={() => void copy()}>{w.copy}</Button>
    </div>
  )
}

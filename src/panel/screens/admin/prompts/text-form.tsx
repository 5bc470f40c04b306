import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { usePromptChange } from './change.ts'
import type { Prompt, PromptLanguage } from './data.ts'
import { words } from './words.ts'

type GapName = 'site' | 'number' | 'line' | 'cancelDate' | 'date' | 'n' | 'group' | 'agentNo' | 'peer' | 'status'

/** The text that is spoken; gaps are put in at the cursor. */
export function TextForm({ prompt, spoken }: { prompt: Prompt; spoken: PromptLanguage }) {
  const w = useWords(words)
  const label = useId()
  const [text, setText] = useState(prompt.text)
  const area = useRef<HTMLElement | null>(null)
  const { busy, run } = usePromptChange(w.saved)
  function insert(gap: string): void {
    const field = area.current?.querySelector('textarea')
    const at = field?.selectionStart ?? text.length
    setText(`${text.slice(0, at)}{${gap}}${text.slice(field?.selectionEnd ?? at)}`)
    field?.focus()
  }
  return (
    <form
      className="prompt-form"
      onSubmit={(event) => {
        event.preventDefault()
        void run(async () => await api.send('PUT', `/prompts/${prompt.id}/text`, { text, language: spoken }))
      }}
    >
      <label id={label} htmlFor={`${label}-text`}><h3>{w.text}</h3></label>
      <span ref={area}>
        <Input.TextArea id={`${label}-text`} value={text} maxLength={300} showCount rows={3} onChange={({ target }) => setText(target.value)} />
      </span>
      <div className="prompt-gaps">
        <span className="quiet">{w.gaps}</span>
        {[...new Set(['site', ...prompt.gaps])].map((gap) => (
          <button key={gap} type="button" className="gap" title={w.gapHelp} onClick={() => insert(gap)}>{`{${gap}}`} <span className="quiet">{w[gap as GapName]}</span></button>
        ))}
        <Button type="primary" htmlType="submit" loading={busy} disabled={text.trim() === '' || text === prompt.text}>{w.saveText}</Button>
      </div>
    </form>
  )
}

import { Progress } from 'antd'
import { useState } from 'react'
import { api, Problem } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { usePromptChange } from './change.ts'
import { type Prompt, type PromptLanguage, sendRecording } from './data.ts'
import { words } from './words.ts'

const MAX_BYTES = 10 * 1024 * 1024

interface UploadProps {
  prompt: Prompt
  spoken: PromptLanguage
  /** Whether it is for one number alone. */
  perLine: boolean
}

/** A recording in place of speech: dropped here or chosen. */
export function UploadForm({ prompt, spoken, perLine }: UploadProps) {
  const w = useWords(words)
  const [percent, setPercent] = useState(0)
  const [isOver, setOver] = useState(false)
  const { busy, run } = usePromptChange(w.uploaded)
  if (prompt.recordable === 'never') return <p className="quiet">{w.upload}：{w.never}</p>
  if (prompt.recordable === 'per_line' && !perLine) return <p className="quiet">{w.upload}：{w.perLine}</p>

  async function take(file: File | undefined): Promise<void> {
    if (!file) return
    setPercent(0)
    await run(async () => {
      if (file.size > MAX_BYTES) throw new Problem({ status: 413, code: 'TOO_LARGE', title: w.tooLarge })
      await sendRecording({ address: api.address(`/prompts/${prompt.id}/audio`, { language: spoken }), file, onProgress: setPercent })
    })
  }
  return (
    <div>
      <h3>{w.upload}</h3>
      <label
        className={`upload ${isOver ? 'is-over' : ''}`}
        onDragOver={(event) => { event.preventDefault(); setOver(true) }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); void take(event.dataTransfer.files[0]) }}
      >
        <input
          type="file" className="visually-hidden" accept="audio/*,.wav" disabled={busy}
          onChange={({ target }) => {
            const file = target.files?.[0]
            void take(file).then(() => (target.value = ''))
          }}
        />
        {busy ? <><span role="status">{w.uploading.replace('{n}', String(percent))}</span><Progress percent={percent} showInfo={false} aria-label={w.upload} /></> : <span>{w.uploadHelp}</span>}
      </label>
    </div>
  )
}

import { Button } from 'antd'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { useWriting } from './use-draft.ts'
import { words } from './words.ts'

/** Whether what is typed is at the server. Failing is said aloud, saving is not. */
export function SaveMark() {
  const w = useWords(words)
  const { clock } = useFormat()
  const { draft, state: { save, savedAt } } = useWriting()
  const bad = save === 'failed' || save === 'refused' || save === 'away'
  const text = {
    saved: savedAt === null ? w.saved : w.savedAt(clock(savedAt)), waiting: w.waiting, saving: w.saving, failed: w.failed, refused: w.refusedSave, away: w.away,
  }[save]
  return (
    <span className={bad ? 'draft-save bad' : 'draft-save'} role={bad ? 'alert' : undefined} data-save={save}>
      {text}
      {save === 'failed' ? <> <Button size="small" onClick={() => void draft.flush()}>{w.saveNow}</Button></> : null}
    </span>
  )
}

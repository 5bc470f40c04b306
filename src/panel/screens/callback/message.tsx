import { Button } from 'antd'
import { useState } from 'react'
import type { CallDetail } from '../../../contract/call.ts'
import type { CallbackMessage } from '../../../contract/callback.ts'
import { spanOf } from '../../look/format.ts'
import { useAction } from '../../look/use-action.ts'
import { api } from '../../server/api.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { words } from './words.ts'

/** What the caller spoke on the tape; fetched when somebody wants to hear it, for hearing it is audited. */
export function Message({ of: { call, lengthMs } }: { of: CallbackMessage }) {
  const w = useWords(words)
  const language = useLanguage()
  const [recording, setRecording] = useState<string | null>(null)
  const { busy, run } = useAction(async () => setRecording((await api.get<CallDetail>(`/calls/${call}`)).recordings[0]?.id ?? null))
  if (recording !== null) return <audio controls autoPlay aria-label={w.message} src={api.address(`/recordings/${recording}`)} />
  return <Button size="small" loading={busy} onClick={() => void run()}>{w.message} {spanOf(lengthMs, language)}</Button>
}

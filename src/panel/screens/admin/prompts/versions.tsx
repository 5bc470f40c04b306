import { Button, Tag } from 'antd'
import { useFormat } from '../../../look/format.ts'
import { api } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { usePromptChange } from './change.ts'
import type { Prompt, PromptLanguage, PromptVersion } from './data.ts'
import { Listen } from './listen.tsx'
import { words } from './words.ts'

interface VersionsProps {
  prompt: Prompt
  spoken: PromptLanguage
  edits: boolean
}

/** Every text and recording there ever was, newest first, and the built-in text. */
export function Versions({ prompt, spoken, edits }: VersionsProps) {
  const w = useWords(words)
  const { busy, run } = usePromptChange(w.restored)
  const restore = (version: number) => void run(async () => await api.send('POST', `/prompts/${prompt.id}/activate`, { version, language: spoken }))
  const action = (version: number) => (version === prompt.active ? <Tag color="green">{w.inUse}</Tag> : edits ? <Button size="small" disabled={busy} onClick={() => restore(version)} aria-label={`${w.restore} ${version === 0 ? w.builtIn : w.version.replace('{n}', String(version))}`}>{w.restore}</Button> : null)
  return (
    <div>
      <h3>{w.versions}</h3>
      <ul className="versions">
        {prompt.versions.toReversed().map((one) => (
          <li key={one.version}>
            <Version one={one} id={prompt.id} spoken={spoken} />
            {action(one.version)}
          </li>
        ))}
        <li>
          <span><b>{w.versionZero}</b><span className="quiet"> {prompt.builtInText}</span></span>
          {action(0)}
        </li>
      </ul>
    </div>
  )
}

function Version({ one, id, spoken }: { one: PromptVersion; id: string; spoken: PromptLanguage }) {
  const [w, { instant }] = [useWords(words), useFormat()]
  const name = w.version.replace('{n}', String(one.version))
  return (
    <span>
      <b>{name}</b> <Tag>{one.kind === 'upload' ? w.kindUpload : w.kindText}</Tag>
      <span className="quiet">{w.by.replace('{who}', one.by).replace('{when}', instant(one.at))}</span>
      {one.text === null ? null : <span> {one.text}</span>}
      {one.kind === 'upload' ? (
        <span> {one.lengthMs === null ? '' : w.seconds.replace('{n}', (one.lengthMs / 1_000).toFixed(1))} <Listen what={name} address={api.address(`/prompts/${id}/audio`, { language: spoken, version: one.version })} /></span>
      ) : null}
    </span>
  )
}

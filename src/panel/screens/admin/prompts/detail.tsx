import { Alert, Select } from 'antd'
import { api } from '../../../server/api.ts'
import { useUser } from '../../../server/session.ts'
import { useLanguage, useWords } from '../../../words/language.ts'
import { useHotlines } from '../hotlines/data.ts'
import type { Prompt, PromptLanguage } from './data.ts'
import { Listen } from './listen.tsx'
import { TextForm } from './text-form.tsx'
import { UploadForm } from './upload-form.tsx'
import { Versions } from './versions.tsx'
import { words } from './words.ts'

interface DetailProps {
  id: string
  spoken: PromptLanguage
  prompts: readonly Prompt[]
  onOpen: (id: string) => void
}

/** One prompt: what is heard, its text, recordings and versions; for all numbers or for one alone. */
export function PromptDetail({ id, spoken, prompts, onOpen }: DetailProps) {
  const [w, language] = [useWords(words), useLanguage()]
  const edits = useUser().role === 'admin'
  const [general = id, number = null] = id.split('@')
  const base = prompts.find((one) => one.id === general)
  if (!base) return null
  // A hotline without a version of its own hears the general one.
  const prompt = prompts.find((one) => one.id === id) ?? { ...base, id, versions: [], active: 0 }
  return (
    <>
      <header className="prompt-head">
        <h2><code>{id}</code></h2>
        <LineChoice {...{ general, number, prompts, onOpen }} />
        <Heard id={id} number={number} spoken={spoken} />
      </header>
      {prompt.missing ? <Alert type="error" showIcon title={w.missing} description={w.missingWhy} /> : null}
      {language === 'en' ? <p className="quiet">{w.use}: {prompt.use}</p> : null}
      {edits ? (
        <>
          <TextForm prompt={prompt} spoken={spoken} />
          <UploadForm prompt={prompt} spoken={spoken} perLine={number !== null} />
        </>
      ) : <><p className="prompt-text">{prompt.text}</p><p className="quiet">{w.readOnly}</p></>}
      <Versions prompt={prompt} spoken={spoken} edits={edits} />
    </>
  )
}

/** What callers hear now, with the hotline's own name and dates when it is for one. */
function Heard({ id, number, spoken }: { id: string; number: string | null; spoken: PromptLanguage }) {
  const w = useWords(words)
  const line = useHotlines().data?.find((one) => one.number === number)
  const values = line ? { line: line.nameZh, cancelDate: line.cancelDate } : {}
  return (
    <span className="prompt-heard">
      {w.heardNow} <Listen what={id} address={api.address(`/prompts/${id}/audio`, { language: spoken, ...values })} />
    </span>
  )
}

function LineChoice({ general, number, prompts, onOpen }: Pick<DetailProps, 'prompts' | 'onOpen'> & { general: string; number: string | null }) {
  const [w, language] = [useWords(words), useLanguage()]
  const lines = useHotlines().data ?? []
  const own = new Set(prompts.filter(({ id }) => id.startsWith(`${general}@`)).map(({ id }) => id.split('@')[1]))
  return (
    <Select
      aria-label={w.forLine} showSearch={{ optionFilterProp: 'label' }} className="prompt-line" value={number ?? ''} onChange={(one: string) => onOpen(one === '' ? general : `${general}@${one}`)}
      options={[{ value: '', label: w.forAll }, ...lines.map((line) => ({ value: line.number as string, label: `${line.number} ${language === 'zh' ? line.nameZh : line.nameEn || line.nameZh}${own.has(line.number) ? ' ●' : ''}` }))]}
    />
  )
}

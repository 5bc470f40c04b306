import { Input, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { Page } from '../../../look/page.tsx'
import { Empty, Failed, Loading } from '../../../look/states.tsx'
import { words as shell } from '../../../shell/words.ts'
import { useWords } from '../../../words/language.ts'
import { type Prompt, type PromptLanguage, usePrompts } from './data.ts'
import { PromptDetail } from './detail.tsx'
import { words } from './words.ts'
import '../hotlines/hotlines.css'
import './prompts.css'

type Which = 'all' | 'missing' | 'own'

/** /admin/prompts: what callers hear; ?id=welcome opens one. */
export function PromptsPage() {
  const [w, s] = [useWords(words), useWords(shell)]
  const [query, setQuery] = useSearchParams()
  const [spoken, setSpoken] = useState<PromptLanguage>('zh-CN')
  const [which, setWhich] = useState<Which>('all')
  const [search, setSearch] = useState('')
  const prompts = usePrompts(spoken)
  const id = query.get('id')
  const all = prompts.data ?? []
  const missing = all.filter((prompt) => prompt.missing).length
  const shown = all.filter(
    (prompt) => (which === 'all' || (which === 'missing' ? prompt.missing : prompt.active > 0 || prompt.id.includes('@'))) && `${prompt.id} ${prompt.text} ${prompt.use}`.toLowerCase().includes(search.trim().toLowerCase()),
  )
  return (
    <Page
      full title={s.pages.prompts}
      actions={
        <>
          <Segmented aria-label={w.language} value={spoken} onChange={setSpoken} options={[{ value: 'zh-CN', label: w.zh }, { value: 'en', label: w.en }]} />
          <Segmented<Which> value={which} onChange={setWhich} options={[{ value: 'all', label: w.all }, { value: 'own', label: w.own }, { value: 'missing', label: `${w.missing} ${missing}` }]} />
          <Input.Search className="hotlines-search" allowClear placeholder={w.search} aria-label={w.search} value={search} onChange={({ target }) => setSearch(target.value)} />
        </>
      }
    >
      {prompts.isError ? <Failed error={prompts.error} retry={() => void prompts.refetch()} /> : prompts.isPending ? <Loading /> : (
        <div className={`prompts ${id === null ? '' : 'is-open'}`}>
          <nav className="prompts-list paper" aria-label={s.pages.prompts}>
            {shown.length === 0 ? <Empty title={w.none} /> : null}
            {shown.map((prompt) => <PromptEntry key={prompt.id} prompt={prompt} isOpen={prompt.id === id} onOpen={() => setQuery({ id: prompt.id })} />)}
          </nav>
          <section className="prompts-detail paper">
            {id === null ? <Empty title={w.pick} /> : <PromptDetail key={`${spoken} ${id}`} id={id} spoken={spoken} prompts={all} onOpen={(next) => setQuery({ id: next })} />}
          </section>
        </div>
      )}
    </Page>
  )
}

function PromptEntry({ prompt, isOpen, onOpen }: { prompt: Prompt; isOpen: boolean; onOpen: () => void }) {
  const w = useWords(words)
  return (
    <button type="button" className="prompt-entry" aria-current={isOpen ? 'true' : undefined} onClick={onOpen}>
      <span className="prompt-entry-head">
        <code>{prompt.id}</code>
        {prompt.missing ? <Tag color="red">{w.missing}</Tag> : null}
        {prompt.active > 0 ? <Tag color="blue">{w.changed}</Tag> : null}
      </span>
      <span>{prompt.text}</span>
    </button>
  )
}

import { useSearchParams } from 'react-router'
import { Page } from '../../../look/page.tsx'
import { Failed, Loading } from '../../../look/states.tsx'
import { words as shell } from '../../../shell/words.ts'
import { useWords } from '../../../words/language.ts'
import { useHotlines, useUse } from './data.ts'
import { draftOf, newDraft } from './draft.ts'
import { HotlineList } from './list.tsx'
import { Wizard } from './wizard.tsx'
import './hotlines.css'

/** /admin/hotlines: the registry; ?merge begins a new number, ?line=12319 changes one. */
export function HotlinesPage() {
  const w = useWords(shell)
  const [query, setQuery] = useSearchParams()
  const lines = useHotlines()
  const use = useUse()
  const back = (): void => setQuery({})
  const day = use.data?.day ?? new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format()
  const line = lines.data?.find(({ number }) => number === query.get('line'))
  if (query.has('merge')) return <Wizard key="new" first={newDraft(day)} isNew day={day} onDone={back} />
  if (line) return <Wizard key={line.number} first={draftOf(line)} isNew={false} day={day} onDone={back} />
  if (lines.data) return <HotlineList lines={lines.data} use={use.data} day={day} onMerge={() => setQuery({ merge: '' })} onOpen={(number) => setQuery({ line: number })} />
  return <Page title={w.pages.hotlines}>{lines.isError ? <Failed error={lines.error} retry={() => void lines.refetch()} /> : <Loading />}</Page>
}

import { Empty } from '../../../look/states.tsx'
import { Page } from '../../../look/page.tsx'
import { words } from '../../../shell/words.ts'
import { useWords } from '../../../words/language.ts'

export function DepartmentsPage() {
  const w = useWords(words)
  return (
    <Page title={w.pages.departments}>
      <Empty title={w.notYet} />
    </Page>
  )
}

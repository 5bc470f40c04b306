import { Tabs } from 'antd'
import { useSearchParams } from 'react-router'
import { Page } from '../../../look/page.tsx'
import { words as shellWords } from '../../../shell/words.ts'
import { useWords } from '../../../words/language.ts'
import { DepartmentList } from './departments.tsx'
import { ResponsibilityList } from './list.tsx'
import { TryMatch } from './try-match.tsx'
import { words } from './words.ts'

/** Departments, which matter is whose, and a try of it. */
export function DepartmentsPage() {
  const [w, shell] = [useWords(words), useWords(shellWords)]
  const [query, setQuery] = useSearchParams()
  return (
    <Page title={shell.pages.departments}>
      <Tabs
        activeKey={query.get('tab') ?? 'departments'} onChange={(tab) => setQuery({ tab }, { replace: true })} destroyOnHidden
        items={[
          { key: 'departments', label: w.tabs.departments, children: <DepartmentList /> },
          { key: 'list', label: w.tabs.list, children: <ResponsibilityList /> },
          { key: 'match', label: w.tabs.match, children: <TryMatch /> },
        ]}
      />
    </Page>
  )
}

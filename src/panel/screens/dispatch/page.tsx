import { useSearchParams } from 'react-router'
import { Page } from '../../look/page.tsx'
import { Failed, Loading } from '../../look/states.tsx'
import { useListsLive } from '../../server/lists-live.ts'
import { useWords } from '../../words/language.ts'
import { useCounts, useWide } from '../unit/data.ts'
import { Board } from './board.tsx'
import { Case } from './case.tsx'
import { DISPATCH_LISTS, type DispatchList, isDispatchList } from './rules/lists.ts'
import { Tabs } from './tabs.tsx'
import { words } from './words.ts'

/** The dispatcher's board: what waits for a department, and the ticket beside it with who should have it (G06, G33). */
export function DispatchPage() {
  const w = useWords(words)
  const wide = useWide()
  const [params, setParams] = useSearchParams()
  const { data: counts, error, refetch } = useCounts(false)
  useListsLive('worklists', 'worklist')
  const asked = params.get('list')
  const list: DispatchList = isDispatchList(asked) ? asked : 'unassigned'
  const set = (name: DispatchList, ticketNo: string | null): void => setParams(ticketNo === null ? { list: name } : { list: name, ticket: ticketNo }, { replace: true })
  const tabs = DISPATCH_LISTS.map((name) => {
    const { count, late } = counts?.find((one) => one.name === name) ?? { count: 0, late: 0 }
    return { name, label: w.names[name], count, late: name === 'overdue' ? 0 : late }
  })
  return (
    <Page title={w.title} full={wide}>
      {error && !counts ? <Failed error={error} retry={() => void refetch()} /> : !counts ? <Loading /> : (
        <>
          <Tabs label={w.lists} tabs={tabs} chosen={list} choose={(name) => set(name, null)} />
          <Board
            key={list} list={list} said={{ name: w.names[list], empty: w.empty[list], emptyWhy: w.emptyWhy }} chosen={params.get('ticket')} choose={(ticketNo) => set(list, ticketNo)}
            show={(ticketNo, onDone) => <Case key={ticketNo} ticketNo={ticketNo} onDone={onDone} />}
          />
        </>
      )}
    </Page>
  )
}

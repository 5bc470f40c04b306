import { useQuery } from '@tanstack/react-query'
import type { Today } from '../../../contract/report.ts'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { useFeed } from '../../server/feed.ts'
import { useWords } from '../../words/language.ts'
import { AgentList } from './agents.tsx'
import { OpenAlarms } from './alarms.tsx'
import { Figures } from './figures.tsx'
import { LinesToday } from './lines.tsx'
import { MonitorBar } from './monitor-bar.tsx'
import { useNames } from './names.ts'
import { WaitingList } from './waiting.tsx'
import { words } from './words.ts'
import './queue.css'

const COUNT_EVERY_MS = 5_000

/** The supervisor's screen: who waits, who serves, how the day goes, and the hand in it. */
export function QueuePage() {
  const w = useWords(words)
  const { clock } = useFormat()
  const names = useNames()
  const link = useFeed((feed) => feed.link)
  const known = useFeed((feed) => feed.asOf !== null)
  const asOf = useFeed((feed) => (feed.link === 'lost' ? feed.asOf : null))
  const today = useQuery({ queryKey: ['today'], queryFn: () => api.get<Today>('/today'), refetchInterval: COUNT_EVERY_MS })
  return (
    <Page title={w.title} actions={asOf === null ? undefined : <span className="warn" role="status">{w.asOf(clock(asOf))}</span>}>
      <Figures today={today.data} />
      <OpenAlarms />
      <MonitorBar />
      {known ? (
        <div className={link === 'live' ? 'queue-parts' : 'queue-parts stale'}>
          <WaitingList names={names} />
          <AgentList names={names} />
        </div>
      ) : (
        <Loading />
      )}
      {today.data ? <LinesToday today={today.data} /> : today.error ? <Failed error={today.error} retry={() => void today.refetch()} /> : null}
    </Page>
  )
}

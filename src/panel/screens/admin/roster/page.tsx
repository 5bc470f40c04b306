import { Tabs } from 'antd'
import { useAddress } from '../../../look/address.ts'
import { Page } from '../../../look/page.tsx'
import { useUser } from '../../../server/session.ts'
import { useWords } from '../../../words/language.ts'
import { Callouts } from './callouts.tsx'
import { Week } from './calendar.tsx'
import { useDutyNow } from './data.ts'
import { People } from './people.tsx'
import { Periods } from './periods.tsx'
import './roster.css'
import { words } from './words.ts'

const DECLARES = ['supervisor', 'leader']

/** Who is on duty, the emergency team, special periods, and emergencies one is called for. */
export function RosterPage() {
  const w = useWords(words)
  const { role } = useUser()
  const called = (useDutyNow().data?.callouts ?? []).filter(({ answer }) => answer === null)
  const [search, setAddress] = useAddress()
  const tab = search.get('tab') ?? 'roster'
  return (
    <Page title={w.title}>
      <Tabs
        activeKey={tab} onChange={(key) => setAddress({ tab: key })} destroyOnHidden
        items={[
          { key: 'roster', label: w.roster, children: <Week /> },
          { key: 'team', label: w.team, children: <People /> },
          { key: 'special', label: w.special, children: <Periods mayDeclare={DECLARES.includes(role)} /> },
          { key: 'called', label: called.length > 0 ? `${w.called} (${called.length})` : w.called, children: <Callouts /> },
        ]}
      />
    </Page>
  )
}

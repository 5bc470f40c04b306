import { useEffect, useState } from 'react'
import { Page } from '../../look/page.tsx'
import { Empty, Loading } from '../../look/states.tsx'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { ActsContext, useNewActs } from './acts.ts'
import { CallCard } from './call-card.tsx'
import { Diversion } from './diversion.tsx'
import { Draft } from './draft.tsx'
import { Notices } from './notices.tsx'
import { Person } from './person.tsx'
import { type Seat, useSeat } from './seat.ts'
import { StateBar } from './state-bar.tsx'
import { words } from './words.ts'
import './agent.css'

/** /agent: the call on the left, the ticket in the middle, the caller on the right. */
export function AgentPage() {
  const w = useWords(words)
  const { extension } = useUser()
  if (extension === null) return <Page title={w.title}><Empty title={w.noSeat}><p>{w.noSeatWhy}</p></Empty></Page>
  return <Workplace extension={extension} />
}

function Workplace({ extension }: { extension: string }) {
  const w = useWords(words)
  const acts = useNewActs()
  const seat = useSeat(extension)
  const { agent } = seat
  const work = useWork(seat)
  if (!agent) return <Page title={w.title}><Loading /></Page>
  return (
    <ActsContext value={acts}>
      <Page full title={w.title} actions={<StateBar agent={agent} />}>
        <div className="notices"><Notices agent={agent} /></div>
        <div className="workplace">
          <CallCard seat={seat} />
          <section className="column paper written" aria-label={w.columns.draft}><Draft call={work} ringing={seat.stage === 'ringing'} /></section>
          <section className="column paper" aria-label={w.columns.caller}>
            <Person caller={seat.caller} idle={seat.call === null} />
            <Diversion />
          </section>
        </div>
      </Page>
    </ActsContext>
  )
}

/** The call whose ticket is written on: it stays in front of the agent afterwards, until the next one is answered. */
function useWork({ call, stage }: Seat): string | null {
  const [last, setLast] = useState<string | null>(null)
  const taken = call !== null && stage !== 'none' && stage !== 'ringing' && stage !== 'guest'
  useEffect(() => {
    if (taken) setLast(call)
  }, [taken, call])
  return taken ? call : last
}

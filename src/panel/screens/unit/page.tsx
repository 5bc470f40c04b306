import { Checkbox } from 'antd'
import { useEffect } from 'react'
import { useAddress } from '../../look/address.ts'
import { Page } from '../../look/page.tsx'
import { Failed, Loading } from '../../look/states.tsx'
import { useListsLive } from '../../server/lists-live.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { OpenTicket } from '../ticket-work/open-ticket.tsx'
import { useCounts, useWide } from './data.ts'
import { DeskLists } from './lists.tsx'
import { NowDo } from './now-do.tsx'
import { firstList, isDeskList } from './rules/desk.ts'
import './unit.css'
import { words } from './words.ts'
import { Waiting } from './waiting.tsx'

/** The desk of a department: what is to be done next and by when, list by list, and the ticket beside it. */
export function UnitPage() {
  const w = useWords(words)
  const wide = useWide()
  const [params, set] = useAddress()
  const below = params.get('below') === 'true'
  const { data: counts, error, refetch } = useCounts(below)
  const { role } = useUser()
  useListsLive('worklists', 'worklist')
  const asked = params.get('list')
  const list = isDeskList(asked) ? asked : null
  const chosen = params.get('ticket')
  // Chosen once, when the desk is opened: what comes later does not take the list away.
  useEffect(() => {
    if (list === null && counts) set({ list: firstList(counts, role) })
  })
  return (
    <Page title={w.title} full={wide} actions={<Checkbox checked={below} onChange={({ target }) => set({ below: target.checked ? 'true' : null, ticket: null })}>{w.below}</Checkbox>}>
      {error && !counts ? <Failed error={error} retry={() => void refetch()} /> : !counts || list === null ? <Loading /> : (
        <>
          <NowDo counts={counts} below={below} open={(name) => set({ list: name, ticket: null })} />
          <div className={wide ? 'unit wide' : 'unit'}>
            <DeskLists counts={counts} chosen={list} choose={(name) => set({ list: name, ticket: null })} />
            <Waiting key={list} list={list} below={below} wide={wide} chosen={chosen} choose={(ticketNo) => set({ list, ticket: ticketNo })} />
            {wide ? <section className="unit-detail" aria-label={w.ticket} tabIndex={-1}>{chosen === null ? <p className="quiet unit-none">{w.chooseOne}</p> : <OpenTicket key={chosen} ticketNo={chosen} />}</section> : null}
          </div>
        </>
      )}
    </Page>
  )
}

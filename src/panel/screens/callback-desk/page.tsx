import { Tag } from 'antd'
import { useSearchParams } from 'react-router'
import type { WorklistEntry } from '../../../contract/worklist.ts'
import { useFormat } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { useListsLive } from '../../server/lists-live.ts'
import { useUser } from '../../server/session.ts'
import { useWords } from '../../words/language.ts'
import { MissedCalls } from '../callback/missed-calls.tsx'
import { words as missedWords } from '../callback/words.ts'
import { Board } from '../dispatch/board.tsx'
import { Tabs } from '../dispatch/tabs.tsx'
import { workWords } from '../ticket-work/words.ts'
import { useCounts, useWide } from '../unit/data.ts'
import './callback-desk.css'
import { Judge } from './judge.tsx'
import { Survey } from './survey.tsx'
import { useSurveys } from './use-survey.ts'
import { words } from './words.ts'

const LISTS = ['to_call', 'to_judge'] as const
type List = (typeof LISTS)[number]

/** Who is to be called: citizens about what was done, what they object to, and whoever was missed. Seats have the last only. */
export function CallbackDeskPage() {
  const { role } = useUser()
  return role === 'callback' || role === 'supervisor' ? <Desk /> : <Seats />
}

function Seats() {
  const w = useWords(missedWords)
  return <Page title={w.title}><MissedCalls /></Page>
}

function Desk() {
  const w = useWords(words)
  const wide = useWide()
  const [params, setParams] = useSearchParams()
  const { data: counts } = useCounts(false)
  useListsLive('worklists', 'worklist')
  const asked = params.get('list')
  const chosen = asked === 'missed' ? asked : (LISTS.find((name) => name === asked) ?? 'to_call')
  const set = (list: string, ticket: string | null): void => setParams(ticket === null ? { list } : { list, ticket }, { replace: true })
  const tabs = [
    ...LISTS.map((name) => ({ name, label: w.names[name], count: counts?.find((one) => one.name === name)?.count ?? 0, late: counts?.find((one) => one.name === name)?.late ?? 0 })),
    { name: 'missed' as const, label: w.names.missed, count: null, late: 0 },
  ]
  return (
    <Page title={w.title} full={wide && chosen !== 'missed'}>
      <Tabs label={w.lists} tabs={tabs} chosen={chosen} choose={(name) => set(name, null)} />
      {chosen === 'missed' ? <MissedCalls /> : <Cases key={chosen} list={chosen} chosen={params.get('ticket')} choose={(ticketNo) => set(chosen, ticketNo)} />}
    </Page>
  )
}

function Cases({ list, chosen, choose }: { list: List; chosen: string | null; choose: (ticketNo: string | null) => void }) {
  const w = useWords(words)
  const { data: surveys } = useSurveys(list === 'to_call')
  return (
    <Board
      list={list} said={{ name: w.names[list], empty: w.empty[list], emptyWhy: w.emptyWhy }} chosen={chosen} choose={choose}
      also={(entry) => (list === 'to_call' ? <Marks entry={entry} by={surveys?.find(({ ticketNo }) => ticketNo === entry.ticket.ticketNo)?.by ?? null} /> : null)}
      show={(ticketNo, onDone) => (list === 'to_call' ? <Survey key={ticketNo} ticketNo={ticketNo} onDone={onDone} /> : <Judge key={ticketNo} ticketNo={ticketNo} onDone={onDone} />)}
    />
  )
}

/** Who must be called by a person, how often it was tried, when the citizen wants to be called, and who is at it. */
function Marks({ entry: { ticket, record, by }, by: at }: { entry: WorklistEntry; by: string | null }) {
  const [w, work] = [useWords(words), useWords(workWords)]
  const { instant } = useFormat()
  const { username } = useUser()
  const { human, automatic, last, mode } = record?.data ?? {}
  const tries = (typeof human === 'number' ? human : 0) + (typeof automatic === 'number' ? automatic : 0)
  return (
    <>
      {mode === 'human' ? <Tag color="purple">{ticket.confidential ? `${work.confidential} · ${w.byPerson}` : w.byPerson}</Tag> : null}
      {tries > 0 ? <span className="quiet">{w.tried(tries)}</span> : null}
      {typeof last === 'string' && by !== null ? <span className="quiet">{w.at(instant(by))}</span> : null}
      {ticket.solved !== null ? <Tag>{w.half}</Tag> : null}
      {at !== null && at !== username ? <Tag color="blue">{w.takenBy(at)}</Tag> : null}
    </>
  )
}

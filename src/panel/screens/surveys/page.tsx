import { App, Button, Tag } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Survey, SurveyState } from '../../../contract/survey.ts'
import { useFormat, useNow } from '../../look/format.ts'
import { Page } from '../../look/page.tsx'
import { Empty, Failed, Loading } from '../../look/states.tsx'
import { useAction } from '../../look/use-action.ts'
import { useWords } from '../../words/language.ts'
import { DialerLine } from '../dialer/line.tsx'
import '../dispatch/dispatch.css'
import { Tabs } from '../dispatch/tabs.tsx'
import '../ticket-work/ticket-work.css'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { useDialNow, useSurveyList } from './data.ts'
import { Answered, Standing, Tries } from './round.tsx'
import './surveys.css'
import { words } from './words.ts'

const STATES = ['scheduled', 'calling', 'person', 'answered', 'unanswered'] as const satisfies readonly SurveyState[]

/** Call-backs by the machine: whom it will call, whom it calls now, who waits for a person, and what came of each (domain.md §5.12). */
export function SurveysPage() {
  const w = useWords(words)
  const [params, setParams] = useSearchParams()
  const state = STATES.find((one) => one === params.get('state')) ?? 'scheduled'
  return (
    <Page title={w.title}>
      <div className="surveys">
        <DialerLine kind="survey" />
        <Tabs label={w.lists} tabs={STATES.map((name) => ({ name, label: w.states[name], count: null, late: 0 }))} chosen={state} choose={(name) => setParams({ state: name }, { replace: true })} />
        <List key={state} state={state} />
      </div>
    </Page>
  )
}

function List({ state }: { state: SurveyState }) {
  const w = useWords(words)
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useSurveyList(state)
  const now = useNow(state === 'scheduled' || state === 'person')
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  const items = data.pages.flatMap((page) => page.items)
  const [nothing, why] = w.empty[state]
  if (items.length === 0) return <Empty title={nothing}><p>{why}</p></Empty>
  return (
    <>
      <ul className="survey-list" aria-label={w.states[state]}>{items.map((survey) => <li key={survey.id} className="paper"><Entry survey={survey} now={now} /></li>)}</ul>
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{w.more}</Button> : null}
    </>
  )
}

function Entry({ survey, now }: { survey: Survey; now: number }) {
  const w = useWords(words)
  const { instant } = useFormat()
  const unitName = useUnitNames()
  const { ticketNo, title, round, dnis, leadUnit, confidential, number, openedAt, tries } = survey
  return (
    <article className="survey-entry" aria-label={ticketNo}>
      <div className="survey-what">
        <p className="survey-title"><Link to={`/tickets/${ticketNo}`}>{title === '' ? ticketNo : title}</Link>{confidential ? <Tag color="purple">{w.confidential}</Tag> : null}{round > 0 ? <Tag color="gold">{w.round(round + 1)}</Tag> : null}</p>
        <p className="quiet numbers">{ticketNo}{dnis === null ? '' : ` · ${w.line} ${dnis}`}{leadUnit === null ? '' : ` · ${unitName(leadUnit)}`}</p>
        <p className="numbers">{number ?? w.noNumber} <span className="quiet">{w.fedBack(instant(openedAt))}</span></p>
      </div>
      <Tries tries={tries} />
      <div className="survey-next">
        <Standing survey={survey} now={now} />
        <Answered survey={survey} />
        <Acts survey={survey} />
      </div>
    </article>
  )
}

function Acts({ survey: { id, ticketNo, state } }: { survey: Survey }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const { instant } = useFormat()
  const navigate = useNavigate()
  const dialNow = useDialNow()
  const now = useNow(false)
  const dial = useAction(async () => {
    const { dueAt } = await dialNow(id)
    void message.success(dueAt === null || dueAt <= now + SOON_MS ? w.dialled : w.dialledLater(instant(dueAt)), 5)
  })
  if (state !== 'scheduled' && state !== 'person') return null
  const desk = `/callback?list=to_call&ticket=${ticketNo}`
  return (
    <div className="send-acts">
      {state === 'scheduled' ? <Button size="small" loading={dial.busy} aria-label={`${w.dial} ${w.of(ticketNo)}`} onClick={() => void dial.run()}>{w.dial}</Button> : null}
      <Button size="small" type={state === 'person' ? 'primary' : 'default'} aria-label={`${state === 'person' ? w.toPerson : w.take} ${w.of(ticketNo)}`} onClick={() => void navigate(desk)}>{state === 'person' ? w.toPerson : w.take}</Button>
    </div>
  )
}

const SOON_MS = 60_000

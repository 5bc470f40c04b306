import type { TicketForesight } from '../../../contract/ticket-foresight.ts'
import { useFormat } from '../../look/format.ts'
import { sentenceOf, type Problem } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { words as draftWords } from '../ticket-draft/words.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { words } from './words.ts'
import './dispatch.css'

interface ForesightProps {
  foresight: TicketForesight | undefined
  refused: Problem | null
  asking: boolean
  /** Fields of the form beside it, whose faults are said there. */
  fields?: readonly string[]
}

/** What a step will bring, before it is taken: where it goes, until when, who is told. */
export function Foresight({ foresight, refused, asking, fields = [] }: ForesightProps) {
  const w = useWords(words)
  const rest = refused === null ? [] : Object.entries(refused.fields).filter(([path]) => !fields.includes(path)).map(([, said]) => said)
  return (
    <section className="foresight" aria-label={w.preview} aria-live="polite" aria-busy={asking}>
      <h4>{w.preview}</h4>
      {foresight ? <Told of={foresight} /> : refused ? <p className="draft-error">{rest.length > 0 ? rest.join(' ') : Object.keys(refused.fields).length > 0 ? w.fix : sentenceOf(refused)}</p> : <p className="quiet">{w.asking}</p>}
    </section>
  )
}

function Told({ of: { state, leadUnit, section, respondBy, returnBy, triageBy, judgeBy, callBy, dueAt, limitDays, round, final, told, added } }: { of: TicketForesight }) {
  const [w, draft, steps] = [useWords(words), useWords(draftWords), useWords(stepWords)]
  const unitName = useUnitNames()
  const { instant } = useFormat()
  const times: [string, number | null, string][] = [
    [w.signBy, state === 'dispatched' ? respondBy : null, ''], [w.dueBy, state === 'dispatched' || state === 'handling' ? dueAt : null, limitDays === null ? '' : w.days(limitDays)],
    [w.returnBy, state === 'dispatched' && !final ? returnBy : null, ''], [w.triageBy, state === 'in_triage' ? triageBy : null, ''], [w.judgeBy, state === 'callback_review' ? judgeBy : null, ''], [w.callBy, state === 'pending_callback' ? callBy : null, ''],
  ]
  const helped = added.filter(({ kind, unit }) => kind === 'co_task' && unit !== null).map(({ unit }) => w.task(unitName(unit ?? '')))
  const supervision = added.flatMap(({ kind, type }) => (kind === 'supervision' && type !== null ? [w.supervised(steps.lists['supervision']?.[type] ?? type)] : []))
  const people = [...new Set(told.map(({ audience, unit }) => `${unit === null || !['unit', 'deputy', 'head'].includes(audience) ? '' : unitName(unit)}${w.audiences[audience] ?? audience}`))]
  return (
    <>
      <p><strong>{w.toState(draft.states[state])}</strong>{state === 'handling' && round > 0 ? ` · ${w.round(round)}` : ''}{final && state === 'dispatched' ? ` · ${w.final_}` : ''}{supervision.length > 0 ? ` · ${supervision.join('、')}` : ''}</p>
      {leadUnit === null || state === 'closed' ? null : <p>{w.toUnit(unitName(leadUnit))}{section === null ? '' : ` · ${section}`}{helped.length > 0 ? ` · ${helped.join('、')}` : ''}</p>}
      {times.some(([, by]) => by !== null) ? <dl className="foresight-times">{times.map(([name, by, also]) => (by === null ? null : <div key={name}><dt>{name}</dt><dd className="numbers">{instant(by)} <span className="quiet">{also}</span></dd></div>))}</dl> : null}
      {people.length === 0 ? null : <p className="quiet">{w.told}：{people.join('、')}</p>}
    </>
  )
}

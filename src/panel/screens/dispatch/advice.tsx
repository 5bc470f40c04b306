import { Button, Tag } from 'antd'
import type { AdvisedByList, DispatchAdvice } from '../../../contract/dispatch-advice.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../words/language.ts'
import { categoryOf, useNames } from '../ticket-draft/matter.tsx'
import { useTicketForm } from '../ticket-draft/use-draft.ts'
import { stepWords } from '../ticket-work/step-words.ts'
import { useUnitNames } from '../ticket-work/unit-names.ts'
import { words } from './words.ts'

interface AdviceProps {
  advice: DispatchAdvice
  chosen: string | null
  take: (unit: string) => void
}

/** Departments in the order their number keys take them: the suggested one first. */
export const suggestedUnits = ({ best, list, byAgent, returned, precedents }: DispatchAdvice): string[] =>
  [...new Set([...(best === null ? [] : [best.unit]), ...list.map(({ unit }) => unit), ...returned.flatMap(({ suggestedUnit }) => suggestedUnit ?? []), ...(byAgent === null ? [] : [byAgent]), ...precedents.map(({ unit }) => unit)])].slice(0, 9)

/** Who should have it and why: lines of the list side by side, who gave it back, who had such matters before. */
export function Advice({ advice, chosen, take }: AdviceProps) {
  const [w, steps] = [useWords(words), useWords(stepWords)]
  const unitName = useUnitNames()
  const { instant } = useFormat()
  const { best, decided, list, byAgent, returned, precedents } = advice
  const keys = suggestedUnits(advice)
  const tied = !decided && list.filter(({ equal }) => equal).length > 1
  const one = { advice, chosen, take, keys }
  return (
    <section className="advice" aria-label={w.advice}>
      <h3>{w.advice}{best === null ? null : <span className="advice-best"> {unitName(best.unit)} <Tag color="blue">{w.bestFrom[best.from]}</Tag><kbd>A</kbd></span>}</h3>
      {best === null ? <p className="quiet">{w.noBest}</p> : null}
      {returned.length === 0 ? null : (
        <ul className="advice-returned">
          {returned.map(({ unit, at, reason, basis, suggestedUnit }) => (
            <li key={at}><span className="quiet numbers">{instant(at)}</span> <strong>{unitName(unit)}</strong> {steps.lists['giveBack']?.[reason] ?? reason}：{basis}{suggestedUnit === null ? null : <> · {w.wants(unitName(suggestedUnit))} <Take unit={suggestedUnit} {...one} /></>}</li>
          ))}
        </ul>
      )}
      {tied ? <p className="advice-tied">{w.tied}</p> : null}
      {list.length === 0 ? <p className="quiet">{w.noRule}</p> : <ul className="advice-lines">{list.slice(0, 6).map((line) => <li key={line.rule.id}><Line line={line} {...one} /></li>)}</ul>}
      {byAgent === null || list.some(({ unit }) => unit === byAgent) ? null : <p>{w.byAgent}：{unitName(byAgent)} <Take unit={byAgent} {...one} /></p>}
      {precedents.length === 0 ? null : <p className="advice-precedents"><span className="quiet">{w.precedents}：</span>{precedents.map(({ unit, count, samePlace }) => <span key={unit}>{w.precedent(unitName(unit), count, samePlace)} <Take unit={unit} {...one} /></span>)}</p>}
    </section>
  )
}

interface One extends AdviceProps {
  keys: readonly string[]
}

/** Takes a department into the form; what speaks against it stands beside. */
function Take({ unit, advice: { faults, returned }, chosen, take, keys }: One & { unit: string }) {
  const w = useWords(words)
  const unitName = useUnitNames()
  const fault = faults.find((one) => one.unit === unit)?.why
  const key = keys.indexOf(unit) + 1
  return (
    <span className="advice-take">
      {returned.some((one) => one.unit === unit) ? <Tag color="gold">{w.faults.gaveBack}</Tag> : null}
      {fault === undefined ? null : <Tag color={fault === 'outsideDistrict' ? 'gold' : 'red'}>{w.faults[fault]}</Tag>}
      {fault === undefined || fault === 'outsideDistrict' ? <Button size="small" type={chosen === unit ? 'primary' : 'default'} aria-pressed={chosen === unit} onClick={() => take(unit)}>{w.take}<span className="visually-hidden"> {unitName(unit)}</span>{key > 0 ? <> <kbd>{key}</kbd></> : null}</Button> : null}
    </span>
  )
}

function Line({ line, ...one }: One & { line: AdvisedByList }) {
  const w = useWords(words)
  const unitName = useUnitNames()
  const { unit, section, coUnits, rule, named, equal } = line
  return (
    <article className={equal ? 'advice-line equal' : 'advice-line'}>
      <p className="advice-line-head"><strong>{unitName(unit)}</strong>{section === null ? null : <span>{section}</span>}{coUnits.length === 0 ? null : <span className="quiet">{w.helpers(coUnits.map(unitName).join('、'))}</span>}<Take unit={unit} {...one} /></p>
      <p><Tag>{w.named(named)}</Tag><Why line={line} /></p>
      {rule.matter === '' && rule.note === '' ? null : <p className="quiet">{[rule.matter, rule.note].filter((text) => text !== '').join(' · ')}</p>}
      {rule.legalBasis === '' ? null : <p className="quiet">{w.basis}：{rule.legalBasis}</p>}
    </article>
  )
}

/** What of the matter the line names, in words. */
function Why({ line: { why: { category, district, hotline, type, keywords } } }: { line: AdvisedByList }) {
  const w = useWords(words)
  const nameOf = useNames()
  const { data: form } = useTicketForm()
  const named = (list: readonly { code: string; nameZh: string; nameEn: string }[] | undefined, code: string): string => {
    const found = list?.find((one) => one.code === code)
    return found ? nameOf(found) : code
  }
  const categoryName = (code: string): string => {
    const found = form && (categoryOf(form, code) ?? form.categories.find((group) => group.code === code))
    return found ? nameOf(found) : code
  }
  return <>{[
    ...(category === null ? [] : [w.why.category(categoryName(category))]), ...(district === null ? [] : [w.why.district(named(form?.areas, district))]), ...(hotline === null ? [] : [w.why.hotline(hotline)]),
    ...(type === null ? [] : [w.why.type(named(form?.types, type))]), ...(keywords.length === 0 ? [] : [w.why.keywords(keywords.join('、'))]),
  ].join(' · ')}</>
}

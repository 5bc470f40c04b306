import { Fragment } from 'react'
import { useLanguage, useWords } from '../../../words/language.ts'
import { useDepartments, useGroups } from './data.ts'
import type { Draft } from './draft.ts'
import { words } from './words.ts'

interface ReviewProps {
  draft: Draft
  /** As the server has worked it out. */
  cancelDate: string | null
}

/** Everything that will be kept, to be read once more before it is. */
export function Review({ draft, cancelDate }: ReviewProps) {
  const [w, language] = [useWords(words), useLanguage()]
  const groups = useGroups().data ?? []
  const owner = useDepartments().data?.find(({ code }) => code === draft.owner)
  const named = (one: { nameZh: string; nameEn: string } | undefined, id: string | null): string | null => (one ? (language === 'zh' ? one.nameZh : one.nameEn) : id)
  const group = (id: string | null): string | null => named(groups.find((one) => one.id === id), id)
  const seconds = (ms: number | null): string => (ms === null ? w.byPolicy : `${ms / 1_000} ${w.seconds}`)
  const rows: (readonly [label: string, value: string | null])[] = [
    [w.number, draft.number],
    [w.name, draft.nameZh],
    [w.nameEn, draft.nameEn],
    [w.owner, named(owner, draft.owner)],
    [w.mode, w.modes[draft.mergeMode][0]],
    [w.processing, w.processings[draft.processingMode]],
    ...(draft.transitionStart === null ? [] : [[w.from, draft.transitionStart], [w.cancelOn, cancelDate], [w.after, w.afters[draft.afterTransition][0]]] as const),
    ...(draft.specialistGroup === null ? [] : [[w.specialists, group(draft.specialistGroup)], [w.alone, seconds(draft.specialistFirstMs)]] as const),
    [w.group, group(draft.group)],
    [w.target, draft.transferTarget],
    [w.transferIn, draft.transferInNumbers.join(language === 'zh' ? '、' : ', ')],
    [w.ring, seconds(draft.ringTimeoutMs)],
    [w.greeting, draft.greetingZh],
  ]
  return (
    <dl className="wizard-review">
      {rows.map(([label, value]) => (value === null || value === '' ? null : <Fragment key={label}><dt>{label}</dt><dd>{value}</dd></Fragment>))}
      {draft.elderLine ? <dd className="alone">{w.elder}</dd> : null}
    </dl>
  )
}

import { App as Antd, Button, Checkbox } from 'antd'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HotlinePreview } from '../../../../contract/hotline-preview.ts'
import { Page } from '../../../look/page.tsx'
import { Empty, Failed } from '../../../look/states.tsx'
import { api, sentenceOf } from '../../../server/api.ts'
import { useWords } from '../../../words/language.ts'
import { useGroups, usePreview } from './data.ts'
import { type Change, type Draft, isAskable, type StepName, stepOf, STEPS, wrongOf } from './draft.ts'
import { Experience, Wrong } from './experience.tsx'
import { Fields } from './fields.tsx'
import { Review } from './review.tsx'
import { TimeLine } from './time-line.tsx'
import { words } from './words.ts'

interface WizardProps {
  first: Draft
  isNew: boolean
  /** Today where the site is. */
  day: string
  onDone: () => void
}

/** A number is merged, or changed, step by step; beside it what callers will get of it. */
export function Wizard({ first, isNew, day, onDone }: WizardProps) {
  const w = useWords(words)
  const [draft, setDraft] = useState(first)
  const [step, setStep] = useState<StepName>(isNew ? 'number' : 'review')
  const [confirmed, setConfirmed] = useState(false)
  const preview = usePreview(draft, isNew)
  const saving = useSaving({ isNew, onDone })
  const change: Change = (some) => {
    setDraft((before) => ({ ...before, ...some }))
    setConfirmed(false)
  }
  const busyCalls = preview.data?.busyCalls ?? null
  const wrong = wrongOf(preview.data)
  const mayAct = isAskable(draft) && preview.data !== undefined && Object.keys(wrong).length === 0 && (busyCalls === null || confirmed)
  const at = STEPS.indexOf(step)
  return (
    <Page title={isNew ? w.merging : w.changing.replace('{n}', `${draft.number} ${draft.nameZh}`)} actions={<Button onClick={onDone}>{w.back}</Button>}>
      <div className="wizard">
        <section className="wizard-form paper" aria-label={w.steps[step]}>
          <Steps current={step} wrong={new Set(Object.keys(wrong).map(stepOf))} onStep={setStep} />
          <h2>{w.steps[step]}</h2>
          <div className="wizard-fields">
            <Fields {...{ step, draft, change, isNew, day, wrong }} />
            {step === 'review' ? (
              <>
                <Review draft={draft} cancelDate={preview.data?.cancelDate ?? null} />
                <Wrong wrong={preview.data?.wrong ?? []} />
                {busyCalls === null ? null : (
                  <Checkbox checked={confirmed} onChange={({ target }) => setConfirmed(target.checked)}>{w.busy.replace('{n}', String(busyCalls))} {w.busyConfirm}</Checkbox>
                )}
                <p className="quiet">{w.effect}</p>
              </>
            ) : null}
          </div>
          <div className="wizard-foot">
            {at > 0 ? <Button onClick={() => setStep(STEPS[at - 1] ?? step)}>{w.previous}</Button> : null}
            {step === 'review' ? (
              <Button type="primary" disabled={!mayAct} loading={saving.isPending} onClick={() => saving.mutate({ draft, confirm: confirmed })}>{isNew ? w.saveNew : w.save}</Button>
            ) : (
              <Button type="primary" onClick={() => setStep(STEPS[at + 1] ?? step)}>{w.next}</Button>
            )}
          </div>
        </section>
        <Preview {...{ draft, day }} preview={isAskable(draft) ? preview.data : undefined} error={preview.error} />
      </div>
    </Page>
  )
}

function Steps({ current, wrong, onStep }: { current: StepName; wrong: ReadonlySet<StepName>; onStep: (step: StepName) => void }) {
  const w = useWords(words)
  return (
    <nav aria-label={w.yourSteps}>
      <ol className="wizard-steps">
        {STEPS.map((step, i) => (
          <li key={step}>
            <button type="button" className={wrong.has(step) ? 'is-wrong' : ''} aria-current={step === current ? 'step' : undefined} onClick={() => onStep(step)}>{i + 1} {w.steps[step]}</button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Preview({ draft, day, preview, error }: { draft: Draft; day: string; preview: HotlinePreview | undefined; error: unknown }) {
  const w = useWords(words)
  const groups = useGroups().data ?? []
  return (
    <section className="wizard-preview" aria-label={w.preview} aria-live="polite">
      <h2>{w.preview}</h2>
      {preview ? (
        <>
          <TimeLine status={preview.status} transitionStart={draft.transitionStart} cancelDate={preview.cancelDate} day={day} />
          <Experience number={draft.number} preview={preview} groups={groups} />
        </>
      ) : error ? <Failed error={error} /> : <Empty title={isAskable(draft) ? w.previewWait : w.previewFirst} />}
    </section>
  )
}

function useSaving({ isNew, onDone }: Pick<WizardProps, 'isNew' | 'onDone'>) {
  const w = useWords(words)
  const { message } = Antd.useApp()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ draft: { number, ...settings }, confirm }: { draft: Draft; confirm: boolean }) =>
      isNew ? await api.send('POST', '/hotlines', { number, ...settings }) : await api.send('PATCH', `/hotlines/${number}`, { ...settings, ...(confirm ? { confirm } : {}) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['hotlines'] })
      void message.success(w.saved)
      onDone()
    },
    onError: (error) => void message.error(sentenceOf(error)),
  })
}

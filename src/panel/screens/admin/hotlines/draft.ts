import type { Hotline } from '../../../../contract/hotline.ts'
import type { HotlinePreview } from '../../../../contract/hotline-preview.ts'

/** A line as it is being edited; the server checks it. */
export type Draft = Omit<Hotline, 'cancelDate' | 'status' | 'updatedAt' | 'number' | 'group' | 'specialistGroup'> & { number: string; group: string; specialistGroup: string | null }

export type Change = (change: Partial<Draft>) => void

/** What the form asks for, in its order. */
export const STEPS = ['number', 'mode', 'dates', 'people', 'prompts', 'review'] as const
export type StepName = (typeof STEPS)[number]

export const newDraft = (today: string): Draft => ({
  number: '', nameZh: '', nameEn: '', owner: null, mergeMode: 'whole_merge', processingMode: 'collaborative', transitionStart: today, transitionMonths: 3,
  afterTransition: 'announce_hangup', greetingZh: null, specialistGroup: null, group: 'general', specialistFirstMs: null, ringTimeoutMs: null, workspace: null,
  exchangeUrl: null, transferTarget: null, transferInNumbers: [], elderLine: false, schedule: null,
})

/** Without what follows from it. */
export function draftOf(line: Hotline): Draft {
  const { cancelDate: _, status: __, updatedAt: ___, ...draft } = line
  return draft
}

/** Where each setting is asked for. */
const ASKED_IN: Readonly<Record<string, StepName>> = {
  number: 'number', nameZh: 'number', nameEn: 'number', owner: 'number', mergeMode: 'mode', processingMode: 'mode', transitionStart: 'dates', transitionMonths: 'dates',
  afterTransition: 'dates', group: 'people', specialistGroup: 'people', specialistFirstMs: 'people', ringTimeoutMs: 'people', transferTarget: 'people', transferInNumbers: 'people', greetingZh: 'people',
}

/** What the server would refuse, by setting. */
export const wrongOf = (preview: HotlinePreview | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries((preview?.wrong ?? []).map(({ path, message }) => [path.replace(/^body[.](?:line[.])?/, ''), message]))

/** The first step something is wrong in. */
export const stepOf = (path: string): StepName => ASKED_IN[path.split('.')[0] ?? ''] ?? 'review'

/** Whether enough is there to ask the server. */
export const isAskable = ({ number, nameZh }: Draft): boolean => /^\d{3,12}$/.test(number) && nameZh.trim() !== ''

/** A mode decides which settings mean anything; the others go back to what they are without it. */
export function withMode(draft: Draft, mergeMode: Draft['mergeMode'], today: string): Partial<Draft> {
  return {
    mergeMode,
    transitionStart: mergeMode === 'whole_merge' ? (draft.transitionStart ?? today) : null,
    specialistGroup: mergeMode === 'dual_number' ? draft.specialistGroup : null,
    transferTarget: mergeMode === 'sub_center' || mergeMode === 'emergency' ? (draft.transferTarget ?? `sip:${draft.number}@`) : null,
    transferInNumbers: mergeMode === 'sub_center' || mergeMode === 'emergency' ? draft.transferInNumbers : [],
  }
}

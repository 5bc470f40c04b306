import type { Words } from '../../words/language.ts'
import { en } from './step-words-en.ts'
import { type StepWords, zh } from './step-words-zh.ts'

export type { StepWords }
export const stepWords: Words<StepWords> = { zh, en }

/** What a field is called in this step. */
export const labelOf = (w: StepWords, event: string, field: string): string | undefined => w.own[`${event}.${field}`] ?? w.fields[field]

export const yesNoOf = (w: StepWords, event: string, field: string): readonly [string, string] => w.yesNo[`${event}.${field}`] ?? [w.yes, w.no]

import { AppError } from '../platform/errors.ts'
import type { Language } from '../platform/language.ts'

/** Why a field of a ticket or of a step was refused, in the person's language. */
const SENTENCES = {
  needed: ['请填写此项', 'This is needed'],
  unknown: ['没有这个选项', 'There is no such choice'],
  realName: ['此类事项须实名', 'This kind of matter needs a name'],
  reason: ['该工单已提交，只能由市民撤回', 'It was handed in: only the citizen may take it back'],
  into: ['没有可并入的在办工单，或不是同一事项', 'No open ticket about the same matter'],
} as const satisfies Record<string, readonly [zh: string, en: string]>
type Why = keyof typeof SENTENCES

/** TICKET_INCOMPLETE with a sentence for every field. A reason without a sentence is told as it is. */
export const incomplete = (errors: readonly { path: string; why: string }[], language: Language): AppError =>
  new AppError('TICKET_INCOMPLETE', { errors: errors.map(({ path, why }) => ({ path, why, message: SENTENCES[why as Why]?.[language === 'zh' ? 0 : 1] ?? why })) })

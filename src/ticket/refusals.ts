import { AppError } from '../platform/errors.ts'
import type { Language } from '../platform/language.ts'

/** Why a field of a ticket or of a step was refused, in the person's language. */
const SENTENCES = {
  needed: ['请填写此项', 'This is needed'],
  unknown: ['没有这个选项', 'There is no such choice'],
  realName: ['此类事项须实名', 'This kind of matter needs a name'],
  reason: ['该工单已提交，只能由市民撤回', 'It was handed in: only the citizen may take it back'],
  notInUse: ['该单位不存在或已停用', 'No such department takes matters now'],
  otherWorkspace: ['该单位不属于此分平台', 'That department is not of this sub-platform'],
  outsideDistrict: ['事发地不在该单位辖区，请说明派单理由', 'The place is outside its district: say why it is sent there'],
  isLead: ['主办单位不能同时作为协办单位', 'The lead department cannot also assist'],
  returnFinal: ['经联合审定的工单不得退回', 'It was determined jointly and cannot be returned'],
  returnEmergency: ['紧急工单须先行处置，不得退回', 'An emergency is dealt with first and cannot be returned'],
  returnLate: ['已超过退单时限', 'The time for returning it is over'],
  returnTooOften: ['退单次数已达上限', 'It was returned as often as it may be'],
  alreadyAsked: ['已有申请正在审核', 'A request is already being decided on'],
  nothingAsked: ['没有待审核的申请', 'There is no request to decide on'],
  notBelow: ['只能下派给本单位的下级单位', 'It can only be passed down to a department below'],
  into: ['没有可并入的在办工单，或不是同一事项', 'No open ticket about the same matter'],
} as const satisfies Record<string, readonly [zh: string, en: string]>
type Why = keyof typeof SENTENCES

/** TICKET_INCOMPLETE with a sentence for every field. A reason without a sentence is told as it is. */
export const incomplete = (errors: readonly { path: string; why: string }[], language: Language): AppError =>
  new AppError('TICKET_INCOMPLETE', { errors: errors.map(({ path, why }) => ({ path, why, message: SENTENCES[why as Why]?.[language === 'zh' ? 0 : 1] ?? why })) })

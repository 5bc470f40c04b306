import type { HotlineSettings } from '../../contract/hotline.ts'
import { targetNumber } from '../../outbound/rules/gate.ts'
import { dialable, type NumberPlan } from '../../outbound/rules/number-plan.ts'

export interface Wrong {
  path: string
  message: string
}

/** A change applied to what was: a number that is no longer merged whole loses its transition, unless the change says otherwise. */
export function settled<Line extends HotlineSettings>(before: Line, change: Partial<HotlineSettings>): Line {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after: Line = { ...before, ...given }
  if (after.mergeMode === 'whole_merge' || 'transitionStart' in given) return after
  return { ...after, transitionStart: null }
}

/** What does not fit together in a line. `groups` are the skill groups somebody can be in. */
export function wrongIn(line: HotlineSettings, groups: ReadonlySet<string>): Wrong[] {
  const wrong: Wrong[] = []
  const check = (path: keyof HotlineSettings, fine: boolean, message: string) => void (fine || wrong.push({ path, message }))
  check('transitionStart', line.transitionStart === null || line.mergeMode === 'whole_merge', '只有整体并入的号码有过渡期 / only a whole_merge number has a transition')
  check('transitionStart', line.transitionStart === null || /^20\d\d-/.test(line.transitionStart), '日期不在本世纪 / must be a day of this century')
  check('group', groups.has(line.group), `没有技能组 / no group "${line.group}"; known: ${[...groups].join(', ')}`)
  check('specialistGroup', line.specialistGroup === null || groups.has(line.specialistGroup), `没有技能组 / no group "${line.specialistGroup}"`)
  check('transferInNumbers', line.transferInNumbers.length === 0 || hasOwnPeople(line), '只有分中心和紧急热线会转来来电 / only a sub_center or an emergency line hands callers over')
  return wrong
}

/** Lines with people of their own, elsewhere. */
export const hasOwnPeople = ({ mergeMode }: Pick<HotlineSettings, 'mergeMode'>): boolean => mergeMode === 'sub_center' || mergeMode === 'emergency'

/**
 * Why the transfer target cannot be dialled, or null. `listed` are the exact numbers Asterisk was started with; the
 * government's 123XX and numbers with an area code need no list.
 */
export function wrongTarget({ transferTarget }: HotlineSettings, plan: NumberPlan): string | null {
  if (transferTarget === null) return null
  const number = targetNumber(transferTarget)
  if (number === null) return '格式应为 sip:12366@ / must look like sip:12366@ : digits, and no host, for it is dialled at the trunk'
  const judged = dialable(number, plan)
  if (/^123\d\d$/.test(number) || judged.ok) return null
  return judged.why === 'not_listed' ? `${number} 须先列入策略参数 / must first be listed in policy outbound.shortCodes` : `${number} 不允许呼叫 / may not be dialled (${judged.why})`
}

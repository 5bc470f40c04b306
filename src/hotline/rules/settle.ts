import type { HotlineSettings } from '../../contract/hotline.ts'

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

/** User and host of a SIP address; no host means the trunk: "sip:12366@". Built into a dial string, hence no other characters. */
const TARGET = /^sip:[0-9A-Za-z+*#._-]{1,60}@[0-9A-Za-z.:-]{0,55}$/

/** What does not fit together in a line. `groups` are the skill groups somebody can be in. */
export function wrongIn(line: HotlineSettings, groups: ReadonlySet<string>): Wrong[] {
  const wrong: Wrong[] = []
  const check = (path: keyof HotlineSettings, fine: boolean, message: string) => void (fine || wrong.push({ path, message }))
  check('transitionStart', line.transitionStart === null || line.mergeMode === 'whole_merge', 'only a whole_merge number has a transition')
  check('transitionStart', line.transitionStart === null || /^20\d\d-/.test(line.transitionStart), 'must be a day of this century')
  check('group', groups.has(line.group), `no group "${line.group}"; known: ${[...groups].join(', ')}`)
  check('specialistGroup', line.specialistGroup === null || groups.has(line.specialistGroup), `no group "${line.specialistGroup}"`)
  check('transferTarget', line.transferTarget === null || TARGET.test(line.transferTarget), 'must look like sip:12366@ (trunk) or sip:12366@host')
  return wrong
}

import { z } from 'zod'
import type { ChangePolicy, PolicyValue, PolicyValues } from '../contract/policy-value.ts'
import { Policy } from '../contract/policy.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { check } from '../platform/check-input.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { mailbox } from '../platform/mailbox.ts'
import { livePolicy } from './live.ts'
import { fixedWhy } from './rules/fixed.ts'
import { same, valueAt, withValues, type Sections } from './rules/tree.ts'
import { policyShapes, type Shape } from './shape.ts'
import type { PolicyStore, SetValue } from './store.ts'
import { lockOf, sectionName, wordsOf } from './words/words.ts'

export interface PolicyDeps {
  store: PolicyStore
  /** What the files say (config.ts). */
  files: Policy
  clock: Pick<Clock, 'now'>
  log: Log
}

/** What only a change needs; known after identity and the site are there, which read the policy themselves. */
export interface PolicyEditing {
  audit: Audit
  /** Skill groups a value may name. */
  groups: readonly string[]
}

/** Who asks, and in which language they are told what is wrong. */
export interface Editor {
  username: string
  language: 'zh' | 'en'
}

export interface PolicyDesk {
  /** The policy of the moment; see live.ts. */
  policy: Policy
  view: () => PolicyValues
  /** Throws INVALID_REQUEST with every wrong path. */
  change: (change: ChangePolicy, editor: Editor, editing: PolicyEditing) => Promise<PolicyValues>
}

const Whole = z.object({ values: Policy })
const WRONG = {
  unknown: { zh: '没有这个参数', en: 'no such value' },
  group: { zh: '没有这个技能组', en: 'no such group' },
}

type FieldError = { path: string; message: string }

/**
 * Values set in the panel over those of the files: checked by the schema of the files, audited, stored, and in force at
 * once. What is stored and does not fit any more is left aside with an error in the log: a start must not fail by it.
 */
export async function createPolicyDesk({ store, files, clock, log }: PolicyDeps): Promise<PolicyDesk> {
  const shapes = new Map(policyShapes().map((shape) => [shape.path, shape]))
  const base = files as unknown as Sections
  const live = livePolicy(files)
  const turns = mailbox<'edit'>()
  let set: ReadonlyMap<string, SetValue> = new Map()

  for (const one of await store.all()) {
    const next = new Map(set).set(one.path, one)
    const checked = editable(one.path) ? Policy.safeParse(over(base, next)) : null
    if (checked?.success) set = next
    else log.error('a policy value set in the panel does not fit any more and is not used', { path: one.path })
  }
  live.take(Policy.parse(over(base, set)))

  function editable(path: string): boolean {
    return shapes.has(path) && lockOf(path, fixedWhy(path)) === null
  }
  function viewOf(shape: Shape): PolicyValue {
    const { path } = shape
    const words = wordsOf(path)
    const readOnly = lockOf(path, fixedWhy(path))
    const [own, [nameZh, textZh], [nameEn, textEn]] = [set.get(path), words?.zh ?? [path, ''], words?.en ?? [path, '']]
    return {
      ...shape, value: valueAt(live.policy as unknown as Sections, path), default: valueAt(base, path), unit: words?.unit ?? null,
      name: { zh: nameZh, en: nameEn }, description: { zh: textZh, en: textEn }, effect: readOnly === null ? (words?.effect ?? 'restart') : 'restart', readOnly,
      setBy: own?.by ?? null, setAt: own?.at ?? null,
    }
  }
  const view = (): PolicyValues => ({
    sections: [...new Set([...shapes.values()].map(({ section }) => section))].map((id) => ({ id, name: sectionName(id) })),
    items: [...shapes.values()].map(viewOf),
    nextCursor: null,
  })

  /** What would be set afterwards; a value that is as the files say is not kept. */
  function wanted({ values, reset }: ChangePolicy, by: string): Map<string, SetValue> {
    const next = new Map(set)
    for (const path of reset) next.delete(path)
    for (const [path, value] of Object.entries(values)) {
      if (same(value, valueAt(base, path))) next.delete(path)
      else next.set(path, { path, value, by, at: clock.now() })
    }
    return next
  }
  function checked(change: ChangePolicy, next: ReadonlyMap<string, SetValue>, { language, groups }: { language: 'zh' | 'en'; groups: readonly string[] }): Policy {
    const paths = [...Object.keys(change.values), ...change.reset]
    const errors: FieldError[] = paths.filter((path) => !editable(path)).map((path) => ({ path, message: shapes.has(path) ? (lockOf(path, fixedWhy(path))?.[language] ?? '') : WRONG.unknown[language] }))
    for (const [path, value] of Object.entries(change.values)) {
      if (shapes.get(path)?.kind === 'group' && typeof value === 'string' && !groups.includes(value)) errors.push({ path, message: WRONG.group[language] })
    }
    if (errors.length > 0) throw invalid(errors)
    return (check('body', Whole, { values: over(base, next) }, language) as z.infer<typeof Whole>).values
  }

  return {
    policy: live.policy,
    view,
    async change(change, { username: by, language }, { audit, groups }) {
      await turns('edit', async () => {
        const next = wanted(change, by)
        const policy = checked(change, next, { language, groups })
        const touched = [...new Set([...Object.keys(change.values), ...change.reset])]
        const changes = touched
          .map((path) => ({ path, before: valueAt(live.policy as unknown as Sections, path), after: valueAt(policy as unknown as Sections, path) }))
          .filter(({ before, after }) => !same(before, after))
        const record = async (ok: boolean): Promise<void> => {
          for (const { path, before, after } of changes) await audit.write({ at: clock.now(), actor: by, action: 'policy.edit', target: `policy:${path}`, details: { before, after }, ok })
        }
        await record(true)
        try {
          await store.change([...next.values()].filter((one) => set.get(one.path) !== one), [...set.keys()].filter((path) => !next.has(path)))
        } catch (error) {
          await record(false)
          throw error
        }
        set = next
        live.take(policy)
        for (const { path } of changes) log.info('policy changed', { path, by })
      })
      return view()
    },
  }
}

const over = (base: Sections, set: ReadonlyMap<string, SetValue>): Sections => withValues(base, Object.fromEntries([...set].map(([path, { value }]) => [path, value])))

const invalid = (errors: readonly FieldError[]): AppError => new AppError('INVALID_REQUEST', { errors: errors.map(({ path, message }) => ({ path: `body.values.${path}`, message })) })

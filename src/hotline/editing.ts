import type { HotlineSettings } from '../contract/hotline.ts'
import type { Policy } from '../contract/policy.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import { listedNumbers, targetNumber } from '../outbound/rules/gate.ts'
import { AppError } from '../platform/errors.ts'
import { mailbox } from '../platform/mailbox.ts'
import { siteDay } from '../platform/site-day.ts'
import { hasOwnPeople, settled, wrongIn, wrongTarget } from './rules/settle.ts'
import { connectsOn } from './rules/transition.ts'
import type { Site } from './site.ts'
import type { HotlineStore, Line } from './store.ts'

type FieldError = { path: string; message: string }

const WEEK_MS = 7 * 86_400_000

export interface EditingDeps {
  lines: Map<string, Line>
  store: HotlineStore
  clock: Clock
  site: Site
  policy: Policy
  audit: Audit
  callsSince: (number: string, since: number) => Promise<number>
}

/** A target that we answer ourselves would ring us for ever. */
function ownTarget({ transferTarget }: Line, others: readonly Line[]): string | null {
  const number = transferTarget === null ? null : targetNumber(transferTarget)
  return others.some((line) => line.number === number && !hasOwnPeople(line)) ? `${number} 由本平台接听 / is answered here` : null
}

/** Checked, audited and stored changes of the lines, one at a time. */
export function createEditing({ lines, store, clock, site, policy, audit, callsSince }: EditingDeps) {
  const dayOf = siteDay(site.timeZone)
  const groups = new Set<string>(site.groups.map(({ id }) => id))
  const plan = { tel: site.tel, listed: listedNumbers({ lines: site.hotlines, peers: site.peers.map(({ number }) => number), shortCodes: policy.outbound.shortCodes }) }
  const turns = mailbox<'edit'>()

  function wrongWith(line: Line): FieldError[] {
    const errors = wrongIn(line, groups).map(({ path, message }) => ({ path: `body.${path}`, message }))
    const others = [...lines.values()].filter(({ number }) => number !== line.number)
    const primaries = [...others, line].filter(({ mergeMode }) => mergeMode === 'primary').length
    const target = wrongTarget(line, plan) ?? ownTarget(line, others)
    if (target !== null) errors.push({ path: 'body.transferTarget', message: target })
    const taken = new Set(others.flatMap(({ number, transferInNumbers }) => [number, ...transferInNumbers] as string[]).concat(line.number))
    const twice = line.transferInNumbers.filter((number) => taken.has(number))
    if (twice.length > 0) errors.push({ path: 'body.transferInNumbers', message: `${twice.join(', ')} 已被使用 / is in use already` })
    if (primaries !== 1) errors.push({ path: 'body.mergeMode', message: '必须有且只有一个主号码 / exactly one number is the primary one' })
    return errors
  }
  function refuseWrong(line: Line): void {
    const errors = wrongWith(line)
    if (errors.length > 0) throw new AppError('INVALID_REQUEST', { errors })
  }

  /** Calls of the last seven days of a number that would end today and is still in use; null when there is nothing to ask. */
  async function busyCalls(before: Line, after: Line): Promise<number | null> {
    const day = dayOf(clock.now())
    if (!connectsOn(before, day) || connectsOn(after, day)) return null
    const count = await callsSince(before.number, clock.now() - WEEK_MS)
    return count > policy.transition.busyCallsPerWeek ? count : null
  }
  /** People still dial it: whoever ends it shall know (domain.md §5.2). */
  async function refuseBusy(before: Line, after: Line): Promise<void> {
    const count = await busyCalls(before, after)
    if (count === null) return
    throw new AppError('HOTLINE_BUSY', { count, detail: `${count} calls in the last seven days; send "confirm": true to go on.` })
  }

  /** Audited first: what cannot be audited does not happen. */
  async function keep(line: Line, before: Line | null, actor: string): Promise<void> {
    const details = { before, after: line }
    const entry = { actor, action: 'hotline.edit', target: `hotline:${line.number}`, details }
    await audit.write({ ...entry, at: clock.now(), ok: true })
    try {
      if (before) await store.replace(line)
      else if (!(await store.add(line))) throw new AppError('HOTLINE_EXISTS', { number: line.number })
    } catch (error) {
      await audit.write({ ...entry, at: clock.now(), ok: false })
      throw error
    }
    lines.set(line.number, line)
  }

  return {
    /** What would be refused if the line were kept like this, and the calls it takes a confirmation for. */
    async judge(line: Line, isNew: boolean): Promise<{ wrong: FieldError[]; busyCalls: number | null }> {
      const before = lines.get(line.number)
      const taken: FieldError[] = isNew && before ? [{ path: 'body.number', message: '该热线号码已存在 / the number is in the registry already' }] : []
      return { wrong: [...taken, ...wrongWith(line)], busyCalls: before && !isNew ? await busyCalls(before, line) : null }
    },
    add: (line: Line, by: string): Promise<void> =>
      turns('edit', async () => {
        if (lines.has(line.number)) throw new AppError('HOTLINE_EXISTS', { number: line.number })
        refuseWrong(line)
        await keep(line, null, by)
      }),
    change: (number: string, change: Partial<HotlineSettings>, by: string, confirm: boolean): Promise<void> =>
      turns('edit', async () => {
        const before = lines.get(number)
        if (!before) throw new AppError('HOTLINE_NOT_FOUND', { number })
        const after: Line = { ...settled(before, change), updatedAt: clock.now() }
        refuseWrong(after)
        if (!confirm) await refuseBusy(before, after)
        await keep(after, before, by)
      }),
  }
}

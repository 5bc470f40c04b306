import type { Extension, LegId } from '../contract/ids.ts'
import type { Policy } from '../contract/policy.ts'
import type { Audit } from '../identity/port.ts'
import { AppError } from '../platform/errors.ts'
import { maskNumber } from '../platform/field-cipher.ts'
import type { Log } from '../platform/log.ts'
import type { Outbound } from './port.ts'
import { HOUR_MS, isUnusual, limitBroken, type Placed } from './rules/caps.ts'
import { dialable, type NumberPlan } from './rules/number-plan.ts'
import type { OutboundStore } from './store.ts'

const DAY_MS = 24 * HOUR_MS
/** So many days make up what is usual. */
const USUAL_DAYS = 14

export interface OutboundDeps {
  store: OutboundStore
  /** As it is now: lines of the registry come and go. */
  plan: () => NumberPlan
  policy: Policy['outbound']
  isNight: (now: number) => boolean
  audit: Audit
  now: () => number
  log: Log
  alarm: (alarm: { kind: string; at: number; details: Record<string, string | number> }) => void
  count: { placed: (purpose: string) => void; refused: (why: string) => void }
}

/** Counts what is placed. What the hour before a restart carried is read back. */
export async function createOutbound(deps: OutboundDeps): Promise<Outbound & { settled: () => Promise<void> }> {
  const { store, plan, policy, isNight, audit, now, log, alarm, count } = deps
  await store.forget(now() - (USUAL_DAYS + 1) * DAY_MS)
  const open = new Map<LegId, Placed>()
  let begun: Placed[] = await store.since(now() - HOUR_MS)
  let alarmedAt = -Infinity
  let writes: Promise<unknown> = Promise.resolve()

  const inBackground = (work: () => Promise<unknown>): void => {
    writes = writes.then(work).catch((error: unknown) => log.error('outbound calls are not on record', { error }))
  }
  function begin({ leg, agent, purpose }: Parameters<Outbound['begin']>[0]): void {
    if (open.has(leg)) return
    const at = now()
    begun = begun.filter((call) => call.at > at - HOUR_MS)
    const limit = limitBroken({ agent, purpose }, { open: [...open.values()], begun, night: isNight(at) }, policy)
    if (limit === 'night') throw new AppError('OUTBOUND_NIGHT', { limit })
    if (limit !== null) throw new AppError('OUTBOUND_LIMIT', { limit })
    const placed = { agent, at }
    open.set(leg, placed)
    begun.push(placed)
    count.placed(purpose)
    inBackground(() => store.add({ leg, purpose, ...placed }))
    watchCost(at)
  }
  /** Told once an hour at most; what is usual is the mean of the same hour of the last two weeks. */
  function watchCost(at: number): void {
    const calls = begun.length
    if (calls < policy.unusualFrom || at - alarmedAt < HOUR_MS) return
    inBackground(async () => {
      const usual = await usualAt(store, at)
      if (!isUnusual(calls, usual, policy) || at - alarmedAt < HOUR_MS) return
      alarmedAt = at
      alarm({ kind: 'outbound_unusual', at, details: { calls, usual: Math.round(usual * 10) / 10 } })
    })
  }
  function number(typed: string): string {
    const judged = dialable(typed, plan())
    if (judged.ok) return judged.number
    throw new AppError('NUMBER_NOT_ALLOWED', { why: judged.why })
  }

  return {
    judge: (typed) => dialable(typed, plan()),
    judgePerson: (typed) => dialable(typed, { ...plan(), listed: new Set() }),
    number,
    begin,
    adopt: (leg: LegId, agent: Extension | null) => void (open.has(leg) || open.set(leg, { agent, at: now() })),
    ended: (leg) => void open.delete(leg),
    async onRecord({ by, target }, work) {
      try {
        return await work()
      } catch (error) {
        const why = refusalIn(error)
        if (why !== null) {
          count.refused(why)
          await audit.write({ at: now(), actor: by, action: 'outbound.refused', target: `number:${shownTarget(target)}`, details: { why }, ok: false })
        }
        throw error
      }
    },
    settled: async () => void (await writes),
  }
}

async function usualAt(store: OutboundStore, at: number): Promise<number> {
  const hours = Array.from({ length: USUAL_DAYS }, (_, n) => at - (n + 1) * DAY_MS)
  const counts = await Promise.all(hours.map((end) => store.countBetween(end - HOUR_MS, end)))
  return counts.reduce((sum, each) => sum + each, 0) / USUAL_DAYS
}

const CODES: ReadonlySet<string> = new Set(['NUMBER_NOT_ALLOWED', 'OUTBOUND_LIMIT', 'OUTBOUND_NIGHT'])

/** Which wall it was; null for any other failure. */
function refusalIn(error: unknown): string | null {
  if (!(error instanceof AppError) || !CODES.has(error.code)) return null
  const said = error.details['why'] ?? error.details['limit']
  return typeof said === 'string' ? said : error.code
}

/** What somebody typed may be anything: of a number its ends, of anything else only what kind of thing it was. */
const shownTarget = (typed: string): string => (/^[\d +()-]{1,40}$/.test(typed) ? maskNumber(typed.replace(/\D/g, '')) : `(${typed.length} characters)`)

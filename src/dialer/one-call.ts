import { callIdFor } from '../call/rules/ids.ts'
import type { Script } from '../call/script.ts'
import type { CallId } from '../contract/ids.ts'
import type { Outbound } from '../outbound/port.ts'
import type { Placing } from '../outbound/placing.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { jobOf, type JobRow } from './job-rows.ts'
import type { JobRules } from './port.ts'
import type { DialerStore, Lease } from './store.ts'

export interface OneCallDeps {
  store: DialerStore
  cipher: { open: (sealed: string) => string }
  placing: Pick<Placing, 'speak'>
  walls: Pick<Outbound, 'judge'>
  /** Numbers of those who are on the line with us. */
  onTheLine: () => ReadonlySet<string>
  /** A try that is over before it began: its number may not be dialled. */
  invalid: (call: CallId) => Promise<void>
  dayOf: (at: number) => string
  nextDay: (at: number) => number
  lease: () => Lease
  clock: Pick<Clock, 'now'>
  log: Log
}

/** What became of it: rung; put off or given up; refused by the walls, which goes for the next one too. */
export type Begun = 'placed' | 'put_off' | 'limited'

/** What makes one try one call, however often it is asked for. */
export const sourceOf = (job: string, serial: number): string => `dialer ${job} ${serial}`

/** Nobody has said anything against it meanwhile; or the calendar or the policy were changed. */
const LOOK_AGAIN_MS = 300_000
const SOON_MS = 60_000

/** Calls one number about one job, or about several: the try is committed to first, and its number is in the call's id. */
export function createOneCall(deps: OneCallDeps) {
  const { store, cipher, placing, walls, clock, log } = deps

  async function putOff(jobs: readonly JobRow[], until: number): Promise<'put_off'> {
    const now = clock.now()
    await store.release(jobs, Math.max(now + 1_000, Math.min(until, now + LOOK_AGAIN_MS)))
    return 'put_off'
  }

  async function commit(jobs: readonly [JobRow, ...JobRow[]], rules: JobRules, rings: boolean): Promise<{ call: CallId; source: string; since: number } | null> {
    const [lead] = jobs
    const now = clock.now()
    const [serial, since] = [lead.serial + 1, lead.redoSince ?? now]
    const source = sourceOf(lead.id, serial)
    const call = callIdFor(source, since)
    const how = await store.commit(jobs, { call, serial, since, day: rings && rules.oncePerDay ? deps.dayOf(now) : null }, deps.lease())
    if (how === 'rang') await store.release(jobs, deps.nextDay(now))
    return how === 'committed' ? { call, source, since } : null
  }

  async function place(jobs: readonly [JobRow, ...JobRow[]], number: string, script: Script, rules: JobRules): Promise<Begun> {
    const ticketNo = (await rules.ticketNo?.(jobs.map(jobOf))) ?? null
    const one = await commit(jobs, rules, true)
    if (!one) return 'put_off'
    const { call, source, since } = one
    try {
      placing.speak({ number, dnis: jobs[0].dnis, script, purpose: rules.kind, ticketNo }, { source, since })
      return 'placed'
    } catch (error) {
      const limited = error instanceof AppError
      if (limited) log.info('a call of the machine is put off', { call, kind: rules.kind, why: error.code, ...error.details })
      else log.error('a call of the machine could not be placed; tried again', { call, kind: rules.kind, error })
      await store.takeBack(call, clock.now() + SOON_MS)
      return limited ? 'limited' : 'put_off'
    }
  }

  /** Failures are logged; the job is looked at again. */
  return async (jobs: readonly [JobRow, ...JobRow[]], rules: JobRules): Promise<Begun> => {
    const now = clock.now()
    const [lead] = jobs
    try {
      if (!rules.mayCall(lead, now)) return await putOff(jobs, rules.opensAt(lead, now))
      const number = cipher.open(lead.numberSealed)
      if (deps.onTheLine().has(number)) return await putOff(jobs, now + SOON_MS)
      const script = await rules.script(jobs.map(jobOf), now)
      if (script === null) {
        await store.drop(jobs)
        return 'put_off'
      }
      if (walls.judge(number).ok) return await place(jobs, number, script, rules)
      const one = await commit(jobs, rules, false)
      if (one) await deps.invalid(one.call)
      return 'put_off'
    } catch (error) {
      log.error('a job of the dialer could not be carried out; tried again', { job: lead.id, kind: lead.kind, error })
      return await putOff(jobs, now + SOON_MS)
    }
  }
}

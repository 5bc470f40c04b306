import type { Extension, LegId } from '../contract/ids.ts'
import type { Purpose } from './rules/caps.ts'
import type { Dialable } from './rules/number-plan.ts'

export type { ByMachine, Purpose } from './rules/caps.ts'

export interface OutboundCall {
  leg: LegId
  /** For whom; null = the server itself. */
  agent: Extension | null
  purpose: Purpose
}

/** The first walls against toll fraud; the dialplan's context `outbound` is the next. In memory: no call waits for the database. */
export interface Outbound {
  /** The number as it is dialled, or why it is not. */
  judge: (typed: string) => Dialable
  /** The same for whom the machine calls: somebody's own telephone. What is listed, such as 110, is called by people only. */
  judgePerson: (typed: string) => Dialable
  /** The number as it is dialled. Throws NUMBER_NOT_ALLOWED. */
  number: (typed: string) => string
  /** Asked right before the leg is dialled; counts it. Throws OUTBOUND_LIMIT, OUTBOUND_NIGHT. The same leg twice counts once. */
  begin: (call: OutboundCall) => void
  /** A leg that was up before this server came to life. */
  adopt: (leg: LegId, agent: Extension | null) => void
  /** Over, or never came to be. Legs that are none of ours change nothing. */
  ended: (leg: LegId) => void
  /** Does the work; when it is refused by these walls that is put on record and counted, and thrown on. */
  onRecord: <Result>(asked: { by: string; target: string }, work: () => Result | Promise<Result>) => Promise<Result>
}

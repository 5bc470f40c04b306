import { isAbsolute, normalize, relative, sep } from 'node:path'
import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import { ROWS_PER_STATEMENT, slices } from '../platform/slices.ts'
import { insertRows, runStatement } from '../database/statements.ts'
import type { RecordingAlarm } from './recordings.ts'

export interface RecordingRecording {
  /** Folder of all recordings, absolute. */
  dir: string
  alarm: (alarm: RecordingAlarm) => void
}

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

/** Keeps what is recorded of which call; the files themselves are checked later. Told twice, it says the same. */
export async function recordFacts(trx: Knex.Transaction, facts: readonly CallFact[], deps: RecordingRecording): Promise<void> {
  for (const some of slices(facts, ROWS_PER_STATEMENT)) await recordSome(trx, some, deps)
}

async function recordSome(trx: Knex.Transaction, facts: readonly CallFact[], deps: RecordingRecording): Promise<void> {
  const of = <Type extends CallFact['type']>(type: Type) => facts.filter((fact): fact is Fact<Type> => fact.type === type)
  // In the order in which they happen in a call; what calls do to each other's does not matter here.
  await started(trx, of('recordingStarted'), deps)
  await talked(trx, of('agentConnected'))
  for (const fact of of('recordingFailed')) {
    await trx('recordings').where({ id: fact.recording, settled_at: null }).update({ state: 'failed', why: fact.why.slice(0, 500) })
    deps.alarm({ kind: 'recording_failed', at: fact.at, details: { call: fact.call, recording: fact.recording, why: fact.why } })
  }
  await ended(trx, of('callEnded'))
}

async function started(trx: Knex.Transaction, facts: readonly Fact<'recordingStarted'>[], { dir, alarm }: RecordingRecording): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(({ recording, call, at, file }) => {
    const path = below(dir, file)
    if (path === null) alarm({ kind: 'recording_failed', at, details: { call, recording, why: 'outside the recordings folder' } })
    return { id: recording, call_id: call, file: path ?? '', started_at: at, state: path === null ? 'failed' : 'recording' }
  })
  await insertRows(trx, 'recordings', rows, 'on conflict (id) do nothing')
}

async function talked(trx: Knex.Transaction, facts: readonly Fact<'agentConnected'>[]): Promise<void> {
  if (facts.length === 0) return
  await insertRows(trx, 'recording_agents', facts.map(({ call, agent }) => ({ call_id: call, agent })), 'on conflict (call_id, agent) do nothing')
}

async function ended(trx: Knex.Transaction, facts: readonly Fact<'callEnded'>[]): Promise<void> {
  for (const { call, at, bridgedMs } of facts) {
    await runStatement(trx, 'update recordings set ended_at = ?, bridged_ms = ? where call_id = ? and settled_at is null', [at, bridgedMs, call])
  }
}

/** The file relative to the folder, so that the folder can move; null when it lies elsewhere. */
function below(dir: string, file: string): string | null {
  const path = isAbsolute(file) ? relative(dir, file) : normalize(file)
  return path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? null : path
}

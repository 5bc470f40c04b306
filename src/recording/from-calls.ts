import { isAbsolute, normalize, relative, sep } from 'node:path'
import type { Knex } from 'knex'
import type { CallFact } from '../call/facts.ts'
import type { RecordingAlarm } from './recordings.ts'

export interface RecordingRecording {
  /** Folder of all recordings, absolute. */
  dir: string
  alarm: (alarm: RecordingAlarm) => void
}

type Fact<Type extends CallFact['type']> = Extract<CallFact, { type: Type }>

/** Keeps what is recorded of which call; the files themselves are checked later. Told twice, it says the same. */
export async function recordFacts(trx: Knex.Transaction, facts: readonly CallFact[], deps: RecordingRecording): Promise<void> {
  for (const fact of facts) await recordOne(trx, fact, deps)
}

async function recordOne(trx: Knex.Transaction, fact: CallFact, deps: RecordingRecording): Promise<void> {
  switch (fact.type) {
    case 'recordingStarted':
      return await started(trx, fact, deps)
    case 'recordingFailed':
      await trx('recordings').where({ id: fact.recording, settled_at: null }).update({ state: 'failed', why: fact.why.slice(0, 500) })
      return deps.alarm({ kind: 'recording_failed', at: fact.at, details: { call: fact.call, recording: fact.recording, why: fact.why } })
    case 'agentConnected':
      await trx('recording_agents').insert({ call_id: fact.call, agent: fact.agent }).onConflict(['call_id', 'agent']).ignore()
      return
    case 'callEnded':
      await trx('recordings').where({ call_id: fact.call, settled_at: null }).update({ ended_at: fact.at, bridged_ms: fact.bridgedMs })
      return
    case 'callArrived':
    case 'offerEnded':
    case 'agentLeft':
    case 'rated':
      return
  }
}

async function started(trx: Knex.Transaction, fact: Fact<'recordingStarted'>, { dir, alarm }: RecordingRecording): Promise<void> {
  const file = below(dir, fact.file)
  if (file === null) alarm({ kind: 'recording_failed', at: fact.at, details: { call: fact.call, recording: fact.recording, why: 'outside the recordings folder' } })
  await trx('recordings')
    .insert({ id: fact.recording, call_id: fact.call, file: file ?? '', started_at: fact.at, state: file === null ? 'failed' : 'recording' })
    .onConflict('id')
    .ignore()
}

/** The file relative to the folder, so that the folder can move; null when it lies elsewhere. */
function below(dir: string, file: string): string | null {
  const path = isAbsolute(file) ? relative(dir, file) : normalize(file)
  return path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? null : path
}

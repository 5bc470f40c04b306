import { Recording } from '../contract/recording.ts'
import type { Audit, Can, Principal } from '../identity/port.ts'
import type { Extension } from '../contract/ids.ts'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { Fields, Log } from '../platform/log.ts'
import type { Download } from '../platform/route.ts'
import { pathIn, sha256Of, sizeOf, wavOfRaw } from './file.ts'
import { judge, lengthMsOf } from './rules/judge.ts'
import type { RecordingRow, RecordingStore, Settled } from './store.ts'

/** After the end of a call Asterisk still writes what it has in hand; a file is checked this much later. */
const SETTLE_AFTER_MS = 3_000
const SETTLE_EVERY_MS = 1_000
const CALLS_AT_ONCE = 100

export interface RecordingAlarm {
  kind: 'recording_failed' | 'recording_truncated' | 'recording_missing'
  at: number
  details: Fields
}

export interface RecordingDeps {
  store: RecordingStore
  /** Folder of all recordings, absolute. */
  dir: string
  clock: Clock
  /** How much shorter than the conversation a recording may be; policy.recording.toleranceMs. */
  toleranceMs: () => number
  audit: Audit
  can: Can
  /** Who works on the matter of a call; null = the centre, which is meant when this is not said (U10). */
  workspaceOf?: (callId: string) => Promise<string | null>
  log: Log
  alarm: (alarm: RecordingAlarm) => void
}

export interface Recordings {
  /** Closes what a fault left open, then checks the files of ended calls every second; the returned function stops it. */
  start: () => Promise<() => void>
  /** Checks the files of calls that ended a moment ago, or of all ended calls; returns how many files. */
  settle: (endedBy?: number) => Promise<number>
  ofCall: (callId: string) => Promise<Recording[]>
  /** On record before the first byte is sent. Throws RECORDING_NOT_FOUND, also for somebody else's. */
  play: (id: string, user: Principal) => Promise<Download>
}

export function createRecordings(deps: RecordingDeps): Recordings {
  const { store, dir, clock, audit, log } = deps

  async function settle(endedBy = clock.now() - SETTLE_AFTER_MS): Promise<number> {
    let files = 0
    for (;;) {
      const rows = await store.unsettled(endedBy, CALLS_AT_ONCE)
      if (rows.length === 0) return files
      const settled: Settled[] = []
      for (const parts of byCall(rows)) settled.push(...(await settleCall(parts, deps)))
      await store.settle(settled, clock.now())
      files += settled.length
    }
  }

  let working: Promise<void> | null = null
  function work(): void {
    working ??= settle()
      .then(() => {}, (error: unknown) => log.error('recordings could not be checked; tried again', { error }))
      .finally(() => (working = null))
  }

  async function mayHear(row: RecordingRow, user: Principal): Promise<boolean> {
    const workspace = (await deps.workspaceOf?.(row.callId)) ?? null
    if (deps.can(user, 'recording.play', { workspace })) return true
    const agents = await store.agentsOf(row.callId)
    return agents.some((agent) => deps.can(user, 'recording.play', { extension: agent as Extension, workspace }))
  }

  return {
    async start() {
      const left = await store.closeLeftOpen()
      if (left > 0) log.warn('recordings left open by a fault were closed', { recordings: left })
      work()
      return clock.every(SETTLE_EVERY_MS, work)
    },
    settle,
    ofCall: async (callId) => Recording.array().parse(await store.ofCall(callId)),
    async play(id, user) {
      const row = await store.find(id)
      if (!row || row.file === '') throw new AppError('RECORDING_NOT_FOUND')
      const entry = { at: clock.now(), actor: user.username, action: 'recording.play', target: `recording:${id}`, details: { call: row.callId } }
      if (!(await mayHear(row, user))) {
        await audit.write({ ...entry, ok: false })
        throw new AppError('RECORDING_NOT_FOUND')
      }
      const path = pathIn(dir, row.file)
      const bytes = await sizeOf(path)
      if (bytes === null) throw new AppError('RECORDING_NOT_FOUND')
      await audit.write({ ...entry, ok: true })
      return wavOfRaw(path, bytes, id)
    },
  }
}

function byCall(rows: readonly RecordingRow[]): RecordingRow[][] {
  const calls = new Map<string, RecordingRow[]>()
  for (const row of rows) calls.set(row.callId, [...(calls.get(row.callId) ?? []), row])
  return [...calls.values()]
}

async function settleCall(parts: readonly RecordingRow[], deps: RecordingDeps): Promise<Settled[]> {
  const found: Measured[] = []
  for (const { file } of parts) found.push(await measure(file, deps))
  const bridgedMs = parts[0]?.bridgedMs ?? 0
  const states = judge(parts.map(({ state }, i) => ({ bytes: found[i]?.size ?? null, failed: state === 'failed' })), bridgedMs, deps.toleranceMs())
  return parts.map(({ id, callId }, i) => {
    const [{ size, sha256 }, state] = [found[i] ?? ABSENT, states[i] ?? 'missing']
    const lengthMs = lengthMsOf(size ?? 0)
    if (state === 'truncated' || state === 'missing') {
      deps.alarm({ kind: `recording_${state}`, at: deps.clock.now(), details: { call: callId, recording: id, lengthMs, bridgedMs } })
    }
    return { id, state, size, lengthMs, sha256 }
  })
}

interface Measured {
  size: number | null
  sha256: string | null
}

const ABSENT: Measured = { size: null, sha256: null }

/** A file that cannot be read counts as absent: one bad file must not keep the others from being checked. */
async function measure(file: string, { dir, log }: Pick<RecordingDeps, 'dir' | 'log'>): Promise<Measured> {
  if (file === '') return ABSENT
  try {
    const size = await sizeOf(pathIn(dir, file))
    return size === null ? ABSENT : { size, sha256: await sha256Of(pathIn(dir, file), size) }
  } catch (error) {
    log.error('a recording cannot be read', { file, error })
    return ABSENT
  }
}

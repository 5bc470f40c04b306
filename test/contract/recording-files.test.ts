import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Knex } from 'knex'
import { afterAll, describe, expect, it } from 'vitest'
import type { CallFact } from '../../src/call/facts.ts'
import { Extension } from '../../src/contract/ids.ts'
import type { AuditEntry, Principal, Role } from '../../src/identity/port.ts'
import { can } from '../../src/identity/rules/can.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import { readWav } from '../../src/platform/riff.ts'
import { recordFacts } from '../../src/recording/from-calls.ts'
import { createRecordings, type RecordingAlarm } from '../../src/recording/recordings.ts'
import { recordingStore } from '../../src/recording/store.ts'
import { connected, ended, noon, recordingFailed, recordingStarted } from './support/call-facts.ts'
import { databases } from './support/databases.ts'

const root = mkdtempSync(join(tmpdir(), 'yht-recordings-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const user = (role: Role, extension: string | null = null): Principal => ({
  userId: 'u1', username: 'somebody', role, extension: extension === null ? null : Extension.parse(extension), department: null,
})
const seconds = (s: number) => randomBytes(s * 32_000)

function studio(db: Knex, given: { refuseAudit?: boolean } = {}) {
  const dir = mkdtempSync(join(root, 'dir-'))
  const written: AuditEntry[] = []
  const alarms: RecordingAlarm[] = []
  const alarm = (told: RecordingAlarm) => void alarms.push(told)
  const audit = {
    async write(entry: AuditEntry) {
      if (given.refuseAudit) throw new Error('disk full')
      written.push(entry)
    },
  }
  const recordings = createRecordings({ store: recordingStore(db), dir, clock: { ...systemClock, now: () => noon + 60_000 }, toleranceMs: () => 2_000, audit, can, log: silentLog, alarm })
  return {
    dir, written, alarms, recordings,
    record: (...facts: CallFact[]) => db.transaction(async (trx) => await recordFacts(trx, facts, { dir, alarm })),
    file(name: string, bytes: Buffer) {
      mkdirSync(dirname(join(dir, name)), { recursive: true })
      writeFileSync(join(dir, name), bytes)
    },
  }
}
const heard = (bridgedMs: number) => ({ outcome: 'handled' as const, missed: false, bridgedMs })

describe.each(databases)('recordings on $on', ({ open }) => {
  it('are checked against the conversation when the call is over', async () => {
    const s = studio(await open())
    const bytes = seconds(3)
    s.file('2026/11/21/r01c1.raw', bytes)
    await s.record(recordingStarted('c1', { file: join(s.dir, '2026/11/21/r01c1.raw') }), connected('c1'))
    expect(await s.recordings.settle()).toBe(0)
    expect(await s.recordings.ofCall('c1')).toMatchObject([{ id: 'r01c1', state: 'recording', size: null }])
    await s.record(ended('c1', heard(3_500)))
    expect(await s.recordings.settle()).toBe(1)
    expect(await s.recordings.ofCall('c1')).toEqual([
      { id: 'r01c1', callId: 'c1', state: 'complete', startedAt: noon, lengthMs: 3_000, bridgedMs: 3_500, size: 96_000, sha256: createHash('sha256').update(bytes).digest('hex') },
    ])
    expect(s.alarms).toEqual([])
    expect(await s.recordings.settle()).toBe(0)
  })

  it('leave Asterisk a moment to write its last bytes', async () => {
    const s = studio(await open())
    await s.record(recordingStarted('c1'), ended('c1', { ...heard(0), at: noon + 58_000 }))
    expect(await s.recordings.settle()).toBe(0)
    expect(await s.recordings.settle(noon + 60_000)).toBe(1)
  })

  it('that are too short or not there raise an alarm', async () => {
    const s = studio(await open())
    s.file('2026/11/21/r01c1.raw', seconds(3))
    await s.record(recordingStarted('c1'), ended('c1', heard(6_000)), recordingStarted('c2'), ended('c2', heard(6_000)), recordingStarted('c3'), recordingFailed('c3'), ended('c3', heard(6_000)))
    expect(await s.recordings.settle()).toBe(3)
    const states = await Promise.all(['c1', 'c2', 'c3'].map(async (call) => (await s.recordings.ofCall(call))[0]?.state))
    expect(states).toEqual(['truncated', 'missing', 'failed'])
    expect(s.alarms.map(({ kind }) => kind).toSorted()).toEqual(['recording_failed', 'recording_missing', 'recording_truncated'])
  })

  it('say the same when facts are told again, before and after the check', async () => {
    const db = await open()
    const s = studio(db)
    s.file('2026/11/21/r01c1.raw', seconds(3))
    const facts = [recordingStarted('c1'), connected('c1'), ended('c1', heard(3_000))]
    await s.record(...facts)
    await s.record(...facts)
    await s.recordings.settle()
    const once = await db('recordings').select()
    await s.record(...facts)
    expect(await db('recordings').select()).toEqual(once)
    expect(await s.recordings.settle()).toBe(0)
  })

  it('are recorded however many calls a batch brings', async () => {
    const db = await open()
    const calls = Array.from({ length: 1_100 }, (_, i) => `c${i}`)
    const s = studio(db)
    await s.record(...calls.map((call) => recordingStarted(call)), ...calls.map((call) => connected(call)), ...calls.map((call) => ended(call, heard(5_000))))
    expect(await db('recordings').where({ bridged_ms: 5_000, ended_at: noon }).count({ n: '*' })).toEqual([{ n: 1_100 }])
    expect(await s.recordings.settle()).toBe(1_100)
  })

  it('left open by a fault are closed at the start, those of calls that go on are not', async () => {
    const db = await open()
    const s = studio(db)
    const call = { node: 'n1', dnis: '12345', dnis_raw: '12345', arrived_at: noon, transfer_count: 0, labels: '[]' }
    await db('calls').insert([{ ...call, id: 'c1', caller_leg: 'l1', ended_at: noon, bridged_ms: 9_000 }, { ...call, id: 'c2', caller_leg: 'l2' }])
    await s.record(recordingStarted('c1'), recordingStarted('c2'))
    const stop = await s.recordings.start()
    stop()
    await s.recordings.settle()
    expect(await s.recordings.ofCall('c1')).toMatchObject([{ state: 'missing', bridgedMs: 9_000 }])
    expect(await s.recordings.ofCall('c2')).toMatchObject([{ state: 'recording' }])
  })

  it('are played as WAV, whole or in any part, and put on record first', async () => {
    const s = studio(await open())
    const bytes = seconds(2)
    s.file('2026/11/21/r01c1.raw', Buffer.concat([bytes, Buffer.from([1, 2, 3])])) // a sample half written
    await s.record(recordingStarted('c1'))
    const download = await s.recordings.play('r01c1', user('supervisor'))
    expect(s.written).toMatchObject([{ actor: 'somebody', action: 'recording.play', target: 'recording:r01c1', ok: true }])
    expect(download).toMatchObject({ contentType: 'audio/wav', size: 64_044, fileName: 'r01c1.wav' })
    const whole = await buffer(download.read(0, download.size - 1))
    expect(whole).toHaveLength(64_044)
    expect(readWav(whole)).toMatchObject({ encoding: 'pcm', channels: 2, rate: 8_000, bits: 16, dataBytes: 64_000, lengthMs: 2_000 })
    expect(whole.subarray(44).equals(bytes)).toBe(true)
    for (const [start, end] of [[0, 0], [0, 43], [10, 50], [43, 44], [44, 44], [44, 64_043], [64_043, 64_043], [1_000, 40_000]] as const) {
      expect((await buffer(download.read(start, end))).equals(whole.subarray(start, end + 1))).toBe(true)
    }
  })

  it('still being written are played up to where they were', async () => {
    const s = studio(await open())
    s.file('2026/11/21/r01c1.raw', seconds(1))
    await s.record(recordingStarted('c1'))
    const download = await s.recordings.play('r01c1', user('supervisor'))
    appendFileSync(join(s.dir, '2026/11/21/r01c1.raw'), seconds(1))
    expect(await buffer(download.read(0, download.size - 1))).toHaveLength(32_044)
  })

  it('are heard by their agents and by supervisors, and refusals are on record', async () => {
    const s = studio(await open())
    s.file('2026/11/21/r01c1.raw', seconds(1))
    await s.record(recordingStarted('c1'), connected('c1'))
    await expect(s.recordings.play('r01c1', user('agent', '1002'))).rejects.toMatchObject({ code: 'RECORDING_NOT_FOUND' })
    await expect(s.recordings.play('r01c1', user('admin'))).rejects.toMatchObject({ code: 'RECORDING_NOT_FOUND' })
    expect((await s.recordings.play('r01c1', user('agent', '1001'))).size).toBe(32_044)
    expect(s.written.map(({ ok }) => ok)).toEqual([false, false, true])
  })

  it('are not played when that cannot be put on record', async () => {
    const s = studio(await open(), { refuseAudit: true })
    s.file('2026/11/21/r01c1.raw', seconds(1))
    await s.record(recordingStarted('c1'))
    await expect(s.recordings.play('r01c1', user('supervisor'))).rejects.toThrow('disk full')
  })

  it('never lead out of their folder', async () => {
    const s = studio(await open())
    s.file('2026/11/21/r01c3.raw', seconds(1))
    symlinkSync('/etc/passwd', join(s.dir, '2026/11/21/r01c4.raw'))
    await s.record(recordingStarted('c1', { file: '/etc/passwd' }), recordingStarted('c2', { file: '../../etc/passwd' }), recordingStarted('c4'))
    for (const id of ['r01c1', 'r01c2', 'r01c4', '../r01c3', '', '../../etc/passwd']) {
      await expect(s.recordings.play(id, user('supervisor'))).rejects.toMatchObject({ code: 'RECORDING_NOT_FOUND' })
    }
    await s.record(ended('c1', heard(5_000)))
    await s.recordings.settle()
    expect(await s.recordings.ofCall('c1')).toMatchObject([{ state: 'failed', size: null }])
  })
})

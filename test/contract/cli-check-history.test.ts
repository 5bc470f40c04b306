import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/check-history.ts'
import { callIdOf } from '../../src/call/rules/ids.ts'
import type { Extension, LegId } from '../../src/contract/ids.ts'
import { connected, ended, recordingStarted } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { arrived, type Installation, install, removeHome } from './support/installation.ts'

async function history(...args: string[]) {
  const said: string[] = []
  const status = await main(args, (line) => said.push(line))
  return { status, lines: said.join('\n').split('\n') }
}

const MINUTE = 60_000
/** A while ago: long enough for everything to have been written down. */
const start = Math.floor(Date.now() / MINUTE) * MINUTE - 60 * MINUTE
const at = (n: number): number => start + n * MINUTE
const iso = (time: number): string => new Date(time).toISOString()
/** Callers, one each minute. */
const channelOf = (n: number): LegId => `yht-n1-${at(n) / 1000}.${n}` as LegId
const callOf = (n: number): string => callIdOf(channelOf(n))

const cel = (event: string, n: number, afterMs: number): string =>
  `"${event}","${((at(n) + afterMs) / 1000).toFixed(6)}","${channelOf(n)}","${channelOf(n)}","PJSIP/trunk-0000000${n}","13912345678","12319","from-trunk","","","","",""\n`

/** 1 was handled and recorded, 2 gave up, 3 gave up at once, 4 was refused. */
async function aGoodDay({ tell, config, db }: Installation): Promise<void> {
  const [one, two, three, four] = [callOf(1), callOf(2), callOf(3), callOf(4)]
  const story = (n: number) => ({ callerLeg: channelOf(n), arrivedAt: at(n), ani: `1391234567${n}` })
  const come = (n: number) => arrived(callOf(n), { at: at(n), callerLeg: channelOf(n), ani: `1391234567${n}` })
  await tell([come(1), recordingStarted(one, { at: at(1) + 3_000 }), connected(one, { at: at(1) + 3_000, arrivedAt: at(1), answeredAt: at(1) + 3_000, ani: '13912345671' })])
  await tell([ended(one, { ...story(1), at: at(1) + 33_000, outcome: 'handled', answeredAt: at(1) + 3_000, waitedMs: 3_000, bridgedMs: 30_000, missed: false, agent: '1001' as Extension })])
  await tell([come(2), ended(two, { ...story(2), at: at(2) + 20_000, waitedMs: 20_000 })])
  await tell([come(3), ended(three, { ...story(3), at: at(3) + 1_000, waitedMs: 1_000, missed: false })])
  await tell([come(4), ended(four, { ...story(4), at: at(4) + 500, outcome: 'rejected', waitedMs: 500, missed: false })])
  mkdirSync(join(config.home.recordings, '2026/11/21'), { recursive: true })
  writeFileSync(join(config.home.recordings, `2026/11/21/r01${one}.raw`), Buffer.alloc(960_000))
  await db('recordings').where({ call_id: one }).update({ state: 'complete', length_ms: 30_000, size: 960_000, settled_at: at(2) })
  mkdirSync(config.home.asterisk.cel, { recursive: true })
  const ends = { 1: 33_050, 2: 20_020, 3: 1_010, 4: 520 }
  writeFileSync(join(config.home.asterisk.cel, 'Master.csv'), Object.entries(ends).map(([n, end]) => cel('CHAN_START', Number(n), -20) + cel('CHAN_END', Number(n), end)).join(''))
}

describe.each(databases)('yht check-history on $on', ({ on, url }) => {
  let installation: Installation
  beforeAll(async () => {
    installation = await install(on === 'sqlite' ? undefined : await url())
    expect(await history()).toEqual({ status: 0, lines: ['No caller has come yet: there is nothing to check.'] })
    await aGoodDay(installation)
  })
  afterAll(async () => {
    await installation.close()
    removeHome(installation.home)
  })

  it('finds that everything fits, and says what was compared', async () => {
    const { status, lines } = await history()
    expect({ status, lines: lines.slice(1) }).toEqual({
      status: 0,
      lines: ['  4 callers seen by Asterisk, 4 records (abandoned 2, handled 1, rejected 1)', '  1 tickets, 1 call-backs', '  recordings: complete 1', 'Everything fits.'],
    })
  })

  it('checks only what was asked for', async () => {
    expect((await history('--from', iso(at(2) - 1_000), '--to', iso(at(3) + 1_000))).lines).toContain('  2 callers seen by Asterisk, 2 records (abandoned 2)')
    expect((await history('--from', iso(at(9)))).lines).toContain('  0 callers seen by Asterisk, 0 records (none)')
    expect(JSON.parse((await history('--json', '--to', iso(at(2) - 1_000))).lines.join('\n'))).toMatchObject({ to: iso(at(2) - 1_000), callers: 1, byOutcome: { handled: 1 }, violations: [] })
  })

  it.each([
    ['a record that is gone', 'calls', { id: callOf(4) }, `INV-1: caller ${channelOf(4)} (dialled 12319, ${iso(at(4) - 20)}) has 0 records`],
    ['a ticket that is gone', 'tickets', { call_id: callOf(1) }, `INV-2: call ${callOf(1)} (handled, answered by an agent) has 0 tickets`],
    ['a call-back that is gone', 'callback_calls', { call_id: callOf(2) }, `INV-2: call ${callOf(2)} (abandoned) was missed, but nobody is asked to call back`],
    ['a recording that is gone', 'recordings', { call_id: callOf(1) }, `INV-7: call ${callOf(1)} was handled, but has no recording and none that is flagged`],
  ])('finds %s', async (_, table, which, says) => {
    const rows: Record<string, unknown>[] = await installation.db(table).where(which)
    await installation.db(table).where(which).delete()
    const { status, lines } = await history()
    await installation.db(table).insert(rows)
    expect({ status, lines }).toEqual({ status: 1, lines: expect.arrayContaining([says]) })
  })

  it.each([
    ['a call without an outcome', 'calls', { id: callOf(3) }, { outcome: null, ended_at: null }, `INV-1: call ${callOf(3)} has ended but has no outcome`],
    ['a leg without an end', 'call_legs', { call_id: callOf(3) }, { ended_at: null }, `INV-4: leg ${channelOf(3)} (caller) of call ${callOf(3)} has no end`],
    ['a ticket of no call', 'tickets', { call_id: callOf(1) }, { call_id: 'c9', opened_at: at(1) }, /^INV-2: ticket JC\d+ belongs to no call$/],
    ['a recording nobody looked at', 'recordings', { call_id: callOf(1) }, { state: 'recording' }, `INV-7: recording r01${callOf(1)} of call ${callOf(1)} was never checked`],
  ])('finds %s', async (...[, table, which, change, says]) => {
    const [before]: Record<string, unknown>[] = await installation.db(table).where(which)
    await installation.db(table).where(which).update(change)
    const { status, lines } = await history()
    await installation.db(table).where(table === 'tickets' ? { call_id: 'c9' } : which).update(before ?? {})
    expect({ status, lines }).toEqual({ status: 1, lines: expect.arrayContaining([typeof says === 'string' ? says : expect.stringMatching(says)]) })
  })

  it('takes an interrupted call without an end for one that died with Asterisk, any other for a caller who is still there', async () => {
    const file = join(installation.config.home.asterisk.cel, 'Master.csv')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.split('\n').slice(0, -2).join('\n') + '\n')
    const open = await history()
    await installation.db('calls').where({ id: callOf(4) }).update({ outcome: 'interrupted' })
    const interrupted = await history()
    await installation.db('calls').where({ id: callOf(4) }).update({ outcome: 'rejected' })
    writeFileSync(file, before)
    expect(open.lines).toContain(`INV-1: call ${callOf(4)} is rejected but its channel lives`)
    expect(interrupted.lines.filter((line) => line.startsWith('INV-1'))).toEqual([])
  })

  it('finds a recording that is shorter than it was, unless files are taken on trust', async () => {
    truncateSync(join(installation.config.home.recordings, `2026/11/21/r01${callOf(1)}.raw`), 100)
    expect(await history()).toMatchObject({ status: 1, lines: expect.arrayContaining([`INV-7: recording r01${callOf(1)} of call ${callOf(1)} (complete) is not on disk as it was`]) })
    expect(await history('--no-files')).toMatchObject({ status: 0 })
  })

  it('says in a sentence why it cannot check', async () => {
    expect(await history('--from', 'yesterday')).toEqual({ status: 2, lines: [expect.stringContaining('--from is "yesterday", but must be a day')] })
    expect(await history('--from', '2026-11-22', '--to', '2026-11-21')).toMatchObject({ status: 2 })
    expect(await history('--verbose')).toMatchObject({ status: 2 })
    expect(await history('--help')).toMatchObject({ status: 0 })
    rmSync(join(installation.config.home.asterisk.cel, 'Master.csv'))
    expect(await history()).toEqual({ status: 2, lines: [expect.stringMatching(/Master\.csv is not there: there is nothing to hold 4 records against\.$/)] })
  })
})

import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/backup.ts'
import { callReader } from '../../src/call/calls-reader-store.ts'
import type { CallRecord } from '../../src/contract/call.ts'
import { ticketNosOf } from '../../src/ticket/store.ts'
import { connected, ended, noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { arrived, type Installation, install, removeHome } from './support/installation.ts'

async function backup(...args: string[]) {
  const said: string[] = []
  const status = await main(args, (line) => said.push(line))
  return { status, text: said.join('\n') }
}

const leftovers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const clean of leftovers.splice(0).reverse()) await clean()
})

const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yht-backup-'))
  leftovers.push(() => rmSync(folder, { recursive: true }))
  return folder
}

async function installed(url?: string): Promise<Installation> {
  const installation = await install(url)
  leftovers.push(async () => {
    await installation.close()
    removeHome(installation.home)
  })
  return installation
}

const idOf = (n: number): string => `c${String(n).padStart(20, '0')}`
const story = (n: number) => {
  const [call, ani] = [idOf(n), `139${String(n).padStart(8, '0')}`]
  return [arrived(call, { ani, at: noon + n }), connected(call, { ani, at: noon + n + 1 }), ended(call, { ani, outcome: 'handled', answeredAt: noon + n, missed: false })]
}

async function callsOf({ db, cipher }: Installation): Promise<CallRecord[]> {
  const all: CallRecord[] = []
  const reader = callReader(db, { cipher, ticketsOf: ticketNosOf(db) })
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await reader.list({ limit: 200, cursor })
    all.push(...items)
    if (nextCursor === null) return all
    cursor = nextCursor
  }
}

const only = (folder: string): string => join(folder, readdirSync(folder)[0] ?? '')

describe('yht backup', () => {
  it('copies busy databases that can be restored: every call the journal knows is read back, numbers and tickets too', async () => {
    const installation = await installed()
    const { home } = installation
    mkdirSync(join(home, 'sounds/uploads'), { recursive: true })
    writeFileSync(join(home, 'sounds/uploads/ab12.wav'), 'a voice')
    let told = 0
    let busy = true
    const writing = (async () => {
      while (busy) await installation.tell(story(++told))
    })()
    const folder = temporary()
    while (told < 20) await new Promise((resolve) => setImmediate(resolve))
    const [before, taken, after] = [told, await backup(folder), told]
    busy = false
    await writing
    expect(taken).toMatchObject({ status: 0, text: expect.stringContaining('The backup is whole') })
    expect(after).toBeGreaterThan(before)
    expect(await backup('--verify', only(folder))).toMatchObject({ status: 0, text: expect.stringMatching(/^The backup of \S+ is whole/) })

    const restored = join(temporary(), 'home')
    cpSync(only(folder), restored, { recursive: true })
    const second = await install(undefined, restored)
    leftovers.push(second.close)
    const calls = await callsOf(second)
    expect(calls.length).toBeGreaterThanOrEqual(before - 1)
    expect(calls.map(({ id }) => id).toSorted()).toEqual(calls.map((_, i) => idOf(i + 1)))
    expect(calls.every(({ ani, id, ticketId }) => ani === `139${id.slice(-8)}` && ticketId !== null)).toBe(true)
    const [{ journaled }] = (await second.journalDb('call_journal').max('position as journaled')) as [{ journaled: number }]
    expect(journaled).toBeGreaterThanOrEqual(calls.length)
    expect(readFileSync(join(restored, 'sounds/uploads/ab12.wav'), 'utf8')).toBe('a voice')
  })

  it('is readable by its owner only, whatever the files were', async () => {
    const { home } = await installed()
    writeFileSync(join(home, 'secrets.json'), '{}')
    writeFileSync(join(home, 'peer-secrets.json'), '{}')
    chmodSync(join(home, 'secrets.json'), 0o644)
    const folder = temporary()
    expect((await backup(folder)).status).toBe(0)
    expect(statSync(only(folder)).mode & 0o777).toBe(0o700)
    const modes = readdirSync(only(folder)).map((file) => [file, (statSync(join(only(folder), file)).mode & 0o777).toString(8)])
    expect(modes).toEqual(['credentials.json', 'manifest.json', 'peer-secrets.json', 'policy.yaml', 'recordings.tsv', 'secrets.json', 'yihaotong-journal.sqlite', 'yihaotong.sqlite'].map((file) => [file, '600']))
  })

  it('takes along what the database has not taken yet', async () => {
    const { home } = await installed()
    writeFileSync(join(home, 'journal.spool'), 'sealed\n')
    const folder = temporary()
    await backup(folder)
    expect(readFileSync(join(only(folder), 'journal.spool'), 'utf8')).toBe('sealed\n')
  })

  it('lists recordings, and copies them when asked', async () => {
    const { home } = await installed()
    mkdirSync(join(home, 'recordings/2026/11/21'), { recursive: true })
    writeFileSync(join(home, 'recordings/2026/11/21/r1.raw'), 'voices')
    const [listed, copied] = [temporary(), temporary()]
    expect((await backup(listed)).text).toContain('1 recordings, 6 B, listed but not copied')
    expect(readFileSync(join(only(listed), 'recordings.tsv'), 'utf8')).toBe('2026/11/21/r1.raw\t6\n')
    expect(existsSync(join(only(listed), 'recordings'))).toBe(false)
    expect((await backup(copied, '--recordings')).text).toContain('1 recordings, 6 B, copied')
    expect((await backup('--verify', only(copied))).status).toBe(0)
    writeFileSync(join(only(copied), 'recordings/2026/11/21/r1.raw'), 'Voices')
    expect(await backup('--verify', only(copied))).toMatchObject({ status: 1, text: expect.stringContaining('recordings/2026/11/21/r1.raw was changed') })
  })

  it('never writes over an earlier backup, and leaves no half of one behind', async () => {
    const { home, close } = await installed()
    const folder = temporary()
    await backup(folder)
    const [first] = readdirSync(folder)
    const manifest = readFileSync(join(folder, first ?? '', 'manifest.json'))
    for (let i = 0; i < 3; i++) await backup(folder)
    expect(readFileSync(join(folder, first ?? '', 'manifest.json'))).toEqual(manifest)
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([])
    const broken = temporary()
    await close()
    writeFileSync(join(home, 'yihaotong-journal.sqlite'), 'no database at all')
    expect(await backup(broken)).toMatchObject({ status: 1, text: expect.stringContaining('file is not a database') })
    expect(readdirSync(broken)).toEqual([])
  })

  it('refuses to lie in what it backs up', async () => {
    const { home } = await installed()
    expect(await backup(join(home, 'recordings/backup'))).toMatchObject({ status: 1, text: expect.stringContaining('Backups cannot lie in') })
  })

  it('finds a file that is missing, changed, too short or strange, and a damaged manifest', async () => {
    await installed()
    const folder = temporary()
    await backup(folder)
    const whole = only(folder)
    const damaged = async (change: (copy: string) => void) => {
      const copy = join(temporary(), 'copy')
      cpSync(whole, copy, { recursive: true })
      change(copy)
      return await backup('--verify', copy)
    }
    expect(await damaged(() => {})).toMatchObject({ status: 0 })
    expect(await damaged((copy) => rmSync(join(copy, 'policy.yaml')))).toMatchObject({ status: 1, text: expect.stringContaining('policy.yaml is missing.') })
    expect(await damaged((copy) => appendFileSync(join(copy, 'yihaotong.sqlite'), 'x'))).toMatchObject({ status: 1, text: expect.stringContaining('yihaotong.sqlite has') })
    expect(await damaged((copy) => writeFileSync(join(copy, 'credentials.json'), readFileSync(join(copy, 'credentials.json'), 'utf8').replace('admin', 'Admin')))).toMatchObject({ status: 1, text: expect.stringContaining('credentials.json was changed') })
    expect(await damaged((copy) => writeFileSync(join(copy, 'extra'), ''))).toMatchObject({ status: 1, text: expect.stringContaining('extra does not belong') })
    expect(await damaged((copy) => writeFileSync(join(copy, 'manifest.json'), '{}'))).toMatchObject({ status: 1, text: expect.stringContaining('is damaged') })
    expect(await damaged((copy) => rmSync(join(copy, 'manifest.json')))).toMatchObject({ status: 1, text: expect.stringContaining('is no finished backup') })
  })

  it('says how it is used, and that there is nothing to back up', async () => {
    const { close, home } = await install()
    await close()
    removeHome(home)
    expect(await backup('--verify')).toMatchObject({ status: 2, text: expect.stringContaining('yht backup --verify <backup>') })
    expect(await backup('a', 'b')).toMatchObject({ status: 2 })
    expect(await backup('--help')).toMatchObject({ status: 0 })
    expect(await backup(temporary())).toMatchObject({ status: 1, text: expect.stringContaining('There is no installation') })
  })
})

describe('yht backup on postgres', () => {
  const postgres = databases.find(({ on }) => on === 'postgres')

  it('dumps calls and journal with pg_dump, and the dump restores them', async () => {
    const installation = await installed(await postgres?.url())
    for (let n = 1; n <= 30; n++) await installation.tell(story(n))
    const folder = temporary()
    expect(await backup(folder)).toMatchObject({ status: 0, text: expect.stringContaining('30 calls, 30 tickets') })
    expect(await backup('--verify', only(folder))).toMatchObject({ status: 0 })
    expect(readdirSync(only(folder))).toEqual(['credentials.json', 'manifest.json', 'policy.yaml', 'recordings.tsv', 'yihaotong.dump'])

    const url = (await postgres?.url()) ?? ''
    const { status, stderr } = spawnSync('pg_restore', ['--no-owner', `--dbname=${url}`, join(only(folder), 'yihaotong.dump')], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const restored = join(temporary(), 'home')
    cpSync(only(folder), restored, { recursive: true })
    const second = await install(url, restored)
    leftovers.push(second.close)
    expect((await callsOf(second)).map(({ ani }) => ani)).toEqual(Array.from({ length: 30 }, (_, i) => `139${String(30 - i).padStart(8, '0')}`))
  })

  it('says what is missing where pg_dump is not there, and leaves nothing behind', async () => {
    await installed(await postgres?.url())
    const folder = temporary()
    const path = process.env['PATH']
    process.env['PATH'] = temporary()
    const { status, text } = await backup(folder)
    process.env['PATH'] = path
    expect({ status, text }).toEqual({ status: 1, text: expect.stringContaining('pg_dump is not on this machine. Install PostgreSQL') })
    expect(readdirSync(folder)).toEqual([])
  })
})

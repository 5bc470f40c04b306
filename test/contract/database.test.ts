import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/database/database.ts'
import { migrate, unmigrate } from '../../src/database/migrations.ts'
import { transaction } from '../../src/database/transaction.ts'
import { databases } from './support/databases.ts'

const migrationsDir = new URL('../../migrations', import.meta.url).pathname

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'yht-migrations-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const table = (name: string) => `export const up = (db) => db.schema.createTable('${name}', (t) => { t.bigInteger('at') })
export const down = (db) => db.schema.dropTable('${name}')`

describe.each(databases)('database on $on', ({ on, url, open }) => {
  it('gives instants back as numbers', async () => {
    const db = await open()
    await db('projection').insert({ name: 'x', position: 1_763_753_785_123 })
    expect(await db('projection').where({ name: 'x' }).first()).toEqual({ name: 'x', position: 1_763_753_785_123 })
    expect(Number((await db('projection').count({ n: '*' }))[0]?.n)).toBe(1)
  })

  it('takes every migration back and runs it again', async () => {
    const db = await open()
    await unmigrate(db, migrationsDir)
    expect(await db.schema.hasTable('calls')).toBe(false)
    expect((await migrate(db, migrationsDir)).length).toBeGreaterThan(0)
    expect(await migrate(db, migrationsDir)).toEqual([])
  })

  it('runs a migration that appeared later, whatever its number', async () => {
    const folder = folderWith({ '0001-a.mjs': table('a'), '0003-c.mjs': table('c') })
    const address = await url()
    await (await openDatabase(address, { migrationsDir: folder })).destroy()
    writeFileSync(join(folder, '0002-b.mjs'), table('b'))
    const db = await openDatabase(address, { migrationsDir: folder })
    expect(await db.schema.hasTable('b')).toBe(true)
    await db.destroy()
    rmSync(folder, { recursive: true })
  })

  it('leaves nothing behind when a migration fails', async () => {
    const address = await url()
    const bad = folderWith({ '0001-a.mjs': table('a'), '0002-b.mjs': `${table('b')}\nthrow new Error('broken file')` })
    await expect(openDatabase(address, { migrationsDir: bad })).rejects.toThrow('broken file')
    const good = folderWith({ '0001-a.mjs': table('a') })
    const db = await openDatabase(address, { migrationsDir: good })
    expect(await db.schema.hasTable('a')).toBe(true)
    await db.destroy()
    for (const folder of [bad, good]) rmSync(folder, { recursive: true })
  })

  it('refuses a schema newer than this version in a sentence', async () => {
    const newer = folderWith({ '0001-a.mjs': table('a'), '0002-b.mjs': table('b') })
    const older = folderWith({ '0001-a.mjs': table('a') })
    const address = await url()
    await (await openDatabase(address, { migrationsDir: newer })).destroy()
    await expect(openDatabase(address, { migrationsDir: older })).rejects.toThrow(/newer version \(it has 0002-b\.mjs\)/)
    for (const folder of [newer, older]) rmSync(folder, { recursive: true })
  })

  it('lets two servers start on the same empty database', async () => {
    const address = await url()
    const both = await Promise.all([openDatabase(address, { migrationsDir }), openDatabase(address, { migrationsDir })])
    for (const db of both) {
      expect(await db.schema.hasTable('calls')).toBe(true)
      await db.destroy()
    }
  })

  it('writes all of a transaction or nothing', async () => {
    const db = await open()
    await expect(
      transaction(db, async (trx) => {
        await trx('projection').insert({ name: 'a', position: 1 })
        throw new Error('power cut')
      }),
    ).rejects.toThrow('power cut')
    expect(await db('projection')).toEqual([])
  })

  it('runs a transaction again that lost a race, and gives up after three', async () => {
    const db = await open()
    let runs = 0
    const busy = () => Object.assign(new Error('busy'), { code: on === 'sqlite' ? 'SQLITE_BUSY' : '40001' })
    expect(await transaction(db, async () => ((runs += 1) < 3 ? Promise.reject(busy()) : 'done'))).toBe('done')
    runs = 0
    await expect(transaction(db, async () => { runs += 1; throw busy() })).rejects.toThrow('busy')
    expect(runs).toBe(3)
  })
})

describe('database on sqlite only', () => {
  it('is durable, waits for other writers and is readable by its owner only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yht-sqlite-'))
    const file = join(folder, 'deep', 'x.sqlite')
    const db = await openDatabase(`sqlite://${file}`, { migrationsDir })
    expect(await db.raw('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
    expect(await db.raw('PRAGMA synchronous')).toEqual([{ synchronous: 2 }])
    expect(await db.raw('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }])
    expect(await db.raw('PRAGMA busy_timeout')).toEqual([{ timeout: 5_000 }])
    for (const name of [file, `${file}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600)
    await db.destroy()
    rmSync(folder, { recursive: true })
  })

  it('says which URLs it knows, without repeating a password', async () => {
    await expect(openDatabase('mysql://root:secret@localhost/x', { migrationsDir })).rejects.toThrow(/use sqlite:\/\/<path> or postgres:/)
    await expect(openDatabase('mysql://root:secret@localhost/x', { migrationsDir })).rejects.not.toThrow(/secret/)
  })
})

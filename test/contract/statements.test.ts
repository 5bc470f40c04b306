import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/database/database.ts'
import { transaction } from '../../src/database/transaction.ts'
import { insertRows, runStatement, updateRow } from '../../src/database/statements.ts'
import { databases } from './support/databases.ts'

const row = (n: number) => ({ name: `p${n}`, position: n })
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => row(from + i))
const all = (db: Knex) => runStatement<{ name: string; position: number }>(db, 'select name, position from projection order by position', [])

describe.each(databases)('statements on $on', ({ open, url }) => {
  it('insert any number of rows, and leave alone what a conflict says', async () => {
    const db = await open()
    await insertRows(db, 'projection', [])
    await insertRows(db, 'projection', rows(1, 250))
    await insertRows(db, 'projection', rows(250, 251), 'on conflict (name) do nothing')
    expect(await all(db)).toEqual(rows(1, 251))
  })

  it('insert rows of different columns, null where there is nothing', async () => {
    const db = await open()
    const call = (id: string) => ({ id, node: 'n1', caller_leg: id, dnis: '12345', dnis_raw: '12345', arrived_at: 1 })
    await insertRows(db, 'calls', [call('c1'), { ...call('c2'), agent: '1001' }])
    expect(await runStatement(db, 'select id, agent from calls order by id', [])).toEqual([{ id: 'c1', agent: null }, { id: 'c2', agent: '1001' }])
  })

  it('change one row, null included', async () => {
    const db = await open()
    await insertRows(db, 'calls', [{ id: 'c1', node: 'n1', caller_leg: 'l', dnis: '12345', dnis_raw: '12345', arrived_at: 1, agent: '1001' }])
    await updateRow(db, 'calls', 'c1', { agent: null, waited_ms: 7 })
    expect(await runStatement(db, 'select agent, waited_ms, dnis from calls where id = ?', ['c1'])).toEqual([{ agent: null, waited_ms: 7, dnis: '12345' }])
  })

  it('belong to their transaction', async () => {
    const db = await open()
    await insertRows(db, 'projection', [row(1)])
    const failed = transaction(db, async (trx) => {
      await insertRows(trx, 'projection', [row(2)])
      await insertRows(trx, 'projection', [row(1)])
    })
    await expect(failed).rejects.toThrow()
    await transaction(db, (trx) => insertRows(trx, 'projection', [row(3)]))
    expect(await all(db)).toEqual([row(1), row(3)])
  })

  it('that fail do so each time, and harm no others', async () => {
    const db = await open()
    for (let times = 0; times < 3; times++) await expect(runStatement(db, 'select 1 from nowhere', [])).rejects.toThrow(/nowhere/)
    await insertRows(db, 'projection', [row(1)])
    for (let times = 0; times < 3; times++) await expect(insertRows(db, 'projection', [row(1)])).rejects.toThrow()
    expect(await all(db)).toEqual([row(1)])
  })

  it('are as many as anybody likes', async () => {
    const db = await open()
    for (let n = 0; n < 450; n++) expect(await runStatement(db, `select ${n} as n where 1 = ?`, [1])).toEqual([{ n }])
    expect(await runStatement(db, 'select 0 as n where 1 = ?', [1])).toEqual([{ n: 0 }])
  })

  it('see a table that has changed since they were prepared', async () => {
    const db = await open()
    const read = () => runStatement(db, 'select * from cel_progress', [])
    await insertRows(db, 'cel_progress', [{ file: 'a', byte_offset: 1 }])
    expect(await read()).toEqual([{ file: 'a', byte_offset: 1 }])
    await db.schema.alterTable('cel_progress', (t) => void t.string('more'))
    expect(await read()).toEqual([{ file: 'a', byte_offset: 1, more: null }])
  })

  it('do not keep the database from closing', async () => {
    const db = await openDatabase(await url(), { migrationsDir: new URL('../../migrations', import.meta.url).pathname })
    await all(db)
    await db.destroy()
    await expect(all(db)).rejects.toThrow()
  })
})

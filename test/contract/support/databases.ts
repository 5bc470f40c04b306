import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Knex } from 'knex'
import { afterAll } from 'vitest'
import { openDatabase, sqlitePath } from '../../../src/database/database.ts'
import { startPrivatePostgres, type PrivatePostgres } from './postgres.ts'

export interface TestDatabase {
  on: 'sqlite' | 'postgres'
  /** URL of a new empty database, removed after the file's tests. */
  url: () => Promise<string>
  /** A new database with every migration run, closed and removed after the file's tests. */
  open: () => Promise<Knex>
}

const migrationsDir = new URL('../../../migrations', import.meta.url).pathname
const opened: Knex[] = []
const folders: string[] = []
const created: { admin: string; name: string }[] = []
let cluster: Promise<PrivatePostgres> | null = null

/** For `describe.each(databases)('… on $on', ({ open }) => …)`. Without a PostgreSQL the tests fail; they are never skipped. */
export const databases: TestDatabase[] = [
  { on: 'sqlite', url: sqliteUrl, open: async () => await opens(await copyOfSqlite()) },
  { on: 'postgres', url: async () => await postgresUrl(), open: async () => await opens(await postgresUrl(await (migratedPostgres ??= migrated(await postgresUrl())))) },
]

// Every migration is run once for a file; its tests get copies.
let migratedSqlite: Promise<string> | null = null
let migratedPostgres: Promise<string> | null = null

/** Migrates an empty database and lets go of it. */
async function migrated(url: string): Promise<string> {
  await (await openDatabase(url, { migrationsDir })).destroy()
  return url
}

async function copyOfSqlite(): Promise<string> {
  const url = await sqliteUrl()
  copyFileSync(sqlitePath(await (migratedSqlite ??= migrated(await sqliteUrl()))), sqlitePath(url))
  return url
}

async function opens(url: string): Promise<Knex> {
  const db = await openDatabase(url, { migrationsDir })
  opened.push(db)
  return db
}

async function sqliteUrl(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'yht-sqlite-'))
  folders.push(folder)
  return `sqlite://${join(folder, 'test.sqlite')}`
}

/** Empty, or a copy of another one that nobody is connected to. */
async function postgresUrl(template?: string): Promise<string> {
  const admin = process.env['YHT_TEST_POSTGRES'] ?? (await (cluster ??= startPrivatePostgres())).url
  const name = `yht_test_${randomBytes(6).toString('hex')}`
  await asAdmin(admin, `CREATE DATABASE ${name}${template === undefined ? '' : ` TEMPLATE ${new URL(template).pathname.slice(1)}`}`)
  created.push({ admin, name })
  const url = new URL(admin)
  url.pathname = `/${name}`
  return url.href
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

afterAll(async () => {
  await Promise.all(opened.splice(0).map(async (db) => await db.destroy()))
  for (const { admin, name } of created.splice(0)) await asAdmin(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  ;[migratedSqlite, migratedPostgres] = [null, null]
  if (cluster) await (await cluster).stop()
  cluster = null
})

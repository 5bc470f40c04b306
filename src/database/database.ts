import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import knex, { type Knex } from 'knex'
import pg from 'pg'
import { migrate } from './migrations.ts'

// Times are Unix ms in bigint columns. pg hands bigint over as text unless told otherwise;
// ms stay exact in a JS number until the year 287396.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface DatabaseOptions {
  /** Folder of the migrations (`0001-….mjs`), run before the database is handed over. */
  migrationsDir: string
  /** How long a statement waits for a free connection (PostgreSQL) or another writer (SQLite). */
  waitMs?: number
}

/**
 * Opens and migrates the database. `url` is `sqlite://<path>` (`sqlite://:memory:` for tests) or `postgres://…`.
 * SQLite commits reach the disk (WAL, synchronous=FULL) and the file is readable by its owner only.
 * Throws an Error with a sentence when the URL is unknown or the schema is newer than this version.
 */
export async function openDatabase(url: string, { migrationsDir, waitMs = 5_000 }: DatabaseOptions): Promise<Knex> {
  const db = knex(isPostgres(url) ? postgres(url, waitMs) : sqlite(sqlitePath(url), waitMs))
  try {
    await migrate(db, migrationsDir)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url)

/** The file of a SQLite URL. Throws for anything else. */
export function sqlitePath(url: string): string {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1]
  if (path === undefined) throw new Error(`Unknown database URL "${withoutPassword(url)}": use sqlite://<path> or postgres://<user>:<password>@<host>/<name>.`)
  return path
}

const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, '//…@')

function postgres(url: string, waitMs: number): Knex.Config {
  return {
    client: 'pg',
    connection: { connectionString: url, application_name: 'yihaotong', connectionTimeoutMillis: waitMs, keepAlive: true },
    pool: { min: 0, max: 10 },
    acquireConnectionTimeout: waitMs,
  }
}

/** One connection: SQLite has one writer, and statements of one process then never wait for each other's locks. */
function sqlite(filename: string, waitMs: number): Knex.Config {
  if (filename !== ':memory:') makePrivate(filename)
  return {
    client: 'sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      // Closing the only connection of an in-memory database would empty it.
      idleTimeoutMillis: 2_147_483_647,
      afterCreate(connection: SqliteConnection, done: (error: Error | null) => void) {
        connection.exec(
          `PRAGMA busy_timeout = ${Math.trunc(waitMs)}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;`,
          done,
        )
      },
    },
  }
}

interface SqliteConnection {
  exec: (sql: string, done: (error: Error | null) => void) => void
}

/** SQLite gives its -wal and -shm files the mode of the main file. */
function makePrivate(filename: string): void {
  mkdirSync(dirname(filename), { recursive: true, mode: 0o700 })
  closeSync(openSync(filename, 'a', 0o600))
  chmodSync(filename, 0o600)
}

/** A consistent copy of a SQLite database while it is in use. The target must not exist. */
export async function copySqlite(db: Knex, target: string): Promise<void> {
  await db.raw('VACUUM INTO ?', [target])
  chmodSync(target, 0o600)
}

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { type Config, readConfig } from '../../config.ts'
import { sqlitePath } from '../../database/database.ts'
import { migrationsIn, openAsItIs } from '../../database/open-as-it-is.ts'

export type Say = (line: string) => void

export const onTerminal: Say = (line) => void process.stdout.write(`${line}\n`)

/** The settings of an installation that has been started once. Throws an Error with a sentence when there is none. */
export function findInstallation(): Config {
  const config = readConfig()
  const missing = !existsSync(config.home.credentials) || (config.databaseUrl.startsWith('sqlite:') && !existsSync(sqlitePath(config.databaseUrl)))
  if (missing) throw new Error(`There is no installation in ${config.home.root} yet. Start it once (npm start), or set YHT_HOME to the folder of the one you mean.`)
  return config
}

/** Looks into the database with the code of this version, which must be the one the database was written by. */
export async function lookInto<Result>(config: Config, look: (db: Knex) => Promise<Result>): Promise<Result> {
  const db = openAsItIs(config.databaseUrl)
  try {
    await expectSameSchema(db, join(config.packageRoot, 'migrations'))
    return await look(db)
  } finally {
    await db.destroy()
  }
}

async function expectSameSchema(db: Knex, migrationsDir: string): Promise<void> {
  const has = new Set(await migrationsIn(db))
  const knows = (await readdir(migrationsDir)).filter((name) => /^\d{4}-.*[.]mjs$/.test(name))
  if (has.size > knows.length) throw new Error('The database was written by a newer version of this program. Use the commands of that version.')
  const missing = knows.filter((name) => !has.has(name))
  if (missing.length > 0) throw new Error(`The database is not up to date with this version (${missing.join(', ')} did not run yet). Start the server once, then try again.`)
}

export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

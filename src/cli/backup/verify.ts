import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Credentials } from '../../identity/first-run.ts'
import { createFieldCipher } from '../../platform/field-cipher.ts'
import { openAsItIs } from '../../database/open-as-it-is.ts'
import { type CopiedFile, filesBelow, measureFile } from './files.ts'
import { inspectSqlite, MAIN } from './databases.ts'
import { type DatabaseEntry, MANIFEST, type Manifest, readManifest, RECORDINGS } from './manifest.ts'
import { readDump } from './pg-tool.ts'

export interface Verified {
  manifest: Manifest
  /** Sentences; empty when every file is as it was written. */
  wrong: string[]
}

/** Holds a backup against its manifest, and looks whether it could be restored. Throws when it has no readable manifest. */
export async function verifyBackup(folder: string): Promise<Verified> {
  const manifest = await readManifest(folder)
  const wrong: string[] = []
  const expected = new Set([MANIFEST, ...manifest.files.map(({ path }) => path)])
  for (const { path, ...written } of manifest.files) wrong.push(...(await compare(folder, path, written)))
  if (wrong.length === 0) {
    if (manifest.recordings.included) wrong.push(...(await compareRecordings(folder, expected)))
    for (const database of manifest.databases) wrong.push(...(await tryDatabase(folder, database, manifest)))
    if (manifest.databaseKind === 'sqlite') wrong.push(...(await tryKey(folder)))
  }
  for await (const file of filesBelow(folder)) if (wrong.length < MANY && !expected.has(file) && !file.startsWith('recordings/')) wrong.push(`${file} does not belong to the backup.`)
  return { manifest, wrong }
}

/** Enough to know that a backup is worthless. */
const MANY = 100

async function compare(folder: string, path: string, written: CopiedFile): Promise<string[]> {
  const found = await measureFile(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (found === null) return [`${path} is missing.`]
  if (found.bytes !== written.bytes) return [`${path} has ${found.bytes} bytes instead of ${written.bytes}.`]
  return found.sha256 === written.sha256 ? [] : [`${path} was changed since it was written.`]
}

async function compareRecordings(folder: string, expected: Set<string>): Promise<string[]> {
  const wrong: string[] = []
  for await (const line of createInterface({ input: createReadStream(join(folder, RECORDINGS)) })) {
    const [path = '', bytes = '', sha256 = ''] = line.split('\t')
    expected.add(`recordings/${path}`)
    if (wrong.length < MANY) wrong.push(...(await compare(folder, `recordings/${path}`, { bytes: Number(bytes), sha256 })))
  }
  return wrong
}

async function tryDatabase(folder: string, { file, rows }: DatabaseEntry, { databaseKind }: Manifest): Promise<string[]> {
  try {
    if (databaseKind === 'postgres') {
      await readDump(join(folder, file))
      return []
    }
    const found = await inspectSqlite(join(folder, file))
    return Object.entries(rows).filter(([table, count]) => found.rows[table] !== count).map(([table, count]) => `${file}: ${table} has ${found.rows[table] ?? 'no'} rows instead of ${count}.`)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

/** Whether the key in the backup opens the numbers in the backup. */
async function tryKey(folder: string): Promise<string[]> {
  const db = openAsItIs(`sqlite:${join(folder, MAIN)}`)
  try {
    if (!(await db.schema.hasTable('calls'))) return []
    const newest: { ani_raw_sealed: string | null } | undefined = await db('calls').whereNotNull('ani_raw_sealed').orderBy('arrived_at', 'desc').first('ani_raw_sealed')
    if (newest?.ani_raw_sealed == null) return []
    const { fieldKey } = Credentials.parse(JSON.parse(await readFile(join(folder, 'credentials.json'), 'utf8')))
    createFieldCipher(fieldKey).open(newest.ani_raw_sealed)
    return []
  } catch (error) {
    return [`credentials.json does not open the numbers in ${MAIN}: ${error instanceof Error ? error.message : String(error)}`]
  } finally {
    await db.destroy()
  }
}

import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { stringify } from 'yaml'
import type { Config } from '../../config.ts'
import { sizeText } from '../rules/table.ts'
import { bytesOf, copyFile, filesBelow, measureFile, syncToDisk } from './files.ts'
import { copySqliteDatabase, databaseBytes, dumpDatabase, JOURNAL, kindOf, MAIN } from './databases.ts'
import { type DatabaseEntry, type FileEntry, MANIFEST, type Manifest, RECORDINGS } from './manifest.ts'

export interface BackupOrder {
  config: Config
  /** Backups are folders in here, one each. */
  into: string
  /** Copies the recordings too; else they are only listed. */
  recordings: boolean
  /** Unix ms. */
  now: number
}

/**
 * Takes a backup while the server runs and returns its folder. Until it is whole the folder's name ends in ".partial";
 * an earlier backup is never touched. Rejects with a sentence, and then leaves nothing behind.
 */
export async function takeBackup(order: BackupOrder): Promise<{ folder: string; manifest: Manifest }> {
  const into = resolve(order.into)
  refuseOwnFolders(into, order.config)
  await mkdir(into, { recursive: true, mode: 0o700 })
  await expectRoom(into, order)
  const name = `yihaotong-${order.config.site}-${new Date(order.now).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  const folder = join(into, name)
  const partial = `${folder}.partial`
  if ((await readdir(into)).includes(name)) throw new Error(`${folder} is there already; nothing was changed.`)
  await mkdir(partial, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new Error(`${partial} is there already: another backup is being taken, or one was cut off. Delete that folder if none is.`, { cause: error }) : error
  })
  try {
    const manifest = await fill(partial, order)
    // Fails when a finished backup of that name has appeared: a folder with files in it is not replaced.
    await rename(partial, folder)
    await syncToDisk(into)
    return { folder, manifest }
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

/** What is backed up must not grow by its own backups. */
function refuseOwnFolders(into: string, { home }: Config): void {
  for (const folder of [home.recordings, home.sounds, home.asterisk.root]) {
    if (`${into}${sep}`.startsWith(`${folder}${sep}`)) throw new Error(`Backups cannot lie in ${folder}, which is backed up itself or made anew at every start.`)
  }
}

async function expectRoom(into: string, { config, recordings }: BackupOrder): Promise<void> {
  let needed = await databaseBytes(config)
  if (recordings) for await (const file of filesBelow(config.home.recordings)) needed += await bytesOf(join(config.home.recordings, file))
  const { bavail, bsize } = await statfs(into)
  if (needed > bavail * bsize) throw new Error(`The backup needs about ${sizeText(needed)}, but ${into} has ${sizeText(bavail * bsize)} free.`)
}

async function fill(folder: string, order: BackupOrder): Promise<Manifest> {
  const { config, now } = order
  const files: FileEntry[] = []
  const take = async (from: string, path: string): Promise<void> => void files.push({ path, ...(await copyFile(from, join(folder, path))) })
  const taken = async (path: string): Promise<void> => void files.push({ path, ...(await measureFile(join(folder, path))) })
  const write = async (path: string, text: string): Promise<void> => {
    await writeFile(join(folder, path), text)
    await taken(path)
  }

  const databases = await copyDatabases(folder, config, take)
  for (const { file } of databases) await taken(file)
  await take(config.home.credentials, 'credentials.json')
  if ((await bytesOf(config.home.secrets)) > 0) await take(config.home.secrets, 'secrets.json')
  if ((await bytesOf(config.home.peerSecrets)) > 0) await take(config.home.peerSecrets, 'peer-secrets.json')
  await write('policy.yaml', `# The settings in force at ${new Date(now).toISOString()}, for YHT_POLICY.\n${stringify(config.policy)}`)
  for (const below of ['sounds/uploads', 'attachments', 'asterisk/spool/fallback']) {
    for await (const file of filesBelow(join(config.home.root, below))) await take(join(config.home.root, below, file), `${below}/${file}`)
  }
  const recordings = await listRecordings(folder, order)
  await taken(RECORDINGS)
  const manifest: Manifest = {
    format: 1, takenAt: new Date(now).toISOString(), version: config.version, site: config.site, node: config.node, databaseKind: kindOf(config), databases, recordings, files,
  }
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  await syncToDisk(folder)
  return manifest
}

/**
 * The order matters: tables, then the spool, then the journal. A journal newer than its tables is caught up with at the
 * start, and rows that move from the spool into the journal meanwhile are in both rather than in none.
 */
async function copyDatabases(folder: string, config: Config, take: (from: string, path: string) => Promise<void>): Promise<DatabaseEntry[]> {
  const spool = async (): Promise<void> => {
    const file = join(config.home.root, 'journal.spool')
    if ((await bytesOf(file)) > 0) await take(file, 'journal.spool').catch(ignoreGone)
  }
  if (kindOf(config) === 'postgres') {
    await spool()
    return [await dumpDatabase(config.databaseUrl, folder)]
  }
  const main = await copySqliteDatabase(config.databaseUrl, join(folder, MAIN))
  await spool()
  return [main, await copySqliteDatabase(config.journalUrl, join(folder, JOURNAL))]
}

/** The spool is removed as soon as the database has its rows. */
function ignoreGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

async function listRecordings(folder: string, { config, recordings: included }: BackupOrder): Promise<Manifest['recordings']> {
  const total = { files: 0, bytes: 0, included }
  const list = await open(join(folder, RECORDINGS), 'wx', 0o600)
  try {
    for await (const file of filesBelow(config.home.recordings)) {
      const from = join(config.home.recordings, file)
      const { bytes, sha256 } = included ? await copyFile(from, join(folder, 'recordings', file)) : { bytes: await bytesOf(from), sha256: '' }
      await list.write(`${[file, bytes, ...(included ? [sha256] : [])].join('\t')}\n`)
      total.files += 1
      total.bytes += bytes
    }
    await list.sync()
  } finally {
    await list.close()
  }
  return total
}

async function writeFile(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.write(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

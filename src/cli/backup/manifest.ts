import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** Below a backup's folder; never with "..". */
const Path = z.string().regex(/^[^/\0]+(\/[^/\0]+)*$/).refine((path) => !path.split('/').includes('..'), 'leads out of the folder')
const Copied = z.object({ path: Path, bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
const Database = z.object({ file: Path, migrations: z.array(z.string()), rows: z.record(z.string(), z.int()) })

/** What a backup holds: written last, so that a folder without one is no backup. */
export const Manifest = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  version: z.string(),
  site: z.string(),
  node: z.string(),
  databaseKind: z.enum(['sqlite', 'postgres']),
  /** The main one first; with SQLite the journal has a file of its own. */
  databases: z.array(Database).min(1),
  /** All recordings there are; each is a line of recordings.tsv. */
  recordings: z.object({ files: z.int(), bytes: z.int(), included: z.boolean() }),
  files: z.array(Copied).min(1),
})
export type Manifest = z.infer<typeof Manifest>
export type FileEntry = z.infer<typeof Copied>
export type DatabaseEntry = z.infer<typeof Database>

export const MANIFEST = 'manifest.json'
/** "<path below recordings/>\t<bytes>" and, when the recording is in the backup, "\t<sha256>". */
export const RECORDINGS = 'recordings.tsv'

/** Throws an Error with a sentence when there is none or it is not one of ours. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: unknown) => {
    throw new Error(`${folder} is no finished backup: it has no ${MANIFEST}.`, { cause: error })
  })
  try {
    return Manifest.parse(JSON.parse(text))
  } catch (error) {
    throw new Error(`${join(folder, MANIFEST)} is damaged, or was written by another version: ${error instanceof z.ZodError ? z.prettifyError(error) : 'it is not JSON'}`, { cause: error })
  }
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface CopiedFile {
  bytes: number
  sha256: string
}

/** Folders on the way are made with mode 0700; the copy has mode 0600, is on disk when this resolves, and must be new. */
export async function copyFile(from: string, to: string): Promise<CopiedFile> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const target = await open(to, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let bytes = 0
    // Of a file that is still being written, what was there when it was read.
    for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      bytes += chunk.length
      await target.write(chunk)
    }
    await target.sync()
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await target.close()
  }
}

export async function measureFile(path: string): Promise<CopiedFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Sees to it that a file or folder another program wrote is on disk. */
export async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Plain files below the folder, by name, as paths relative to it. Links are left out; no folder is no files. */
export async function* filesBelow(folder: string, within = ''): AsyncGenerator<string> {
  const entries = await readdir(join(folder, within), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`
    if (entry.isDirectory()) yield* filesBelow(folder, path)
    else if (entry.isFile()) yield path
  }
}

/** Size of a file, or 0 when it is not there. */
export const bytesOf = async (path: string): Promise<number> =>
  await stat(path).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return 0
      throw error
    },
  )

import { constants } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Sealed bytes by id, each in a file of its own that only its owner can read. */
export interface AttachmentFiles {
  /** On disk when this resolves. */
  write: (id: string, sealed: Buffer) => Promise<void>
  /** null = there is none. */
  read: (id: string) => Promise<Buffer | null>
  remove: (id: string) => Promise<void>
}

/** `folder` is absolute. Ids are made by the server: never a name somebody gave. */
export function attachmentFiles(folder: string): AttachmentFiles {
  const pathOf = (id: string): string => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('not the id of an attachment')
    return join(folder, id)
  }
  return {
    async write(id, sealed) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const partial = `${pathOf(id)}.partial`
      const file = await open(partial, 'wx', 0o600)
      try {
        await file.writeFile(sealed)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, pathOf(id))
    },
    async read(id) {
      try {
        const file = await open(pathOf(id), constants.O_RDONLY | constants.O_NOFOLLOW)
        try {
          return await file.readFile()
        } finally {
          await file.close()
        }
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    remove: async (id) => await rm(pathOf(id), { force: true }),
  }
}

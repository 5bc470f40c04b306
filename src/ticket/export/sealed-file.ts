import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sink } from './sheet.ts'

/** A file that only this process can read: its key is nowhere else, so that what a crash leaves behind says nothing. */
export interface SealedFile {
  /** Closed and on disk. */
  size: number
  /** Bytes from the first to the last, both included. */
  read: (start: number, end: number) => NodeJS.ReadableStream
  remove: () => Promise<void>
}

const BLOCK = 16
const CIPHER = 'aes-256-ctr' // NIST SP 800-38A §6.5: any part can be read by itself

/** The counter so many blocks on. */
function counterAt(nonce: Buffer, blocks: number): Buffer {
  const counter = Buffer.concat([nonce, Buffer.alloc(8)])
  counter.writeBigUInt64BE(BigInt(blocks), 8)
  return counter
}

/** Writes what `work` gives into a new file of the folder; nothing is left of it when `work` throws. */
export async function writeSealed(folder: string, name: string, work: (sink: Sink) => Promise<void>): Promise<SealedFile> {
  const [path, key, nonce] = [join(folder, name), randomBytes(32), randomBytes(8)]
  const cipher = createCipheriv(CIPHER, key, counterAt(nonce, 0))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = await open(path, 'wx', 0o600)
  let size = 0
  try {
    await work(async (bytes) => {
      size += bytes.length
      await file.write(cipher.update(bytes))
    })
    await file.close()
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
  return {
    size,
    read(start, end) {
      const first = Math.floor(start / BLOCK)
      const decipher = createDecipheriv(CIPHER, key, counterAt(nonce, first))
      decipher.update(Buffer.alloc(start % BLOCK)) // as far as the first byte wanted
      const sealed = createReadStream(path, { start, end })
      sealed.once('error', (error) => decipher.destroy(error))
      return sealed.pipe(decipher)
    },
    remove: async () => await rm(path, { force: true }),
  }
}

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { StartError } from './start-error.ts'

/** What the server and Asterisk tell each other to be let in. */
const Secrets = z.object({
  ari: z.object({ user: z.string().regex(/^\w+$/), password: z.string().min(20) }),
  ami: z.object({ user: z.string().regex(/^\w+$/), password: z.string().min(20) }),
})
export type Secrets = z.infer<typeof Secrets>

const fresh = (): Secrets => ({
  ari: { user: 'hotline', password: randomBytes(24).toString('base64url') },
  ami: { user: 'hotline', password: randomBytes(24).toString('base64url') },
})

/** Makes the file (mode 0600, 192-bit passwords) if it is not there. */
export function ensureSecrets(file: string): Secrets {
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, `${JSON.stringify(fresh(), null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  chmodSync(file, 0o600)
  return readSecrets(file)
}

/** Throws StartError when the file is missing or has been damaged. */
export function readSecrets(file: string): Secrets {
  const mend = `rm ${file}   (new ones are made at the next start)`
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new StartError(`${file} cannot be read: ${(error as Error).message}`, mend, { cause: error })
  }
  const checked = Secrets.safeParse(content)
  if (!checked.success) throw new StartError(`${file} is not what was written there`, mend)
  return checked.data
}

import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../platform/errors.ts'

export interface Passwords {
  hash: (password: string) => Promise<string>
  /** False for a wrong password, and after the same time for `null` (no such user). */
  matches: (stored: string | null, password: string) => Promise<boolean>
  /** Whether the hash was made with weaker parameters than today's. */
  outdated: (stored: string) => boolean
}

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const PREFIX = '$argon2id$v=19$m=19456,t=2,p=1$'

/**
 * Hashing costs some 20 ms of a core and 19 MiB, and runs on the threads that SQLite uses too: at most `atOnce`
 * run together and `waiting` wait, so that a storm of logins cannot starve calls. Beyond that: TOO_MANY_REQUESTS.
 */
export function createPasswords({ atOnce = 2, waiting = 200 } = {}): Passwords {
  const run = bounded(atOnce, waiting)
  const hashed = (password: string) => run(async () => await hash(password.normalize('NFKC'), PARAMETERS))
  let dummy: Promise<string> | null = null
  return {
    hash: hashed,
    async matches(stored, password) {
      const against = stored ?? (await (dummy ??= hashed('nobody has this password')))
      const equal = await run(async () => await verify(against, password.normalize('NFKC')))
      return equal && stored !== null
    },
    outdated: (stored) => !stored.startsWith(PREFIX),
  }
}

/** Runs at most `atOnce` tasks together, in the order they came. */
function bounded(atOnce: number, waiting: number) {
  const line: (() => void)[] = []
  let running = 0
  return async <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (line.length >= waiting) throw new AppError('TOO_MANY_REQUESTS', { retryAfterMs: 2_000 })
      await new Promise<void>((resolve) => line.push(resolve)) // the one before hands its place over
    } else running += 1
    try {
      return await task()
    } finally {
      const next = line.shift()
      if (next) next()
      else running -= 1
    }
  }
}

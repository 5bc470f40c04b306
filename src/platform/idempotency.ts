import { createHash } from 'node:crypto'
import { AppError } from './errors.ts'

/** What the first request with a key was answered. */
export interface Answer {
  status: number
  /** JSON as sent; null = no body. */
  body: string | null
}

/** Remembers answers by user and key for 24 h. `fingerprint` tells whether it is the same request. */
export interface IdempotencyStore {
  /** Claims the key. `new`: go on and finish() or forget(). `other` = the key belongs to a different request. */
  begin: (owner: string, key: string, fingerprint: string) => Promise<'new' | 'running' | 'other' | Answer>
  finish: (owner: string, key: string, answer: Answer) => Promise<void>
  /** The request failed and changed nothing: it may be tried again with the same key. */
  forget: (owner: string, key: string) => Promise<void>
}

export const fingerprintOf = (method: string, path: string, body: Buffer): string =>
  createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex')

/** Answers a repeated request as the first time, without doing it twice. Throws IDEMPOTENCY_MISMATCH, REQUEST_IN_PROGRESS. */
export async function onlyOnce(
  store: IdempotencyStore,
  { owner, key, fingerprint }: { owner: string; key: string; fingerprint: string },
  act: () => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new AppError('INVALID_REQUEST', { errors: [{ path: 'headers.Idempotency-Key', message: '1–200 ASCII' }] })
  const found = await store.begin(owner, key, fingerprint)
  if (found === 'other') throw new AppError('IDEMPOTENCY_MISMATCH')
  if (found === 'running') throw new AppError('REQUEST_IN_PROGRESS', { retryAfterMs: 1_000 })
  if (found !== 'new') return { ...found, replayed: true }
  try {
    const answer = await act()
    await store.finish(owner, key, answer)
    return { ...answer, replayed: false }
  } catch (error) {
    await store.forget(owner, key)
    throw error
  }
}

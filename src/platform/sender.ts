import { z } from 'zod'
import { type Consignment, type CourierDeps, createCourier, type Failure, type Outbox as AnyOutbox, type Sender, type Tried } from './courier.ts'
import type { Post } from './post.ts'
import { sign, SIGNATURE_HEADER } from './signature.ts'

export type { Sender, Tried } from './courier.ts'

/** Something to be sent over HTTP by whoever claimed it. */
export interface Parcel extends Consignment {
  bodySealed: string
}

export type Outbox<One extends Parcel = Parcel> = AnyOutbox<One>

export interface SenderDeps<One extends Parcel> extends Omit<CourierDeps<One>, 'deliver'> {
  post: Post
  /** Where it goes now; null when the other system takes none. */
  urlOf: (parcel: One) => string | null
  secretOf: (parcel: One) => string
  cipher: { open: (sealed: string) => string }
}

const Reply = z.object({ reference: z.string().min(1).max(120) })

/**
 * Sends what lies in an outbox: each until the other system has taken it, at least once, and with one key for all tries,
 * by which it tells that it is the same (reliability notes J5).
 */
export const createSender = <One extends Parcel>(deps: SenderDeps<One>): Sender => createCourier({ ...deps, deliver: async (parcel) => await overHttp(deps, parcel) })

async function overHttp<One extends Parcel>({ post, urlOf, secretOf, cipher, policy, clock }: SenderDeps<One>, parcel: One): Promise<Tried | Failure> {
  const url = urlOf(parcel)
  if (url === null) return { error: 'the other system has no address any more' }
  const [{ id }, body] = [parcel, cipher.open(parcel.bodySealed)]
  const headers = { 'Idempotency-Key': id, [SIGNATURE_HEADER]: sign({ id, body, secret: secretOf(parcel), now: clock.now() }) }
  const { status, text } = await post(url, { body, headers, timeoutMs: policy.timeoutMs })
  if (status < 200 || status > 299) return { error: `HTTP ${status}` }
  const reply = Reply.safeParse(jsonOf(text))
  return reply.success ? { how: 'acknowledged', at: clock.now(), reference: reply.data.reference } : { how: 'delivered' }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // taken, but without a reference
  }
}

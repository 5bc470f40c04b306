import { createHmac, timingSafeEqual } from 'node:crypto'

/** Header of what we and other systems send each other: `t=<Unix seconds>,v1=<hex>`, HMAC-SHA-256 (RFC 2104) over `<t>.<id>.<body>`. */
export const SIGNATURE_HEADER = 'X-Yihaotong-Signature'
/** Older or newer than this is refused: what was overheard is of no use later. */
const TOLERANCE_MS = 300_000

interface Signed {
  /** What it is for: id of an order or of a message, number of a line, id of a source. */
  id: string
  body: string | Buffer
  secret: string
  /** Unix ms. */
  now: number
}

const mac = (secret: string, seconds: string, id: string, body: string | Buffer): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${id}.`).update(body).digest()

export function sign({ id, body, secret, now }: Signed): string {
  const seconds = String(Math.floor(now / 1_000))
  return `t=${seconds},v1=${mac(secret, seconds, id, body).toString('hex')}`
}

/** Whether the header is the signature of this body for this id, made a moment ago. */
export function isSigned(header: string | undefined, { id, body, secret, now }: Signed): boolean {
  const [, seconds, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? []
  if (seconds === undefined || hex === undefined) return false
  if (Math.abs(now - Number(seconds) * 1_000) > TOLERANCE_MS) return false
  return timingSafeEqual(mac(secret, seconds, id, body), Buffer.from(hex, 'hex'))
}

import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Personal data at rest. What is sealed can be opened again; what is indexed can only be compared. */
export interface FieldCipher {
  /** AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce: `<key id>.<base64url of nonce, text, tag>`. */
  seal: (text: string) => string
  /** Throws an Error when the text was changed or its key is not here. */
  open: (sealed: string) => string
  /** The same for a file: key id, ".", nonce, bytes, tag. */
  sealBytes: (bytes: Buffer) => Buffer
  openBytes: (sealed: Buffer) => Buffer
  /** HMAC-SHA-256 in hex, the same for the same text: lets equal numbers be found without reading them. */
  index: (text: string) => string
}

interface Key {
  id: string
  sealing: Buffer
  indexing: Buffer
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * `fieldKey` is the 32-byte key in base64 from credentials.json; `retired` keys still open what they sealed.
 * The index always uses the newest key: after a change of keys the index columns are rewritten.
 */
export function createFieldCipher(fieldKey: string, retired: readonly string[] = []): FieldCipher {
  const current = keyFrom(fieldKey)
  const keys = new Map([...retired.map(keyFrom), current].map((key) => [key.id, key]))
  const named = Buffer.from(current.id)
  const nextNonce = nonces()
  function sealed(bytes: Buffer): Buffer {
    const nonce = nextNonce()
    const cipher = createCipheriv('aes-256-gcm', current.sealing, nonce).setAAD(named)
    return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  }
  function opened(id: string, bytes: Buffer): Buffer {
    const key = keys.get(id)
    if (!key) throw new Error(`The key "${id.slice(0, 20)}" that sealed this field is not in credentials.json.`)
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error('A sealed field is cut short.')
    const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  }
  return {
    seal: (text) => `${current.id}.${sealed(Buffer.from(text)).toString('base64url')}`,
    open(given) {
      const [id = '', body = ''] = given.split('.', 2)
      return opened(id, Buffer.from(body, 'base64url')).toString('utf8')
    },
    sealBytes: (bytes) => Buffer.concat([Buffer.from(`${current.id}.`), sealed(bytes)]),
    openBytes(given) {
      const dot = given.indexOf('.')
      return opened(given.toString('latin1', 0, Math.max(0, dot)), given.subarray(dot + 1))
    },
    index: (text) => createHmac('sha256', current.indexing).update(text, 'utf8').digest('hex'),
  }
}

/** Drawn many at a time: asking for twelve random bytes costs a third of sealing a number with them. */
function nonces(): () => Buffer {
  let drawn = Buffer.alloc(0)
  let used = 0
  return () => {
    if (used === drawn.length) {
      drawn = randomBytes(NONCE_BYTES * 256)
      used = 0
    }
    return drawn.subarray(used, (used += NONCE_BYTES))
  }
}

/** Two keys from one (HKDF, RFC 5869): a leaked index key opens nothing. */
function keyFrom(fieldKey: string): Key {
  const secret = Buffer.from(fieldKey, 'base64')
  if (secret.length !== 32) throw new Error('fieldKey in credentials.json must be 32 bytes in base64.')
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `yihaotong field ${use}`, 32))
  return { id: `k${createHash('sha256').update(derive('id')).digest('hex').slice(0, 8)}`, sealing: derive('seal'), indexing: derive('index') }
}

/**
 * A telephone number as handlers and logs see it: "138****5678". Six digits and fewer are extensions
 * and service numbers, which are nobody's, and stay readable.
 */
export function maskNumber(number: string): string {
  if (number.length <= 6) return number
  const shown = number.length >= 11 ? 3 : 2
  return `${number.slice(0, shown)}****${number.slice(number.length >= 11 ? -4 : -2)}`
}

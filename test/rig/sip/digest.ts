import { createHash, randomBytes } from 'node:crypto'

/** What a 401 or 407 asks for: the parameters of its challenge. */
function challengeOf(value: string): Record<string, string> {
  const pairs = value.replace(/^Digest\s+/i, '').matchAll(/(\w+)=(?:"([^"]*)"|([^,\s]+))/g)
  return Object.fromEntries([...pairs].map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? '']))
}

/** Value of an Authorization header answering a challenge (RFC 7616, with MD5 or SHA-256 as the challenge says). */
export function digestAnswer(
  challenge: string,
  account: { user: string; password: string },
  request: { method: string; uri: string },
): string {
  const asked = challengeOf(challenge)
  const algorithm = (asked['algorithm'] ?? 'MD5').toUpperCase()
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('SHA-256') ? 'sha256' : 'md5').update(text).digest('hex')
  const { realm = '', nonce = '' } = asked
  const ha1 = hash(`${account.user}:${realm}:${account.password}`)
  const ha2 = hash(`${request.method}:${request.uri}`)
  const cnonce = randomBytes(8).toString('hex')
  const qop = asked['qop']?.split(',').includes('auth') ? 'auth' : undefined
  const response = qop ? hash(`${ha1}:${nonce}:00000001:${cnonce}:auth:${ha2}`) : hash(`${ha1}:${nonce}:${ha2}`)
  const parts = [
    `username="${account.user}"`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${request.uri}"`,
    `response="${response}"`, `algorithm=${asked['algorithm'] ?? 'MD5'}`,
  ]
  if (qop) parts.push('qop=auth', 'nc=00000001', `cnonce="${cnonce}"`)
  if (asked['opaque'] !== undefined) parts.push(`opaque="${asked['opaque']}"`)
  return `Digest ${parts.join(', ')}`
}

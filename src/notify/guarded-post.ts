import { lookup as lookUp, type LookupAddress } from 'node:dns'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Post } from '../platform/post.ts'

const MAX_BYTES = 16_384

/** The address may not be asked: somebody could reach machines through us that they cannot reach themselves. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden'
}

/**
 * As platform/post.ts, but only to addresses that are allowed. The name is looked up once, and exactly the address that
 * was judged is asked: a name that points elsewhere a moment later does not help (DNS rebinding). No redirect is followed.
 */
export function guardedPost(isAllowed: (address: string) => boolean): Post {
  const refuse = (host: string): Forbidden => new Forbidden(`${host} is not in the open internet, and its network is not among notify.webhookNetworks`)

  const lookup: LookupFunction = (host, options, done) => {
    lookUp(host, { ...options, all: true }, (error, found) => {
      const addresses: LookupAddress[] = found ?? []
      if (error) return done(error, '', 0)
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => isAllowed(address))) return done(refuse(host), '', 0)
      if (options.all === true) return done(null, addresses)
      done(null, first.address, first.family)
    })
  }

  return async (url, { body, headers, timeoutMs }) => {
    const target = new URL(url)
    if (!/^https?:$/.test(target.protocol)) throw new Error('the address is neither http nor https')
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) !== 0 && !isAllowed(host)) throw refuse(host)
    const request = target.protocol === 'https:' ? httpsRequest : httpRequest
    return await new Promise((resolve, reject) => {
      const asked = request(target, {
        method: 'POST', lookup, agent: false, signal: AbortSignal.timeout(timeoutMs),
        headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'yihaotong', 'content-length': Buffer.byteLength(body), ...headers },
      })
      asked.once('error', reject)
      asked.once('response', (answer) => void beginningOf(answer).then((text) => resolve({ status: answer.statusCode ?? 0, text }), reject))
      asked.end(body)
    })
  }
}

async function beginningOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > MAX_BYTES) break
  }
  answer.destroy()
  return Buffer.concat(chunks).subarray(0, MAX_BYTES).toString('utf8')
}

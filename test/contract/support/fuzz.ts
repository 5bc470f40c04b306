import fc from 'fast-check'
import type { Route } from '../../../src/platform/route.ts'
import type { Answer, Client } from './http.ts'

/** Texts that broke other servers: injection, markup, formulas, control characters, numbers beyond their type. */
export const NASTY = [
  "' OR 1=1 --", "1'; DROP TABLE users; --", '" OR ""="', "1 UNION SELECT password_hash FROM users", '%27', '\\', '../../etc/passwd', '..%2f..%2fetc%2fpasswd',
  '<script>alert(1)</script>', '=cmd|calc', '\r\nSet-Cookie: x=1', '\u202e', '\ud800', '\uffff', '😀'.repeat(50), '0', '-1', '1e309', '9007199254740993', '2147483648',
  '99999999999999999999', 'NaN', 'null', 'true', '[]', '{}', '__proto__', 'constructor', '1970-01-01T00:00:00Z', '9999-99-99', '+275760-09-13T00:00:00.001Z', 'x'.repeat(5_000), ' ', '',
] as const

const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(...NASTY),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.double(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('name', 'state', 'role', '__proto__', 'number', 'x'), tie('any'), { maxKeys: 3 }),
  ),
})).any

/** Names of fields worth trying: the fuzz knows the schema's keys, so that it gets past the first check. */
function keysOf(schema: unknown): string[] {
  const shape = (schema as { shape?: Record<string, unknown> } | undefined)?.shape
  return shape ? Object.keys(shape) : []
}

export interface Wrong {
  request: string
  status: number
  text: string
}

/**
 * Puts generated bodies, queries and paths to every route, and returns every answer that is a server's fault or
 * no problem+json. The seed is in the name of the failing test's message.
 */
export async function fuzzRoutes(client: Client, routes: readonly Route[], token: string, { runs, seed }: { runs: number; seed: number }): Promise<Wrong[]> {
  const wrong: Wrong[] = []
  for (const route of routes) {
    const body = fc.dictionary(fc.constantFrom(...keysOf(route.body), 'unknown'), value, { maxKeys: 4 })
    const query = fc.dictionary(fc.constantFrom(...keysOf(route.query), 'unknown'), fc.constantFrom(...NASTY), { maxKeys: 2 })
    const samples = fc.sample(fc.record({ body: fc.oneof(body, value), query, path: fc.constantFrom(...NASTY.filter((text) => text !== '')), good: fc.boolean() }), { numRuns: runs, seed })
    for (const sample of samples) {
      const path = `/api/v1${route.path.replaceAll(/:\w+/g, () => (sample.good ? '1001' : safeEncode(sample.path)))}?${new URLSearchParams(sample.good ? {} : (sample.query as Record<string, string>))}`
      const asked = { token, method: route.method.toUpperCase(), ...(route.method === 'get' ? {} : { raw: safeJson(sample.body) }) }
      const answer = await client.ask(path, asked)
      if (isWrong(answer)) wrong.push({ request: `${asked.method} ${path} ${'raw' in asked ? String(asked.raw).slice(0, 300) : ''}`, status: answer.status, text: answer.text.slice(0, 300) })
    }
  }
  return wrong
}

const isWrong = ({ status, headers }: Answer): boolean => status >= 500 || (status >= 400 && headers.get('content-type') !== 'application/problem+json')

const safeEncode = (text: string): string => encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, 'u'))
const safeJson = (sample: unknown): string => JSON.stringify(sample) ?? 'undefined'

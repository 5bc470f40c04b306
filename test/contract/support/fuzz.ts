import fc from 'fast-check'
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

/** A call of the API and the names of its fields: knowing them, the fuzz gets past the first check. */
export interface Target {
  method: string
  /** "/hotlines/{number}" */
  path: string
  bodyKeys: string[]
  queryKeys: string[]
}

/** Every call that an OpenAPI document tells of. */
export function targetsOf(document: Record<string, unknown>): Target[] {
  const { paths, components } = document as unknown as { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } }
  const keysOf = (schema: Schema | undefined): string[] =>
    Object.keys((schema?.$ref ? components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema)?.properties ?? {})
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      bodyKeys: keysOf(requestBody?.content['application/json']?.schema),
      queryKeys: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
    })),
  )
}

interface Schema {
  $ref?: string
  properties?: Record<string, unknown>
}

interface Operation {
  parameters?: { in: string; name: string }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

export interface Wrong {
  request: string
  status: number
  text: string
}

/**
 * Puts generated bodies, queries and paths to every call, and returns every answer that is a server's fault
 * or a refusal that is no problem+json. `known` fills the path half of the time.
 */
export async function fuzz(client: Client, targets: readonly Target[], token: string, { runs, seed, known }: { runs: number; seed: number; known: string }): Promise<Wrong[]> {
  const wrong: Wrong[] = []
  for (const target of targets) {
    const body = fc.dictionary(fc.constantFrom(...target.bodyKeys, 'unknown'), value, { maxKeys: 4 })
    const query = fc.dictionary(fc.constantFrom(...target.queryKeys, 'unknown'), fc.constantFrom(...NASTY), { maxKeys: 2 })
    const path = fc.constantFrom(...NASTY.filter((text) => text !== ''))
    for (const sample of fc.sample(fc.record({ body: fc.oneof(body, value), query, path, good: fc.boolean() }), { numRuns: runs, seed })) {
      const filled = target.path.replaceAll(/\{\w+\}/g, () => (sample.good ? known : safeEncode(sample.path)))
      const asked = { token, method: target.method, ...(target.method === 'GET' ? {} : { raw: JSON.stringify(sample.body) ?? 'undefined' }) }
      const answer = await client.ask(`/api/v1${filled}?${new URLSearchParams(sample.query).toString()}`, asked)
      if (isWrong(answer)) wrong.push({ request: `${target.method} ${filled} ${JSON.stringify(sample.query)} ${'raw' in asked ? String(asked.raw).slice(0, 300) : ''}`, status: answer.status, text: answer.text.slice(0, 300) })
    }
  }
  return wrong
}

const isWrong = ({ status, headers }: Answer): boolean => status >= 500 || (status >= 400 && headers.get('content-type') !== 'application/problem+json')

const safeEncode = (text: string): string => encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, 'u'))

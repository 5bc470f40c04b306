import { z } from 'zod'
import { AppError } from './errors.ts'
import type { Language } from './language.ts'

type Part = 'params' | 'query' | 'body'

const MESSAGES = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError }
const NOTHING = z.strictObject({})

/** A schema that refuses unknown keys; a part that is not described must be empty. */
export function strict(schema: z.ZodType | undefined): z.ZodType {
  if (!schema) return NOTHING
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema
}

/** The checked value, or AppError INVALID_REQUEST with where and why in the reader's language. */
export function check(part: Part, schema: z.ZodType, given: unknown, language: Language): unknown {
  const read = schema.safeParse(given, { error: MESSAGES[language], reportInput: false })
  if (read.success) return read.data
  throw new AppError('INVALID_REQUEST', { errors: read.error.issues.flatMap((issue) => fieldErrors(part, issue)).slice(0, 50) })
}

function fieldErrors(part: Part, issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const path = [part, ...issue.path.map(String)]
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
  return keys.map((key) => ({ path: (key === null ? path : [...path, key]).join('.').slice(0, 200), message: issue.message.slice(0, 300) }))
}

/** JSON from the bytes of a body; an empty body is `{}`. Throws AppError MALFORMED_JSON. */
export function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return {}
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // PostgreSQL cannot hold U+0000 in a text, and nobody types it.
    if (text.replaceAll('\\\\', '').includes('\\u0000')) throw new Error('U+0000')
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('MALFORMED_JSON', {}, { cause: error })
  }
}

/** The query string as an object; a name given twice becomes a list, which no plain field accepts. */
export function readQuery(url: string): Record<string, unknown> {
  const at = url.indexOf('?')
  const query = new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
  const names = [...new Set(query.keys())]
  if (names.length > 50) throw new AppError('INVALID_REQUEST', { detail: 'more than 50 query parameters' })
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

/** Refuses U+0000 in path and query. */
export function refuseNul(url: string): void {
  if (/%00|\0/.test(url)) throw new AppError('INVALID_REQUEST', { detail: 'U+0000' })
}

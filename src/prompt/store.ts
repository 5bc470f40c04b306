import type { Knex } from 'knex'
import { z } from 'zod'

/** A text or a recording in place of the text in config. Never changed once written, but for `active`. */
export const PromptVersion = z.object({
  /** A prompt's id, or "<id>@<number>" for one hotline only. */
  prompt: z.string(),
  language: z.enum(['zh-CN', 'en']),
  /** From 1 on, for each prompt and language. */
  version: z.int(),
  kind: z.enum(['tts', 'upload']),
  text: z.string().nullable(),
  /** Name of the recording below sounds/uploads. */
  file: z.string().nullable(),
  sha256: z.string().nullable(),
  lengthMs: z.int().nullable(),
  by: z.string(),
  /** Unix ms. */
  at: z.int(),
  active: z.preprocess((value) => (typeof value === 'number' ? value === 1 : value), z.boolean()),
})
export type PromptVersion = z.infer<typeof PromptVersion>

export type NewPromptVersion = Omit<PromptVersion, 'version' | 'active'>

export interface PromptStore {
  all: () => Promise<PromptVersion[]>
  /** Adds a version, not active yet, under the next number. */
  add: (version: NewPromptVersion) => Promise<PromptVersion>
  /** Makes this version the only active one; 0 = none, the text in config holds again. */
  activate: (prompt: string, language: string, version: number) => Promise<void>
}

const COLUMNS = {
  prompt: 'prompt',
  language: 'language',
  version: 'version',
  kind: 'kind',
  text: 'text',
  file: 'file',
  sha256: 'sha256',
  lengthMs: 'length_ms',
  by: 'created_by',
  at: 'created_at',
  active: 'active',
} as const satisfies Record<keyof PromptVersion, string>

const row = (version: PromptVersion) =>
  Object.fromEntries((Object.keys(COLUMNS) as (keyof PromptVersion)[]).map((field) => [COLUMNS[field], version[field]]))

/** Versions in the database; called by one editor at a time. */
export function promptStore(db: Knex): PromptStore {
  const table = 'prompt_versions'
  return {
    all: async () => PromptVersion.array().parse(await db(table).select(COLUMNS).orderBy(['prompt', 'language', 'version'])),
    add: (given) =>
      db.transaction(async (trx) => {
        const { prompt, language } = given
        const [last] = await trx(table).where({ prompt, language }).max({ version: 'version' })
        const version = { ...given, version: Number(last?.['version'] ?? 0) + 1, active: false }
        await trx(table).insert(row(version))
        return version
      }),
    activate: (prompt, language, version) =>
      db.transaction(async (trx) => {
        await trx(table).where({ prompt, language, active: true }).update({ active: false })
        await trx(table).where({ prompt, language, version }).update({ active: true })
      }),
  }
}

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Pace, PACES } from './speech.ts'
import { GAPS, gapsIn, isFixed, type Language } from './rules/spoken.ts'

/** Instead of which a prompt is heard when nothing else is there. */
export const TONE = 'tone'
/** The general notice. */
export const GENERAL = 'please_wait'
/** Music, not speech. */
export const MUSIC = 'queue_music'

export interface Prompt {
  id: string
  text: Readonly<Record<Language, string>>
  /** When it is played, for people. */
  use: string
  /** A fixed prompt's id, or TONE. */
  fallback: string
  pace: Pace
  /** A tone of half a second ends it. */
  beep: boolean
  gaps: readonly string[]
  fixed: boolean
}

export type Catalogue = ReadonlyMap<string, Prompt>

const Entry = z
  .object({
    text: z.string().min(1).max(300),
    use: z.string().default(''),
    fallback: z.string().default(GENERAL),
    pace: z.enum(PACES).default('normal'),
    beep: z.boolean().default(false),
  })
  .strict()
const Mandarin = z.record(z.string().regex(/^[a-z][a-z0-9_]{1,39}$/), Entry)
const English = z.record(z.string(), z.string().min(1).max(300))

const FOLDER = new URL('../../config/prompts/', import.meta.url)
const read = (name: string): unknown => parse(readFileSync(new URL(name, FOLDER), 'utf8'))

/** The texts of config/prompts. Throws with a sentence when they do not fit together: a wrong text must not wait for its first call. */
export const loadCatalogue = (): Catalogue => catalogueOf(read('zh-CN.yaml'), read('en.yaml'))

export function catalogueOf(zh: unknown, en: unknown): Catalogue {
  const english = English.parse(en)
  const catalogue = new Map(
    Object.entries(Mandarin.parse(zh)).map(([id, { text, use, fallback, pace, beep }]) => {
      const translated = english[id]
      if (!translated) throw new Error(`config/prompts/en.yaml has no text for "${id}"`)
      const gaps = gapsIn(text)
      const unknown = [...gaps, ...gapsIn(translated)].find((gap) => !Object.hasOwn(GAPS, gap) || !gaps.includes(gap))
      if (unknown) throw new Error(`config/prompts: "${id}" has a gap {${unknown}} that is unknown or not in both languages`)
      return [id, { id, text: { 'zh-CN': text, en: translated }, use, fallback, pace, beep, gaps, fixed: isFixed(text) }] as const
    }),
  )
  for (const { id, fallback } of catalogue.values()) {
    if (fallback !== TONE && !catalogue.get(fallback)?.fixed) throw new Error(`config/prompts/zh-CN.yaml: the fallback "${fallback}" of "${id}" is no fixed prompt`)
  }
  return catalogue
}

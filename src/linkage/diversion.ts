import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { DiversionList } from './rules/diversion.ts'

const Word = z.string().min(1).max(40)
const File = z
  .object({
    emergency: z.array(z.object({ word: Word, except: z.array(Word).default([]) }).strict()),
    matters: z.array(z.object({ matter: Word, side: z.string().regex(/^\d{3,12}$/), keywords: z.array(Word).default([]) }).strict()),
  })
  .strict()

/** config/diversion.yaml. Throws with a sentence when it cannot be read. */
export function loadDiversion(file: string): DiversionList {
  const read = File.safeParse(parse(readFileSync(file, 'utf8')))
  if (!read.success) throw new Error(`${file} is not valid: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`)
  return read.data
}

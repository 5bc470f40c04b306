import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { ResponsibilitySettings } from '../contract/responsibility.ts'

const File = z.object({ responsibilities: z.array(ResponsibilitySettings.strict()) }).strict()

/** The lines that ship, config/responsibilities.yaml. Throws an Error that names the file and what is wrong in it. */
export function loadResponsibilities(file: string): ResponsibilitySettings[] {
  const read = File.safeParse(parse(readFileSync(file, 'utf8')))
  if (!read.success) throw new Error(`${file} is not valid: ${z.prettifyError(read.error)}`)
  return read.data.responsibilities
}

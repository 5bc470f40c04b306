import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Category, CategoryGroup, Template, TypeChoice, type Area } from '../contract/ticket-form.ts'
import type { Choices } from './rules/choices.ts'
import type { WordTable } from './rules/words.ts'

const Word = z.string().regex(/^[^\s+]+(\+[^\s+]+)*$/)
const Shape = z
  .object({
    types: z.array(TypeChoice.strict()).min(1),
    categories: z.array(CategoryGroup.extend({ children: z.array(Category.extend({ words: z.array(Word).default([]) }).strict()).min(1) }).strict()).min(1),
    templates: z.array(Template.strict()),
  })
  .strict()
  .superRefine(({ categories, templates }, ctx) => {
    const ids = new Set(templates.map(({ id }) => id))
    const seen = new Set<string>()
    categories.forEach((group, g) =>
      group.children.forEach(({ code, template }, c) => {
        const wrong = (message: string) => ctx.addIssue({ code: 'custom', path: ['categories', g, 'children', c], message })
        if (!code.startsWith(group.code)) wrong(`${code} does not belong below ${group.code}`)
        if (seen.has(code)) wrong(`${code} is there twice`)
        if (template !== null && !ids.has(template)) wrong(`no template "${template}"`)
        seen.add(code)
      }),
    )
  })

export interface FormFile {
  choices: Choices
  words: WordTable
}

/** Reads config/tickets.yaml. Throws an Error that names every place in it that is wrong. */
export function loadForm(file: string, areas: readonly Area[]): FormFile {
  const read = Shape.safeParse(parse(readFileSync(file, 'utf8')))
  if (!read.success) throw new Error(`${basename(file)} is not valid: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`)
  const { types, categories, templates } = read.data
  return {
    choices: { types, templates, areas, categories: categories.map(({ children, ...group }) => ({ ...group, children: Category.array().parse(children) })) },
    words: new Map(categories.flatMap(({ children }) => children.map(({ code, words }) => [code, words] as const))),
  }
}

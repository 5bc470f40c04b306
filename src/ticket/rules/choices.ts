import type { Area, Category, CategoryGroup, Template, TypeChoice } from '../../contract/ticket-form.ts'

/** What there is to choose from, as far as rules look at it. */
export interface Choices {
  types: readonly TypeChoice[]
  categories: readonly CategoryGroup[]
  templates: readonly Template[]
  areas: readonly Area[]
}

export const categoryOf = ({ categories }: Pick<Choices, 'categories'>, code: string | null): Category | undefined =>
  code === null ? undefined : categories.flatMap(({ children }) => children).find((one) => one.code === code)

/** What the machine needs to know of a matter by its category. */
export const matterOf = (choices: Pick<Choices, 'categories' | 'templates'>, code: string | null): { functional: boolean; approval: { unit: string | null } | null } => ({
  functional: categoryOf(choices, code)?.functional === true, approval: templateOf(choices, code)?.approval ?? null,
})

export function templateOf(choices: Pick<Choices, 'categories' | 'templates'>, code: string | null): Template | undefined {
  const id = categoryOf(choices, code)?.template
  return id === undefined || id === null ? undefined : choices.templates.find((one) => one.id === id)
}

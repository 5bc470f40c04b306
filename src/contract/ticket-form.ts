import { z } from 'zod'
import { DepartmentCode } from './department.ts'
import { AreaCode, CategoryCode, TicketType } from './ticket.ts'

const named = { nameZh: z.string().min(1).max(60), nameEn: z.string().min(1).max(120) }

/** A request type and what it brings (domain.md §6.3). */
export const TypeChoice = z.object({
  code: TicketType,
  ...named,
  /** Kept confidential unless the agent says otherwise. */
  confidential: z.boolean().default(false),
  /** The place must be known to find who is responsible. */
  placed: z.boolean().default(false),
})
export type TypeChoice = z.infer<typeof TypeChoice>

export const TemplateField = z.object({ id: z.string().regex(/^[a-z][A-Za-z]{0,30}$/), ...named, required: z.boolean().default(false) })
/** A standard ticket for one kind of matter (标准化工单). */
export const Template = z.object({
  id: z.string().regex(/^[a-z][a-z-]{0,30}$/),
  ...named,
  /** The citizen gives their name. */
  realName: z.boolean().default(false),
  /** Fields of every ticket that this one needs besides. */
  needs: z.array(z.enum(['address', 'respondent', 'callerName'])).default([]),
  fields: z.array(TemplateField),
  /** A back office approves what was applied for before it counts as handled (G22): this department, or the lead. */
  approval: z.object({ unit: DepartmentCode.nullable().default(null) }).strict().nullable().default(null),
})
export type Template = z.infer<typeof Template>

export const Category = z.object({
  code: CategoryCode,
  ...named,
  template: z.string().nullable().default(null),
  emergency: z.boolean().default(false),
  /** Duty of a functional department (职能事项): not pushed down to the grass roots without approval (国办函〔2025〕66号). */
  functional: z.boolean().default(false),
})
export type Category = z.infer<typeof Category>

export const CategoryGroup = z.object({ code: z.string().regex(/^\d{2}$/), ...named, children: z.array(Category).min(1) })
export type CategoryGroup = z.infer<typeof CategoryGroup>

export const Area = z.object({ code: AreaCode, ...named })
export type Area = z.infer<typeof Area>

/** Everything there is to choose from. */
export const TicketForm = z
  .object({
    types: z.array(TypeChoice),
    categories: z.array(CategoryGroup),
    templates: z.array(Template),
    areas: z.array(Area),
    /** In use now; `parent`: the department above; `sections`: 科室. */
    units: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string(), parent: z.string().nullable(), sections: z.array(z.string()) })),
  })
  .meta({ id: 'TicketForm' })
export type TicketForm = z.infer<typeof TicketForm>

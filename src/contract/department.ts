import { z } from 'zod'
import { Day } from './hotline.ts'
import { Schedule } from './schedule.ts'

export const DepartmentCode = z.string().regex(/^[A-Z][A-Z0-9]{0,9}$/)
export type DepartmentCode = z.infer<typeof DepartmentCode>

/** As the site itself dials it: the area code with its 0 and the number, a mobile number, a short number. */
const Phone = z.string().regex(/^(?!00)\d{3,12}$/)

/** Who is spoken to there: who handles tickets, who stands in, who is responsible. */
export const ContactRole = z.enum(['handler', 'deputy', 'head'])
export type ContactRole = z.infer<typeof ContactRole>

export const Contact = z.object({ role: ContactRole, name: z.string().trim().min(1).max(30), phone: Phone.nullable().default(null), /** Told what is urgent by mail. */ email: z.email().max(200).nullable().default(null) }).strict()
export type Contact = z.infer<typeof Contact>

/** What of a department may be changed (domain.md §6.4). */
export const DepartmentSettings = z.object({
  nameZh: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().max(120).default(''),
  /** As people say it; empty is the name itself. */
  shortName: z.string().trim().max(20).default(''),
  /** 1 the centre, 2 a bureau or district, 3 a subdistrict or town, 4 and 5 below. */
  level: z.int().min(1).max(5),
  parent: DepartmentCode.nullable().default(null),
  sections: z.array(z.string().trim().min(1).max(30)).max(50).default([]),
  contacts: z.array(Contact).max(6).default([]),
  /** Where callers are put through: within its hours, and outside them. */
  phone: Phone.nullable().default(null),
  dutyPhone: Phone.nullable().default(null),
  schedule: Schedule.nullable().default(null),
  /** First and last day it takes matters, both included, where the site is; null is no limit. */
  /** District whose government it is, GB/T 2260: it has what nobody else is found for (Z15). */
  area: z.string().regex(/^\d{6}$/).nullable().default(null),
  /** Sub-platform its people work in (U10); null is the centre's. */
  workspace: z.string().trim().min(1).max(60).nullable().default(null),
  /** Whether the 20 minutes to sign for a matter run day and night, or in its hours (domain.md §4.4). */
  respondClock: z.enum(['calendar', 'office']).default('calendar'),
  validFrom: Day.nullable().default(null),
  validUntil: Day.nullable().default(null),
  active: z.boolean().default(true),
})
export type DepartmentSettings = z.infer<typeof DepartmentSettings>

export const DepartmentView = DepartmentSettings.extend({
  code: DepartmentCode,
  /** Whether it takes matters today: active and within its dates. */
  inUse: z.boolean(),
  version: z.int(),
  updatedAt: z.int(),
}).meta({ id: 'Department' })
export type DepartmentView = z.infer<typeof DepartmentView>

export const NewDepartment = DepartmentSettings.extend({ code: DepartmentCode }).strict().meta({ id: 'NewDepartment' })
export type NewDepartment = z.infer<typeof NewDepartment>

/** The whole of it anew; `version` is the one that was read. */
export const PutDepartment = DepartmentSettings.extend({ version: z.int() }).strict().meta({ id: 'PutDepartment' })
export type PutDepartment = z.infer<typeof PutDepartment>

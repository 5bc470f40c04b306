import { z } from 'zod'
import { DepartmentCode } from './department.ts'
import { Day } from './hotline.ts'
import { HotlineNumber } from './ids.ts'

/** Request types of domain.md §6.3. */
export const MatterType = z.enum(['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise', 'other'])
export type MatterType = z.infer<typeof MatterType>

/** "02" for everything below it, "0201" for one. */
export const CategoryPrefix = z.string().regex(/^\d{2}(\d{2})?$/)
/** The first 2, 4, 6 … digits of a division code (GB/T 2260, GB/T 10114): "1405", "140502". */
export const DistrictPrefix = z.string().regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/)

/**
 * One line of the responsibility list (职责清单, G06): which matter is whose. null, or no keyword, is any. A matter fits
 * when everything that is named fits; of keywords one is enough (domain.md §4.7).
 */
export const ResponsibilitySettings = z.object({
  /** The matter in the words of the list. */
  matter: z.string().trim().max(100).default(''),
  category: CategoryPrefix.nullable().default(null),
  keywords: z.array(z.string().trim().min(1).max(30)).max(30).default([]),
  district: DistrictPrefix.nullable().default(null),
  hotline: HotlineNumber.nullable().default(null),
  type: MatterType.nullable().default(null),
  department: DepartmentCode,
  section: z.string().trim().min(1).max(30).nullable().default(null),
  /** Departments that take part. */
  coUnits: z.array(DepartmentCode).max(10).default([]),
  legalBasis: z.string().trim().max(300).default(''),
  emergency: z.boolean().default(false),
  validFrom: Day.nullable().default(null),
  validUntil: Day.nullable().default(null),
  note: z.string().trim().max(200).default(''),
})
export type ResponsibilitySettings = z.infer<typeof ResponsibilitySettings>

export const ResponsibilityId = z.string().regex(/^[A-Za-z0-9-]{1,36}$/)

export const Responsibility = ResponsibilitySettings.extend({ id: ResponsibilityId, version: z.int(), updatedAt: z.int() }).meta({ id: 'Responsibility' })
export type Responsibility = z.infer<typeof Responsibility>

export const NewResponsibility = ResponsibilitySettings.strict().meta({ id: 'NewResponsibility' })

/** The whole of it anew; `version` is the one that was read. */
export const PutResponsibility = ResponsibilitySettings.extend({ version: z.int() }).strict().meta({ id: 'PutResponsibility' })
export type PutResponsibility = z.infer<typeof PutResponsibility>

/** What it was after each change; `settings` null: taken out. */
export const ResponsibilityVersion = z
  .object({ version: z.int(), at: z.int(), by: z.string(), settings: ResponsibilitySettings.nullable() })
  .meta({ id: 'ResponsibilityVersion' })
export type ResponsibilityVersion = z.infer<typeof ResponsibilityVersion>

/** One line of an imported list. `line` is that of the file, the heading being 1; null: not in the file. */
export const ImportLine = z.object({
  line: z.int().nullable(),
  change: z.enum(['added', 'changed', 'same', 'removed', 'faulty']),
  before: ResponsibilitySettings.nullable(),
  after: ResponsibilitySettings.nullable(),
  /** Where and why; `column` as the heading of the file says. */
  errors: z.array(z.object({ column: z.string(), message: z.string() })),
})
export type ImportLine = z.infer<typeof ImportLine>

export const ImportPreview = z
  .object({
    encoding: z.enum(['utf-8', 'gb18030']),
    counts: z.object({ added: z.int(), changed: z.int(), same: z.int(), removed: z.int(), faulty: z.int() }),
    /** All but those that stay the same, at most 500. */
    lines: z.array(ImportLine),
    /** Stands for the list as it was compared with; to be sent with the import. */
    revision: z.string(),
    /** Whether it was carried out, rather than looked at. */
    applied: z.boolean(),
  })
  .meta({ id: 'ImportPreview' })
export type ImportPreview = z.infer<typeof ImportPreview>

/** Why a line of the list fits: what of it was named and met. */
export const SuggestionReason = z.object({
  category: z.string().nullable(),
  district: z.string().nullable(),
  hotline: z.string().nullable(),
  type: MatterType.nullable(),
  /** Those found in the text. */
  keywords: z.array(z.string()),
})
export type SuggestionReason = z.infer<typeof SuggestionReason>

export const Suggestion = z.object({
  rule: ResponsibilityId,
  ruleVersion: z.int(),
  matter: z.string(),
  department: DepartmentCode,
  departmentName: z.string(),
  section: z.string().nullable(),
  coUnits: z.array(DepartmentCode),
  legalBasis: z.string(),
  emergency: z.boolean(),
  note: z.string(),
  reason: SuggestionReason,
})
export type Suggestion = z.infer<typeof Suggestion>

export const Suggestions = z
  .object({
    /** Whether the first one is the one and only answer; otherwise a person decides (triage). */
    decided: z.boolean(),
    /** Most specific first. */
    items: z.array(Suggestion),
  })
  .meta({ id: 'Suggestions' })
export type Suggestions = z.infer<typeof Suggestions>

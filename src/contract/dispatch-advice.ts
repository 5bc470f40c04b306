import { z } from 'zod'
import { SuggestionReason } from './responsibility.ts'

/** What speaks for a department: its line of the responsibility list, in full. */
export const AdvisedByList = z.object({
  unit: z.string(),
  section: z.string().nullable(),
  coUnits: z.array(z.string()),
  emergency: z.boolean(),
  rule: z.object({ id: z.string(), version: z.int(), matter: z.string(), legalBasis: z.string(), note: z.string() }),
  /** What of the matter the line names, and was met. */
  why: SuggestionReason,
  /** How many of the five things a line can name it does: the more, the more specific. */
  named: z.int(),
  /** As specific as the best one: if they name different departments, people decide. */
  equal: z.boolean(),
})
export type AdvisedByList = z.infer<typeof AdvisedByList>

/** list: the responsibility list; returned: by the department that gave it back; agent: by whoever took it in. */
export const AdviceFrom = z.enum(['list', 'returned', 'agent'])
export type AdviceFrom = z.infer<typeof AdviceFrom>

/** Who should have a ticket, and everything that speaks for and against it (G06, G33). */
export const DispatchAdvice = z
  .object({
    /** The one to take unless somebody knows better; null = people decide. */
    best: z.object({ unit: z.string(), section: z.string().nullable(), coUnits: z.array(z.string()), from: AdviceFrom }).nullable(),
    /** Whether the list names exactly one. */
    decided: z.boolean(),
    /** Most specific first. */
    list: z.array(AdvisedByList),
    /** Chosen by whoever took it in. */
    byAgent: z.string().nullable(),
    /** Departments that gave it back, oldest first, and whom they named. */
    returned: z.array(z.object({ unit: z.string(), at: z.int(), reason: z.string(), basis: z.string(), suggestedUnit: z.string().nullable() })),
    /** Departments that had matters of the same category in the last ninety days, most first: of the same place if it is known. */
    precedents: z.array(z.object({ unit: z.string(), count: z.int(), samePlace: z.int() })),
    /** Departments that cannot have it now, of all named above: out of use, of another workspace, or outside the district, which takes a reason. */
    faults: z.array(z.object({ unit: z.string(), why: z.enum(['notInUse', 'otherWorkspace', 'outsideDistrict']) })),
  })
  .meta({ id: 'DispatchAdvice' })
export type DispatchAdvice = z.infer<typeof DispatchAdvice>

/** A department to choose: found by name, pinyin or code, with what it has to do already. */
export const DispatchUnit = z
  .object({
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    shortName: z.string(),
    /** The name in pinyin and its initials, then those of the short name: "renshe rs". */
    pinyin: z.string(),
    level: z.int(),
    parent: z.string().nullable(),
    area: z.string().nullable(),
    workspace: z.string().nullable(),
    sections: z.array(z.string()),
    /** Open tickets it leads, and those of them past their time. */
    open: z.int(),
    late: z.int(),
  })
  .meta({ id: 'DispatchUnit' })
export type DispatchUnit = z.infer<typeof DispatchUnit>

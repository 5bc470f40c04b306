import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Day, HotlineSettings } from '../contract/hotline.ts'
import { GroupId, HotlineNumber } from '../contract/ids.ts'
import { IntakeSource } from '../contract/intake.ts'
import { Hours, Schedule } from '../contract/schedule.ts'
import { Area } from '../contract/ticket-form.ts'
import { listedNumbers } from '../outbound/rules/gate.ts'
import { dialable } from '../outbound/rules/number-plan.ts'
import { siteDay } from '../platform/site-day.ts'
import { wrongTarget } from './rules/settle.ts'

const Group = z
  .object({
    id: GroupId,
    nameZh: z.string().min(1).max(20),
    nameEn: z.string().max(60).default(''),
    /** Hours of the group until they are changed over the API; null is always open. */
    schedule: Schedule.nullable().default(null),
  })
  .strict()

/** As the site itself dials it: "0991" and the number, a mobile number, a short number. */
const Phone = z.string().regex(/^(?!00)\d{3,12}$/, 'must be digits, with the area code')

/** A platform that calls are handed to or joined with: the language platform, another city's hotline. */
const Peer = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
    nameZh: z.string().min(1).max(60),
    nameEn: z.string().max(120).default(''),
    number: Phone,
  })
  .strict()

const Department = z
  .object({
    code: z.string().regex(/^[A-Z][A-Z0-9]{0,9}$/),
    nameZh: z.string().min(1).max(60),
    nameEn: z.string().max(120).default(''),
    level: z.int().min(1).max(5),
    parent: z.string().nullable().default(null),
    sections: z.array(z.string()).default([]),
    /** Within its hours, and outside them. */
    phone: Phone.nullable().default(null),
    dutyPhone: Phone.nullable().default(null),
    schedule: Schedule.nullable().default(null),
    /** District whose government it is, GB/T 2260 (Z15). */
    area: z.string().regex(/^\d{6}$/).nullable().default(null),
    /** Sub-platform its people work in (U10). */
    workspace: z.string().min(1).max(60).nullable().default(null),
  })
  .strict()
export type Department = z.infer<typeof Department>

/** A line as a site file gives it. "current-month" becomes the first day of the month of the first run. */
const SiteHotline = HotlineSettings.extend({
  number: HotlineNumber,
  transitionStart: z.union([Day, z.literal('current-month')]).nullable().default(null),
}).strict()
export type SiteHotline = z.infer<typeof SiteHotline>

const Shape = z
  .object({
    code: z.string().regex(/^[A-Z]{2,8}$/),
    name: z.string().min(1).max(30),
    /** Administrative division, GB/T 2260. */
    areaCode: z.string().regex(/^\d{6}$/),
    /** Telephone area code with its 0. */
    tel: z.string().regex(/^0\d{2,3}$/),
    timeZone: z.string().refine(isTimeZone, 'not an IANA time zone'),
    /** First letters of a ticket number: JC20261121000123. */
    ticketPrefix: z.string().regex(/^[A-Z]{2,4}$/),
    groups: z.array(Group).min(1),
    hotlines: z.array(SiteHotline).min(1),
    peers: z.array(Peer).default([]),
    departments: z.array(Department),
    /** File in config/ with the sample tickets of a first start; null = none. */
    demoTickets: z.string().regex(/^[\w-]+\.yaml$/).nullable().default(null),
    /** Other systems and counters that matters come in from (docs/intake.md). */
    intake: z.array(IntakeSource).default([]),
    /** When citizens may be called by the machine (domain.md §5.12), by the site's clock; policy dialer.hours lies over it. */
    callingHours: z.array(Hours).min(1).max(6).default(['09:00-12:00', '14:30-20:00']),
    /** Districts and counties a matter may be in. */
    areas: z.array(Area.strict()).default([]),
  })
  .strict()
const Site = Shape.superRefine(agreesWithItself)
/** One city: what is set up on the first run, and what is read again at every start (names, groups, departments). */
export type Site = z.infer<typeof Site>

/** Whom agents may ask for by name, beside the lines. */
export interface Parties {
  readonly peers: Site['peers']
  readonly departments: readonly Department[]
}

const Part = z.record(z.string(), z.unknown())
const Lines = z.array(z.object({ number: z.string() }).loose())

/**
 * Reads a site profile such as config/sites/demo.yaml. Throws an Error whose message names the file and every
 * place in it that is wrong, ready to be shown to the operator.
 */
export function loadSite(file: string): Site {
  const own = readPart(file)
  const base = typeof own.extends === 'string' ? readPart(join(dirname(file), own.extends)) : {}
  const { extends: _, catalogue: __, ...rest } = { ...base, ...own }
  const merged = {
    ...rest,
    groups: joined(base.groups, own.groups, 'id'),
    departments: joined(base.departments, own.departments, 'code'),
    peers: joined(base.peers, own.peers, 'id'),
    intake: joined(base.intake, own.intake, 'id'),
    hotlines: named(own.hotlines, Part.catch({}).parse(base.catalogue)),
  }
  const site = Site.safeParse(merged)
  if (site.success) return site.data
  const wrong = site.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`)
  throw new Error(`Site profile ${basename(file)} is not valid: ${wrong.join('; ')}`)
}

const KnownLine = z.object({ nameZh: z.string(), nameEn: z.string().default(''), owner: z.string().nullable().default(null) })

/** National lines by number with their usual name and owner, whether the site has them or not; see config/sites/shared. */
export function knownLines(file: string): ({ number: string } & z.infer<typeof KnownLine>)[] {
  const own = readPart(file)
  const base = typeof own.extends === 'string' ? readPart(join(dirname(file), own.extends)) : {}
  return Object.entries(Part.catch({}).parse(base.catalogue)).map(([number, line]) => ({ number, ...KnownLine.parse(line) }))
}

function readPart(file: string): Record<string, unknown> {
  try {
    return Part.parse(parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? 'it must be a list of "name: value"' : (cause as Error).message
    throw new Error(`Site profile ${file} cannot be read: ${why}`, { cause })
  }
}

/** The shared entries with the site's own: one with the same key changes what it names. */
function joined(shared: unknown, own: unknown, key: string): unknown {
  if (own !== undefined && !Array.isArray(own)) return own
  const entries = [...(Array.isArray(shared) ? shared : []), ...(own ?? [])] as Record<string, unknown>[]
  const found = new Map<unknown, Record<string, unknown>>()
  for (const entry of entries) found.set(entry?.[key], { ...found.get(entry?.[key]), ...entry })
  return [...found.values()]
}

function named(lines: unknown, catalogue: Record<string, unknown>): unknown {
  const found = Lines.safeParse(lines)
  return found.success ? found.data.map((line) => ({ ...Part.catch({}).parse(catalogue[line.number]), ...line })) : lines
}

function agreesWithItself(site: z.infer<typeof Shape>, ctx: z.core.$RefinementCtx): void {
  const groups = new Set<string>(site.groups.map(({ id }) => id))
  const codes = new Set(site.departments.map(({ code }) => code))
  const seen = new Set<string>()
  const wrong = (path: (string | number)[], message: string) => ctx.addIssue({ code: 'custom', path, message })
  site.hotlines.forEach((line, i) => {
    if (seen.has(line.number)) wrong(['hotlines', i, 'number'], `${line.number} is listed twice`)
    seen.add(line.number)
    if (!groups.has(line.group)) wrong(['hotlines', i, 'group'], `no group "${line.group}"`)
    if (line.specialistGroup !== null && !groups.has(line.specialistGroup)) wrong(['hotlines', i, 'specialistGroup'], `no group "${line.specialistGroup}"`)
    if (line.owner !== null && !codes.has(line.owner)) wrong(['hotlines', i, 'owner'], `no department "${line.owner}"`)
    if (line.transitionStart !== null && line.mergeMode !== 'whole_merge') wrong(['hotlines', i, 'transitionStart'], 'only a whole_merge number has a transition')
  })
  reachable(site, wrong)
  site.departments.forEach((department, i) => {
    if (department.parent !== null && !codes.has(department.parent)) wrong(['departments', i, 'parent'], `no department "${department.parent}"`)
  })
  const sources = new Set<string>()
  site.intake.forEach(({ id }, i) => {
    if (sources.has(id)) wrong(['intake', i, 'id'], `${id} is listed twice`)
    sources.add(id)
  })
  if (site.hotlines.filter((line) => line.mergeMode === 'primary').length !== 1) wrong(['hotlines'], 'exactly one number must be primary')
}

/** Numbers of the file that could never be dialled. */
function reachable({ tel, hotlines, peers, departments }: z.infer<typeof Shape>, wrong: (path: (string | number)[], message: string) => void): void {
  const listed = listedNumbers({ lines: hotlines, peers: peers.map(({ number }) => number), shortCodes: [] })
  const check = (path: (string | number)[], number: string | null): void => {
    const judged = number === null ? null : dialable(number, { tel, listed })
    // Whether it is listed is for the policy to say.
    if (judged?.ok === false && judged.why !== 'not_listed') wrong(path, `${number} may not be dialled (${judged.why})`)
  }
  hotlines.forEach((line, i) => {
    const why = wrongTarget(line, { tel, listed })
    if (why !== null) wrong(['hotlines', i, 'transferTarget'], why)
  })
  const ids = new Set<string>()
  peers.forEach(({ id, number }, i) => {
    if (ids.has(id)) wrong(['peers', i, 'id'], `${id} is listed twice`)
    ids.add(id)
    check(['peers', i, 'number'], number)
  })
  departments.forEach(({ phone, dutyPhone }, i) => {
    check(['departments', i, 'phone'], phone)
    check(['departments', i, 'dutyPhone'], dutyPhone)
  })
}

function isTimeZone(name: string): boolean {
  try {
    siteDay(name)
    return true
  } catch {
    return false
  }
}

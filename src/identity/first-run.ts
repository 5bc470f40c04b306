import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Extension, type GroupId } from '../contract/ids.ts'
import { RoleName, Username } from '../contract/user.ts'
import type { AccountStore } from './account-store.ts'
import type { Passwords } from './passwords.ts'
import type { UserStore } from './user-store.ts'

const Account = z.object({
  username: Username,
  password: z.string().min(12),
  role: RoleName,
  extension: Extension.optional(),
  sipPassword: z.string().min(12).optional(),
  department: z.string().optional(),
})

/** The file credentials.json: what the first run made up. Kept by the operator, read by the server. */
export const Credentials = z.object({ users: z.array(Account), fieldKey: z.string().refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64') })
export type Credentials = z.infer<typeof Credentials>

/**
 * The credentials of this installation, made up and written (mode 0600, whole or not at all) when the file is not
 * there yet; never rewritten, never printed. `departments` get one account for the unit and one for its head each.
 * Throws an Error with a sentence when the file cannot be used.
 */
export async function ensureCredentials(file: string, departments: readonly Employer[]): Promise<Credentials> {
  const found = await read(file)
  if (found) return found
  await writeOnce(file, JSON.stringify(demoCredentials(departments), null, 2))
  const written = await read(file)
  if (!written) throw new Error(`${file} could not be written.`)
  return written
}

async function read(file: string): Promise<Credentials | null> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600)
  try {
    return Credentials.parse(JSON.parse(text))
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : 'it is not JSON'
    throw new Error(`${file} cannot be used: ${why}. Restore it from a backup; without its fieldKey the numbers in the database cannot be read.`, { cause: error })
  }
}

/** A link fails when the file is there: of two first runs at once, one wins and both use its file. */
async function writeOnce(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = await open(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  try {
    await handle.writeFile(`${text}\n`)
    await handle.sync()
    await handle.close()
    await link(draft, file).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    })
  } finally {
    await rm(draft, { force: true })
  }
}

/** A department, and the sub-platform it has the desks of, if any. */
interface Employer {
  code: string
  workspace?: string | null
}

function demoCredentials(departments: readonly Employer[]): Credentials {
  const person = (username: string, role: RoleName, more: { extension?: string; department?: string } = {}) => ({
    username,
    password: newSecret(),
    role,
    ...(more.extension === undefined ? {} : { extension: Extension.parse(more.extension), sipPassword: newSecret() }),
    ...(more.department === undefined ? {} : { department: more.department }),
  })
  return {
    users: [
      ...(['admin', 'supervisor', 'dispatcher', 'callback', 'auditor', 'leader', 'reviewer'] as const).map((role) => person(role, role, role === 'supervisor' ? { extension: '8001' } : {})),
      ...Array.from({ length: 10 }, (_, n) => person(`agent${1001 + n}`, 'agent', { extension: String(1001 + n) })),
      ...['hr2001', 'hr2002', 'medical2101'].map((name) => person(name, 'specialist', { extension: name.replace(/\D/g, '') })),
      ...departments.flatMap(({ code }) => [person(`unit-${code}`, 'unit', { department: code }), person(`head-${code}`, 'unit_head', { department: code })]),
      // A sub-platform has a dispatcher, call-back clerk and supervisor of its own (U09).
      ...departments.filter(({ workspace = null }) => workspace !== null).flatMap(({ code }) => (['dispatcher', 'callback', 'supervisor'] as const).map((role) => person(`${role}-${code}`, role, { department: code }))),
    ],
    fieldKey: randomBytes(32).toString('base64'),
  }
}

/** A password for a person or a phone: 144 random bits in characters that survive shells, URLs and SIP headers. */
export const newSecret = (): string => randomBytes(18).toString('base64url').replaceAll(/[-_]/g, 'x')

interface Seeding {
  users: UserStore
  accounts: AccountStore
  passwords: Passwords
  newId: () => string
  now: number
}

/** Puts the accounts of the file into the database that are not there yet; returns how many. What an administrator changed since stays. */
export async function seedUsers({ users, accounts, passwords, newId, now }: Seeding, credentials: Credentials): Promise<number> {
  const seeded = await Promise.all(
    credentials.users.map(async ({ username, password, role, extension = null, sipPassword, department = null }) => {
      if (extension !== null && sipPassword !== undefined) {
        await accounts.add({ extension, name: nameOf(username, extension), groups: [groupOf(username)], sipPassword }, now)
      }
      if (await users.find(username)) return 0
      const user = { id: newId(), username, name: nameOf(username, extension), role, extension, department, disabled: false, kind: 'staff' as const, validFrom: null, validUntil: null, passwordHash: await passwords.hash(password) }
      return (await users.add(user, now)) ? 1 : 0
    }),
  )
  return seeded.reduce<number>((sum, one) => sum + one, 0)
}

/** The letters of a seat's name are its group: hr2001 → hr; agent1001 → general. Supervisors are the reserve. */
function groupOf(username: string): GroupId {
  const letters = username.replace(/\d+$/, '').toLowerCase()
  return (SERVES[letters] ?? letters) as GroupId
}

const SERVES: Readonly<Record<string, string>> = { agent: 'general', supervisor: 'backup' }
const NAMES: Readonly<Record<string, string>> = { general: '座席', hr: '人社专席', medical: '医保专席', backup: '班长' }

const nameOf = (username: string, extension: Extension | null): string => (extension === null ? username : `${NAMES[groupOf(username)] ?? groupOf(username)}${extension}`)

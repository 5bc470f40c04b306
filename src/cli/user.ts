import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { Extension, GroupId } from '../contract/ids.ts'
import { ChangeUser, NewUser, type UserView } from '../contract/user.ts'
import { openDatabase } from '../database/database.ts'
import { transaction } from '../database/transaction.ts'
import { loadSite } from '../hotline/site.ts'
import { Credentials, newSecret } from '../identity/first-run.ts'
import { createIdentity, type Identity } from '../identity/identity.ts'
import { systemClock } from '../platform/clock.ts'
import { AppError, PROBLEMS } from '../platform/errors.ts'
import { createFieldCipher } from '../platform/field-cipher.ts'
import { siteDay } from '../platform/site-day.ts'

const HELP = `yht user add <name> --role <role> [--name <shown name>] [--extension <digits> [--groups general,hr]] [--department <code>] [--kind staff|resident|visiting] [--from 2026-12-01] [--until 2026-12-31] [--password-stdin]
yht user dates <name> [--kind staff|resident|visiting] [--from 2026-12-01] [--until 2026-12-31]
yht user list
yht user disable <name>
yht user enable <name>
yht user password <name> [--password-stdin]

Roles: admin, supervisor, agent, specialist, dispatcher, unit, unit_head, callback, auditor, leader, reviewer.
Without --password-stdin a password is made up and shown once.
--from and --until are the first and the last day of access, where the site is; left out, there is no limit.
`

const OPTIONS = {
  role: { type: 'string' }, name: { type: 'string' }, extension: { type: 'string' }, groups: { type: 'string' }, department: { type: 'string' },
  kind: { type: 'string' }, from: { type: 'string' }, until: { type: 'string' },
  'password-stdin': { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
} as const

interface Order {
  command: string
  username: string
  options: ReturnType<typeof read>['values']
}

const read = (args: string[]) => parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true })

/** `yht user …`; returns the exit code. Works while the server runs. */
export async function main(args: string[], say: Say = (line) => void process.stdout.write(`${line}\n`)): Promise<number> {
  try {
    const { values, positionals: [command = '', username = ''] } = read(args)
    if (values.help || command === '') {
      say(HELP)
      return values.help ? 0 : 2
    }
    return await withIdentity(async (identity) => await carryOut(identity, { command, username, options: values }, say))
  } catch (error) {
    say(sentenceOf(error))
    return 1
  }
}

type Say = (line: string) => void

async function carryOut(identity: Identity, order: Order, say: Say): Promise<number> {
  const { command, username, options } = order
  const { users } = identity
  const actor = `cli:${userInfo().username}`
  switch (command) {
    case 'list':
      return await list(identity, say)
    case 'add':
      return await add(identity, order, { actor, say })
    case 'disable':
    case 'enable':
      await users.change(username, { disabled: command === 'disable' }, actor)
      say(`${username} is ${command}d.`)
      return 0
    case 'dates':
      await users.change(username, ChangeUser.parse(datesOf(options)), actor)
      say(`${username} has access ${spanOf(options)}. A running server takes it over at its next start, or at midnight.`)
      return 0
    case 'password': {
      const { password, made } = await choosePassword(options)
      await users.change(username, { password }, actor)
      say(`The password of ${username} is changed.${made ? ` Password: ${password}` : ''}`)
      return 0
    }
    default:
      say(HELP)
      return 2
  }
}

/** A limit left out is none; a kind left out stays, or is staff. */
const datesOf = ({ kind, from, until }: Order['options']) => ({ ...(kind === undefined ? {} : { kind }), validFrom: from ?? null, validUntil: until ?? null })

const spanOf = ({ from, until }: Order['options']): string => (from === undefined && until === undefined ? 'on any day' : [from && `from ${from}`, until && `until ${until}`].filter(Boolean).join(' '))

const limitsOf = ({ kind, validFrom, validUntil }: UserView): string[] =>
  kind === 'staff' && validFrom === null && validUntil === null ? [] : [kind, `${validFrom ?? ''}..${validUntil ?? ''}`]

async function list({ users }: Identity, say: Say): Promise<number> {
  for (let cursor = ''; ; ) {
    const page = await users.list(cursor, 200)
    for (const user of page) say([user.username, user.role, user.extension ?? '-', user.department ?? '-', user.disabled ? 'disabled' : 'active', user.name, ...limitsOf(user)].join('\t'))
    cursor = page.at(-1)?.username.toLowerCase() ?? ''
    if (page.length < 200) return 0
  }
}

async function add({ users, accounts }: Identity, { username, options }: Order, { actor, say }: { actor: string; say: Say }): Promise<number> {
  const { role, name = username, extension = null, department = null } = options
  const groups = z.array(GroupId).parse((options.groups ?? 'general').split(','))
  const { password, made } = await choosePassword(options)
  await users.add(NewUser.parse({ username, password, name, role, extension, department, ...datesOf(options) }), actor)
  say(`Added ${username}.${made ? ` Password: ${password}` : ''}`)
  if (extension === null) return 0
  const sipPassword = newSecret()
  try {
    await accounts.add({ extension: Extension.parse(extension), name, groups, sipPassword })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'AGENT_EXISTS')) throw error
    say(`Phone: extension ${extension} is there already and keeps its password.`)
    return 0
  }
  say(`Phone: extension ${extension}, SIP password ${sipPassword}. A running server takes it over at its next start.`)
  return 0
}

async function choosePassword(options: Order['options']): Promise<{ password: string; made: boolean }> {
  if (!options['password-stdin']) return { password: newSecret(), made: true }
  for await (const line of createInterface({ input: process.stdin })) return { password: line, made: false }
  throw new Error('No password came in on standard input.')
}

async function withIdentity(work: (identity: Identity) => Promise<number>): Promise<number> {
  const config = readConfig()
  const credentials = await readCredentials(config.home.credentials)
  const db = await openDatabase(config.databaseUrl, { migrationsDir: join(config.packageRoot, 'migrations') })
  try {
    const cipher = createFieldCipher(credentials.fieldKey)
    const dayOf = siteDay(loadSite(config.siteFile).timeZone)
    return await work(createIdentity({ db, transaction: async (act) => await transaction(db, act), cipher, policy: config.policy, clock: systemClock, dayOf }))
  } finally {
    await db.destroy()
  }
}

async function readCredentials(file: string): Promise<Credentials> {
  try {
    return Credentials.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new Error(`${file} cannot be read. Start the server once (npm start), or set YHT_HOME to its folder.`, { cause: error })
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof z.ZodError) return `Not possible:\n${z.prettifyError(error)}`
  if (error instanceof AppError) {
    const [, zh, en] = PROBLEMS[error.code]
    const errors = error.details['errors']
    return `${en}（${zh}）${Array.isArray(errors) ? `: ${errors.map((one: { message: string }) => one.message).join('; ')}` : ''}.`
  }
  return error instanceof Error ? error.message : String(error)
}

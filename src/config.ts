import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { isAbsolute, join, resolve } from 'node:path'
import { ConfigError, isPort, readerOf, type Environment, type Reader } from './config/environment.ts'
import { readHome, type HomePaths } from './config/home.ts'
import { readMail, readPanelUrl } from './config/mail.ts'
import { readPolicy } from './config/policy-file.ts'
import type { Policy } from './contract/policy.ts'
import type { SmtpSettings } from './notify/smtp.ts'

export { ConfigError } from './config/environment.ts'
export type { HomePaths } from './config/home.ts'

// Environment and policy file → checked, frozen settings. The only reader of process.env in the server.

export interface Config {
  home: HomePaths
  http: { host: string; port: number }
  sip: { host: string; port: number }
  ariPort: number
  amiPort: number
  rtp: { start: number; end: number }
  /** Where outbound calls go; calls from its host that are no known desk phone come from the carrier. */
  trunk: { uri: string; host: string; port: number }
  /** "sqlite:<file>" or "postgres://…". */
  databaseUrl: string
  /** Of the call journal: with SQLite a file of its own, since a file has one writer. */
  journalUrl: string
  /** Short tag of this server: part of its ARI application's name and of every channel id. */
  node: string
  /** "hotline-<node>" */
  ariApplication: string
  logLevel: 'debug' | 'info' | 'warn' | 'error'
  /** Whether the demo profile begins with sample tickets. */
  demoData: boolean
  /** own = started and configured by us, external = somebody else's, reached on ariPort and amiPort. */
  asterisk: 'own' | 'external'
  /** Folder of fetched programs. */
  toolsFolder: string
  policy: Policy
  /** Where mails are handed in; null = none are sent. */
  mail: SmtpSettings | null
  /** Where people open the panel, for links in mails. */
  panelUrl: string
  site: string
  siteFile: string
  version: string
  /** Root of the repository or package: config/, dialplan/, migrations/ and dist/ lie here. */
  packageRoot: string
  /** Variables that begin with YHT_ and mean nothing to us: most likely misspelt. */
  unknownVariables: readonly string[]
}

const KNOWN = new Set(
  'HOME HTTP_PORT HTTP_HOST SIP_PORT SIP_HOST ARI_PORT AMI_PORT RTP_PORTS TRUNK POLICY SITE LOG ASTERISK NODE TOOLS DEMO_DATA SMTP MAIL_FROM PUBLIC_URL'
    .split(' ')
    .map((name) => `YHT_${name}`),
)

function readRtp({ matching, complain }: Reader): { start: number; end: number } {
  const allowed = 'a range such as 10000-10999: two ports from 1024 to 65535, the first even, at least 10 apart'
  const value = matching('YHT_RTP_PORTS', '10000-10999', (range) => /^\d{4,5}-\d{4,5}$/.test(range), allowed)
  const [start = 0, end = 0] = value.split('-').map(Number)
  if (/^\d+-\d+$/.test(value) && (start < 1024 || end > 65_535 || end - start < 9 || start % 2 !== 0)) complain('YHT_RTP_PORTS', value, allowed)
  return { start, end }
}

const TRUNK = /^sip:([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::(\d{1,5}))?$/

function readTrunk({ matching }: Reader): Config['trunk'] {
  const fits = (value: string): boolean => {
    const found = TRUNK.exec(value)
    return found !== null && (found[2] === undefined || isPort(found[2]))
  }
  const uri = matching('YHT_TRUNK', 'sip:127.0.0.1:5062', fits, 'a SIP address such as sip:10.0.0.5:5060')
  const found = TRUNK.exec(uri)
  return { uri, host: found?.[1] ?? '', port: Number(found?.[2] ?? 5060) }
}

function readDatabase({ matching }: Reader, home: HomePaths): string {
  const fits = (value: string): boolean => /^postgres(ql)?:\/\/[^\s]+$/.test(value) || /^sqlite:.+$/.test(value)
  const value = matching('DATABASE_URL', `sqlite:${home.database}`, fits, 'postgres://user:password@host/database, sqlite:<file>, or left out for a SQLite file in YHT_HOME')
  const file = value.startsWith('sqlite:') ? value.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '') : null
  return file === null ? value : `sqlite:${isAbsolute(file) ? file : resolve(file)}`
}

function readSite({ matching }: Reader, packageRoot: string): { site: string; siteFile: string } {
  const fileOf = (site: string): string => join(packageRoot, 'config/sites', `${site}.yaml`)
  const fits = (site: string): boolean => /^[a-z][a-z0-9-]*$/.test(site) && existsSync(fileOf(site))
  const site = matching('YHT_SITE', 'demo', fits, 'the name of a file in config/sites without .yaml, e.g. demo')
  return { site, siteFile: fileOf(site) }
}

function checkClashes({ problems }: Reader, config: Config): void {
  const names = new Map<number, string>()
  for (const [name, port] of [['YHT_HTTP_PORT', config.http.port], ['YHT_ARI_PORT', config.ariPort], ['YHT_AMI_PORT', config.amiPort]] as const) {
    const other = names.get(port)
    if (other !== undefined) problems.push(`${name} is "${port}", but must be another port than ${other}.`)
    names.set(port, name)
  }
  if (config.sip.port >= config.rtp.start && config.sip.port <= config.rtp.end) {
    problems.push(`YHT_SIP_PORT is "${config.sip.port}", but must lie outside YHT_RTP_PORTS (${config.rtp.start}-${config.rtp.end}).`)
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

const journalBeside = (url: string): string => (url.startsWith('sqlite:') ? url.replace(/(\.sqlite)?$/, '-journal.sqlite') : url)

/** Throws ConfigError with every problem at once, each a sentence naming the variable, its value and what is allowed. */
export function readConfig(env: Environment = process.env, packageRoot = join(import.meta.dirname, '..')): Config {
  const read = readerOf(env)
  const { matching, port, text, problems } = read
  const home = readHome(read)
  const node = matching('YHT_NODE', 'n1', (value) => /^[a-z][a-z0-9]{0,7}$/.test(value), 'a short tag of small letters and digits, e.g. n1')
  const databaseUrl = readDatabase(read, home)
  const ip = 'an IP address of this machine, 0.0.0.0 for all of them'
  const http = { host: matching('YHT_HTTP_HOST', '127.0.0.1', (value) => isIP(value) !== 0 || value === 'localhost', ip), port: port('YHT_HTTP_PORT', 12345) }
  const config: Config = {
    home,
    http,
    sip: { host: matching('YHT_SIP_HOST', '127.0.0.1', (value) => isIP(value) !== 0, ip), port: port('YHT_SIP_PORT', 5060) },
    ariPort: port('YHT_ARI_PORT', 8088),
    amiPort: port('YHT_AMI_PORT', 5038),
    rtp: readRtp(read),
    trunk: readTrunk(read),
    databaseUrl,
    journalUrl: journalBeside(databaseUrl),
    node,
    ariApplication: `hotline-${node}`,
    demoData: matching('YHT_DEMO_DATA', 'on', (value) => value === 'on' || value === 'off', 'on or off') === 'on',
    logLevel: matching('YHT_LOG', 'info', (value) => ['debug', 'info', 'warn', 'error'].includes(value), 'debug, info, warn or error') as Config['logLevel'],
    asterisk: matching('YHT_ASTERISK', 'own', (value) => value === 'own' || value === 'external', 'own or external') as Config['asterisk'],
    toolsFolder: resolve(text('YHT_TOOLS', join(packageRoot, '.tools'))),
    policy: readPolicy(read, packageRoot),
    mail: readMail(read),
    panelUrl: readPanelUrl(read, `http://${http.host === '0.0.0.0' ? '127.0.0.1' : http.host}:${http.port}`),
    ...readSite(read, packageRoot),
    version: (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version,
    packageRoot: resolve(packageRoot),
    unknownVariables: Object.keys(env).filter((name) => name.startsWith('YHT_') && !name.startsWith('YHT_TEST_') && !KNOWN.has(name)),
  }
  checkClashes(read, config)
  if (problems.length > 0) throw new ConfigError(problems)
  return frozen(config)
}

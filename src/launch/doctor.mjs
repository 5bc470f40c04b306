import { lookup } from 'node:dns/promises'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync, statfsSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packagesInPlace } from './npm-packages.mjs'
import { ASTERISK_FLOOR, asteriskVersion, FONTS_MEND, fontsFolder, recentEnough, systemAsterisk, toolsFolder } from './provision.mjs'
import { onPath, run } from './steps.mjs'

/** @typedef {{ state: 'ok' | 'note' | 'wrong', text: string, mend?: string }} Finding */

const ROOT = join(import.meta.dirname, '../..')
const GIGABYTE = 2 ** 30
const HOST_NAME_MAX_MS = 50

/** @returns {Finding} */
const ok = (/** @type {string} */ text) => ({ state: 'ok', text })
/** @returns {Finding} */
const note = (/** @type {string} */ text, /** @type {string} */ mend) => ({ state: 'note', text, mend })
/** @returns {Finding} */
const wrong = (/** @type {string} */ text, /** @type {string} */ mend) => ({ state: 'wrong', text, mend })

function node() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const text = `Node ${process.versions.node}`
  return major > 20 || (major === 20 && minor >= 19) ? ok(text) : wrong(`${text} is too old: 20.19 or later is needed`, 'install Node 22')
}

const packages = () => (packagesInPlace(ROOT) ? ok('npm packages') : wrong('npm packages are missing or not those of package-lock.json', 'npm start'))

async function asterisk() {
  const floor = ASTERISK_FLOOR.join('.')
  const own = await systemAsterisk()
  if (own && recentEnough(own)) return ok(`Asterisk ${own.join('.')} on PATH`)
  const fetched = join(toolsFolder(), 'asterisk/asterisk')
  const version = existsSync(fetched) ? asteriskVersion((await run(fetched, ['-V'])).out) : null
  if (version && recentEnough(version)) return ok(`Asterisk ${version.join('.')} in ${dirname(fetched)}`)
  if (version ?? own) return wrong(`Asterisk ${(version ?? own ?? []).join('.')} is too old: ${floor} or later is needed (security fixes, StasisBroadcast with claims)`, `rm -rf ${dirname(fetched)} && npm start`)
  return wrong(`no Asterisk ${floor} or later`, 'npm start   (fetches it into .tools)')
}

async function speech() {
  const found = await Promise.all(['espeak-ng', 'sox'].map(async (name) => (await onPath(name)) || existsSync(join(toolsFolder(), 'speech', name))))
  return found.every(Boolean) ? ok('speech tools espeak-ng and sox') : note('espeak-ng or sox is missing: prompts that nobody has recorded are tones', 'npm start   (fetches them into .tools)')
}

const fonts = () => (fontsFolder() === null ? note('no Chinese type (Noto Sans CJK): work orders cannot be printed', FONTS_MEND) : ok(`Chinese type in ${fontsFolder()}`))

/** Asterisk looks up its own host name; a slow answer holds up every call. */
async function ownName() {
  const name = hostname()
  let found = false
  let tookMs = Infinity
  for (let tries = 0; tries < 3; tries += 1) { // the best of three: this machine may be busy
    const before = performance.now()
    found = await Promise.race([lookup(name).then(() => true, () => false), new Promise((resolve) => setTimeout(resolve, 2_000, false))])
    tookMs = Math.min(tookMs, Math.round(performance.now() - before))
  }
  if (found && tookMs < HOST_NAME_MAX_MS) return ok(`own host name ${name} resolves in ${tookMs} ms`)
  return wrong(`own host name ${name} ${found ? `resolves in ${tookMs} ms, more than ${HOST_NAME_MAX_MS}` : 'does not resolve'}: every call would wait for it`, `echo "127.0.1.1 ${name}" >> /etc/hosts   (as root)`)
}

function disk(/** @type {string} */ home) {
  let folder = home
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = statfsSync(folder)
  const free = (bavail * bsize) / GIGABYTE
  const text = `${free.toFixed(1)} GB free below ${home}`
  return free >= 2 ? ok(text) : wrong(`only ${text}: recordings take about 1 GB per 9 hours of talk`, 'free some space, or set YHT_HOME to a larger disk')
}

/** @returns {Finding[]} */
function secrets(/** @type {{ credentials: string, secrets: string }} */ home) {
  return [home.credentials, home.secrets].map((file) => {
    if (!existsSync(file)) return ok(`${file} is made at the first start`)
    const mode = statSync(file).mode & 0o777
    return mode === 0o600 ? ok(`${file} is readable by its owner only`) : wrong(`${file} has mode ${mode.toString(8)}: others may read its passwords`, `chmod 600 ${file}`)
  })
}

async function portTaken(/** @type {'tcp' | 'udp'} */ kind, /** @type {string} */ host, /** @type {number} */ port) {
  const socket = kind === 'tcp' ? createServer() : createSocket(host.includes(':') ? 'udp6' : 'udp4')
  try {
    if ('listen' in socket) socket.listen({ host, port, exclusive: true })
    else socket.bind({ address: host, port, exclusive: true })
    await once(socket, 'listening')
    socket.close()
    return false
  } catch {
    return true
  }
}

function runningHere(/** @type {string} */ root) {
  try {
    const { pid } = JSON.parse(readFileSync(join(root, 'supervisor.pid'), 'utf8'))
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function ports(/** @type {any} */ config) {
  if (runningHere(config.home.root)) return [ok('ports are used by this hotline, which is running')]
  const doors = /** @type {const} */ ([
    ['YHT_HTTP_PORT', 'tcp', config.http.host, config.http.port],
    ['YHT_SIP_PORT', 'udp', config.sip.host, config.sip.port],
    ['YHT_ARI_PORT', 'tcp', '127.0.0.1', config.ariPort],
    ['YHT_AMI_PORT', 'tcp', '127.0.0.1', config.amiPort],
  ])
  return Promise.all(
    doors.map(async ([variable, kind, host, port]) =>
      (await portTaken(kind, host, port)) ? wrong(`port ${port} (${kind}, ${variable}) cannot be used on ${host}`, `stop what uses it (ss -lnp | grep :${port}) or set ${variable}`) : ok(`port ${port} (${variable}) is free`),
    ),
  )
}

/** Whether the mail server can be reached; whether it takes mails is tried at /admin/notifications. */
async function mail(/** @type {any} */ config) {
  if (config.mail === null) return note('no mail server: people are told in the product only', 'set YHT_SMTP and YHT_MAIL_FROM   (docs/notifications.md)')
  const { host, port, tls } = config.mail
  const socket = connect({ host, port })
  const reached = await Promise.race([once(socket, 'connect').then(() => true, () => false), new Promise((resolve) => setTimeout(resolve, 3_000, false))])
  socket.destroy()
  if (!reached) return wrong(`the mail server ${host}:${port} cannot be reached`, 'check YHT_SMTP and the way there')
  return tls === 'none' ? note(`the mail server ${host}:${port} is spoken to without encryption`, 'leave ?tls=none out of YHT_SMTP if it knows TLS') : ok(`mail server ${host}:${port}`)
}

async function withSettings() {
  const built = join(ROOT, 'dist/config.js')
  if (!existsSync(built)) return [note('not built yet: settings, ports and files are not checked', 'npm start')]
  const { readConfig, ConfigError } = await import(pathToFileURL(built).href)
  try {
    const config = readConfig()
    return [ok('settings'), disk(config.home.root), ...secrets(config.home), ...(await ports(config)), await mail(config)]
  } catch (error) {
    if (error instanceof ConfigError) return /** @type {{ problems: string[] }} */ (error).problems.map((problem) => wrong(problem, 'docs/install.md lists the settings'))
    throw error
  }
}

/** Looks at everything a start needs; gives the exit code. */
export async function doctor() {
  const findings = [node(), packages(), await asterisk(), await speech(), fonts(), await ownName(), ...(await withSettings())]
  const signs = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' }
  for (const { state, text, mend } of findings) console.log(`${signs[state]}  ${text}${mend ? `\n         to mend it: ${mend}` : ''}`)
  const count = findings.filter(({ state }) => state === 'wrong').length
  console.log(count === 0 ? '\nNothing is wrong.' : `\n${count} wrong.`)
  return count === 0 ? 0 : 1
}

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { withLock } from './folder-lock.mjs'
import { toolsFolder } from './provision.mjs'
import { FailedStep, isRoot, lastLines, onPath, run } from './steps.mjs'

const STEP = 'npm packages'
const SQLITE_HEADER = '/usr/include/sqlite3.h'

/** @typedef {Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }>} Locked */

/** @returns {Locked} */
const packagesOf = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** Whether node_modules is what package-lock.json asks for: npm notes in a hidden lock file what it has put there. */
export function packagesInPlace(/** @type {string} */ root) {
  const hidden = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(hidden) || !existsSync(join(root, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) return false
  const has = packagesOf(hidden)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') || wanted.optional || wanted.devOptional) return true
    const found = has[path]
    return found !== undefined && found.version === wanted.version && found.link === wanted.link
  })
}

/** Headers of the very Node that runs, so that nothing has to be downloaded to compile; undefined when they are not there. */
function nodeHeaders() {
  return [dirname(dirname(process.execPath)), '/usr'].find((prefix) => {
    const file = join(prefix, 'include/node/node_version.h')
    if (!existsSync(file)) return false
    const major = /#define NODE_MAJOR_VERSION (\d+)/.exec(readFileSync(file, 'utf8'))?.[1]
    return major === process.versions.node.split('.')[0]
  })
}

/** What compiling sqlite3 needs. As root it is installed; otherwise sqlite3's ready-made binary is the way. */
async function compilerInPlace(/** @type {import('./steps.mjs').Report} */ report) {
  /** @type {string[]} */
  const missing = []
  if (!existsSync(SQLITE_HEADER)) missing.push('libsqlite3-dev')
  for (const [program, name] of [['g++', 'g++'], ['make', 'make'], ['python3', 'python3']]) {
    if (!(await onPath(/** @type {string} */ (program)))) missing.push(/** @type {string} */ (name))
  }
  if (missing.length === 0) return missing
  if (!isRoot() || !(await onPath('apt-get'))) return missing
  report(`installing ${missing.join(' ')} with apt-get`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['-qq', '-y', '--no-install-recommends', 'install', ...missing]
  let done = await run('apt-get', install, { env })
  if (done.code !== 0) {
    await run('apt-get', ['-qq', 'update'], { env })
    done = await run('apt-get', install, { env })
  }
  if (done.code !== 0) report(`warning: apt-get could not install ${missing.join(' ')}: ${lastLines(done.err, 2)}`)
  return done.code === 0 ? [] : missing
}

const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET|EHOSTUNREACH/

/** Without this question npm would ask the network for each of some 300 packages, for minutes. */
async function registryUnreachable(/** @type {string} */ root) {
  const { code, err } = await run('npm', ['ping', '--fetch-retries=1', '--fetch-retry-mintimeout=500', '--loglevel=error'], { cwd: root })
  return code !== 0 && NO_NETWORK.test(err)
}

function whyNpmFailed(/** @type {string} */ text, /** @type {readonly string[]} */ missing) {
  const network = NO_NETWORK.exec(text)?.[0] ?? (/ENOTCACHED/.test(text) ? 'no network' : undefined)
  if (network) return [`the npm registry cannot be reached (${network})`, 'check the network or proxy, or name a registry you can reach: npm config set registry <url>; then npm start']
  if (/node-gyp|gyp ERR/.test(text)) {
    const packages = missing.length > 0 ? missing.join(' ') : 'libsqlite3-dev g++ make python3'
    return ['sqlite3 has no ready-made binary that can be fetched here, and could not be compiled', `sudo apt-get install ${packages}   then npm start`]
  }
  if (/ENOSPC/.test(text)) return ['the disk is full', 'free some space, then npm start']
  return [lastLines(text), 'npm ci   (shows the whole output)']
}

/**
 * Makes node_modules what package-lock.json asks for.
 * @param {string} root
 * @param {import('./steps.mjs').Report} report
 */
export async function ensurePackages(root, report) {
  if (packagesInPlace(root)) return
  const wait = () => report('npm packages: another start is installing them, waiting')
  await withLock(join(toolsFolder(), 'npm.lock'), wait, async () => {
    if (packagesInPlace(root)) return
    const missing = await compilerInPlace(report)
    report('npm packages: installing (about half a minute)')
    const headers = nodeHeaders()
    const env = {
      ...process.env,
      ...(existsSync(SQLITE_HEADER) ? { GYP_DEFINES: 'sqlite=/usr' } : {}), // links the system's SQLite: 34 s instead of 157 s
      ...(headers ? { npm_config_nodedir: headers } : {}),
    }
    const quietly = ['--no-audit', '--no-fund', '--loglevel=error']
    if (await registryUnreachable(root)) quietly.push('--offline') // npm's cache may hold everything
    let { code, out, err } = await run('npm', ['ci', ...quietly], { cwd: root, env })
    if (code !== 0 && /in sync/.test(err)) {
      // Some mirrors lack packages for other platforms; npm ci then refuses a lock file that is all right.
      report('warning: npm ci does not accept package-lock.json here; npm install with the same versions instead')
      ;({ code, out, err } = await run('npm', ['install', '--no-save', ...quietly], { cwd: root, env }))
    }
    if (code !== 0) {
      const [why = '', mend = ''] = whyNpmFailed(out + err, missing)
      throw new FailedStep(STEP, why, mend)
    }
    if (!packagesInPlace(root)) throw new FailedStep(STEP, 'npm ci succeeded, but sqlite3 has no binary: were install scripts switched off?', 'npm config set ignore-scripts false && npm rebuild sqlite3')
    report('npm packages are in place')
  })
}

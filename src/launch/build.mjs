import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './folder-lock.mjs'
import { toolsFolder } from './provision.mjs'
import { FailedStep, lastLines, run } from './steps.mjs'

const PANEL = /^panel[/\\]/

/**
 * Fingerprint of everything the build of the server, or of the panel, reads.
 * @param {string} root
 * @param {'server' | 'panel'} part
 */
function sourcesHash(root, part) {
  const hash = createHash('sha256')
  const ofPart = (/** @type {string} */ name) => PANEL.test(name) === (part === 'panel') && (part === 'panel' ? /[.](tsx?|css|html|svg|mp3|wav)$/ : /[.]tsx?$/).test(name) && !/[.]test[.]tsx?$/.test(name)
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(ofPart)
  for (const name of [...files.map((file) => join('src', file)).sort(), 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']) {
    hash.update(`${name}\0`).update(readFileSync(join(root, name))).update('\0')
  }
  return hash.digest('hex')
}

const stampOf = (/** @type {string} */ folder) => {
  const stamp = join(folder, '.built-from')
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
}

/** @param {string} root */
const isBuilt = (root) => stampOf(join(root, 'dist')) === sourcesHash(root, 'server') && stampOf(join(root, 'dist/panel')) === sourcesHash(root, 'panel')

/**
 * @param {string} root
 * @param {string} next
 */
async function buildServer(root, next) {
  const { code, out, err } = await run(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', '--outDir', next], { cwd: root })
  if (code !== 0) throw new FailedStep('build', lastLines(out + err, 6), 'npm run types   (shows every error), then mend them')
}

/**
 * Bundles the panel, or takes the bundle of the last build when nothing of it has changed.
 * @param {string} root
 * @param {string} next
 */
async function buildPanel(root, next) {
  const sources = sourcesHash(root, 'panel')
  const last = join(root, 'dist/panel')
  if (stampOf(last) === sources) return cpSync(last, next, { recursive: true })
  const { code, out, err } = await run(join(root, 'node_modules/.bin/vite'), ['build', '--config', 'src/panel/vite.config.ts', '--outDir', next], { cwd: root })
  if (code !== 0) throw new FailedStep('build of the panel', lastLines((out + err).replaceAll(/^\s*at .*$/gm, ''), 8), 'npm run build   (shows every error), then mend them')
  writeFileSync(join(next, '.built-from'), sources)
}

/**
 * Compiles src/ into dist/ and the panel into dist/panel unless dist/ was made from the very same sources. dist/ is exchanged as a whole.
 * @param {string} root
 * @param {import('./steps.mjs').Report} report
 */
export async function ensureBuild(root, report) {
  if (isBuilt(root)) return false
  return withLock(join(toolsFolder(), 'build.lock'), () => report('build: another start is building, waiting'), async () => {
    if (isBuilt(root)) return false
    const sources = sourcesHash(root, 'server')
    report('building')
    const next = join(root, 'dist.next')
    rmSync(next, { recursive: true, force: true })
    await Promise.all([buildServer(root, next), buildPanel(root, join(next, 'panel'))])
    writeFileSync(join(next, '.built-from'), sources)
    rmSync(join(root, 'dist'), { recursive: true, force: true })
    renameSync(next, join(root, 'dist'))
    return true
  })
}

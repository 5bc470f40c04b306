import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './folder-lock.mjs'
import { toolsFolder } from './provision.mjs'
import { FailedStep, lastLines, run } from './steps.mjs'

/** Fingerprint of everything the build reads. */
function sourcesHash(/** @type {string} */ root) {
  const hash = createHash('sha256')
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /[.]tsx?$/.test(name) && !/[.]test[.]tsx?$/.test(name))
  for (const name of [...files.map((file) => join('src', file)).sort(), 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']) {
    hash.update(`${name}\0`).update(readFileSync(join(root, name))).update('\0')
  }
  return hash.digest('hex')
}

const builtFrom = (/** @type {string} */ root) => {
  const stamp = join(root, 'dist/.built-from')
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
}

/**
 * Compiles src/ into dist/ unless dist/ was made from the very same sources. dist/ is exchanged as a whole.
 * @param {string} root
 * @param {import('./steps.mjs').Report} report
 */
export async function ensureBuild(root, report) {
  if (builtFrom(root) === sourcesHash(root)) return false
  return withLock(join(toolsFolder(), 'build.lock'), () => report('build: another start is building, waiting'), async () => {
    const sources = sourcesHash(root)
    if (builtFrom(root) === sources) return false
    report('building')
    const next = join(root, 'dist.next')
    rmSync(next, { recursive: true, force: true })
    const { code, out, err } = await run(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', '--outDir', next], { cwd: root })
    if (code !== 0) throw new FailedStep('build', lastLines(out + err, 6), 'npm run types   (shows every error), then mend them')
    writeFileSync(join(next, '.built-from'), sources)
    rmSync(join(root, 'dist'), { recursive: true, force: true })
    renameSync(next, join(root, 'dist'))
    return true
  })
}

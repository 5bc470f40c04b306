import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { ensureBuild } from './build.mjs'
import { ensurePackages } from './npm-packages.mjs'
import { provisionSipp, systemAsterisk, recentEnough, toolsFolder } from './provision.mjs'
import { orExplain, prepare } from './start.mjs'
import { FailedStep, say } from './steps.mjs'

// node src/launch/with-build.mjs <entry> [arguments]: installs and builds what the entry needs, then runs it in its place.

const ROOT = join(import.meta.dirname, '../..')

/** Programs under test/ work with a real Asterisk and SIPp; others only need the build. */
async function provide(/** @type {string} */ entry) {
  if (!relative(ROOT, entry).startsWith('test')) {
    await ensurePackages(ROOT, say)
    await ensureBuild(ROOT, say)
    return {}
  }
  await prepare()
  const system = await systemAsterisk()
  const asterisk = system && recentEnough(system) ? 'asterisk' : join(toolsFolder(), 'asterisk/asterisk')
  return { YHT_TEST_ASTERISK: asterisk, YHT_TEST_SIPP: await provisionSipp(say) }
}

/** @returns {Promise<number>} */
async function runEntry() {
  const [given, ...args] = process.argv.slice(2)
  const entry = resolve(ROOT, given ?? '')
  if (!given || !existsSync(entry)) throw new FailedStep('run', `there is no ${given ?? 'program named'}`, 'node src/launch/with-build.mjs <file> [arguments]')
  const env = { ...process.env, ...(await provide(entry)) }
  const tsx = join(ROOT, 'node_modules/tsx/dist/loader.mjs')
  const child = spawn(process.execPath, [...(entry.endsWith('.ts') ? ['--import', tsx] : []), entry, ...args], { cwd: ROOT, env, stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
  return new Promise((done) => child.on('close', (code) => done(code ?? 1)))
}

await orExplain(runEntry)

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { provideChromium } from './chromium.mjs'
import { onPath as found, run as quietly, endAll, FailedStep, isRoot, lastLines, say } from './steps.mjs'
import { orExplain, prepare } from './start.mjs'
import { provisionSipp, systemAsterisk, recentEnough, toolsFolder } from './provision.mjs'
import { failed, failedFiles, judge, readReport, summary, total, withRepeated } from './test-results.mjs'

// npm test: installs what is missing, then every check and suite one after another, and the sum of what they said.
// Nothing is shared with a running product: own ports, own folders, own PostgreSQL.

const ROOT = join(import.meta.dirname, '../..')
const BIN = join(ROOT, 'node_modules/.bin')
const MINUTE = 60_000

/**
 * Fast ones first. `noSkips`: a test that did not run there is a failure, for it stands for a promise. `repeats`: voices
 * run in real time there, and a busy machine makes holes in them; the few files that failed run once more, one after
 * the other. What fails twice has failed, and what did not is said. `among`: only these of its files run when everything
 * does; the suite is run whole by its own name (npm run chaos).
 */
const SUITES = [
  { name: 'unit', limitMs: 8 * MINUTE, noSkips: false, repeats: false, among: [] },
  { name: 'contract', limitMs: 15 * MINUTE, noSkips: true, repeats: true, among: [] },
  { name: 'asterisk', limitMs: 25 * MINUTE, noSkips: true, repeats: true, among: [] },
  { name: 'browser', limitMs: 25 * MINUTE, noSkips: true, repeats: true, among: [] },
  { name: 'chaos', limitMs: 20 * MINUTE, noSkips: true, repeats: true, among: ['test/chaos/asterisk-killed.test.ts', 'test/chaos/kills-under-load.test.ts'] },
]
/** All of it together. */
const LIMIT_MS = 85 * MINUTE
const STARTED_AT = performance.now()
const leftMs = () => Math.max(STARTED_AT + LIMIT_MS - performance.now(), 1)
/** More than these are no accident. */
const REPEATED_FILES_MAX = 10
const CHECKS = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'server types', command: ['tsc', '--noEmit', '-p', 'tsconfig.build.json'] },
  { name: 'lint', command: ['oxlint', '--type-aware', 'src', 'test'] },
  { name: 'imports', command: ['depcruise', 'src', '--config', '.dependency-cruiser.mjs'] },
]

const HELP = `npm test [-- --only <name>]

Runs ${[...CHECKS, ...SUITES].map(({ name }) => name).join(', ')}; with --only just that one (chaos alone takes its long form).
`

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

function stopAll() {
  endAll()
  for (const child of running) {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  }
}

/**
 * Runs a program to its end with its output shown; "limit" when it took too long.
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, limitMs?: number }} [options]
 * @returns {Promise<number | string>}
 */
function show(command, options = {}) {
  const [program = '', ...args] = command
  const child = spawn(join(BIN, program), args, { cwd: ROOT, env: { ...process.env, ...options.env }, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
  running.add(child)
  return new Promise((resolve) => {
    let late = false
    const limit = setTimeout(() => {
      late = true
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    }, options.limitMs ?? 5 * MINUTE)
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => {
      clearTimeout(limit)
      running.delete(child)
      resolve(late ? `longer than ${Math.round((options.limitMs ?? 0) / MINUTE)} min` : (code ?? signal ?? 'unknown'))
    })
  })
}

/** PostgreSQL for the suites that run on both databases. As root it is installed; its own cluster is never used. */
async function providePostgres() {
  if (process.env.YHT_TEST_POSTGRES || (await found('initdb')) || (await quietly('sh', ['-c', 'ls /usr/lib/postgresql/*/bin/initdb'])).code === 0) return
  const mend = 'sudo apt-get install postgresql   (or set YHT_TEST_POSTGRES to the URL of a server whose databases may be made and dropped)'
  if (!isRoot() || !(await found('apt-get'))) throw new FailedStep('PostgreSQL for the tests', 'it is not installed', mend)
  say('installing postgresql with apt-get')
  // a machine that starts services at installation shall not start this one
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const install = ['-qq', '-y', '--no-install-recommends', 'install', 'postgresql']
  let done = await quietly('apt-get', install, { env })
  if (done.code !== 0) {
    await quietly('apt-get', ['-qq', 'update'], { env })
    done = await quietly('apt-get', install, { env })
  }
  if (done.code !== 0) throw new FailedStep('PostgreSQL for the tests', lastLines(done.err), mend)
}

/**
 * One private PostgreSQL for all suites. It is on a leash: it ends with this process, however that ends.
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
function startPostgres() {
  if (process.env.YHT_TEST_POSTGRES) return Promise.resolve({ url: process.env.YHT_TEST_POSTGRES, stop: () => {} })
  const child = spawn(join(BIN, 'tsx'), ['test/rig/hold-postgres.ts'], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve({ url: String(chunk).trim(), stop: () => child.stdin.end() }))
    child.once('exit', (code) => reject(new FailedStep('PostgreSQL for the tests', `it did not start (${code})`, 'see the lines above')))
  })
}

function readOnly(/** @type {readonly string[]} */ args) {
  if (args.length === 0) return null
  const [flag, name] = args
  if (flag === '--help' || flag === '-h') {
    process.stdout.write(HELP)
    process.exit(0)
  }
  const names = [...CHECKS, ...SUITES].map((stage) => stage.name)
  if (flag === '--only' && name !== undefined && names.includes(name) && args.length === 2) return name
  throw new FailedStep('npm test', `"${args.join(' ')}" is not understood`, `npm test -- --only ${names.join('|')}`)
}

/** Ends the products of tests that were cut off; they noted the processes they started in their folders. */
function endLeftovers(/** @type {string} */ folder) {
  for (const name of readdirSync(folder)) {
    for (const file of ['supervisor.pid', 'server.pid', 'asterisk/run/supervised.json']) {
      try {
        const { pid, startTime } = JSON.parse(readFileSync(join(folder, name, file), 'utf8'))
        if (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] === startTime) process.kill(pid, 'SIGKILL')
      } catch {
        // no such file, or no such process any more: nothing is left over
      }
    }
  }
}

/** Where the suites find what was provided. */
async function testEnvironment(/** @type {string | null} */ only) {
  const system = await systemAsterisk()
  return {
    YHT_TEST_ASTERISK: system && recentEnough(system) ? 'asterisk' : join(toolsFolder(), 'asterisk/asterisk'),
    YHT_TEST_SIPP: await provisionSipp(say),
    ...(only === null || only === 'browser' ? { YHT_TEST_CHROMIUM: await provideChromium(say) } : {}),
    YHT_TEST_CHAOS: only === 'chaos' ? 'long' : 'short',
  }
}

async function runSuite(/** @type {typeof SUITES[number]} */ suite, /** @type {NodeJS.ProcessEnv} */ env, /** @type {string} */ folder) {
  const startedAt = performance.now()
  const run = async (/** @type {string} */ report, /** @type {readonly string[]} */ args) => {
    const file = join(folder, report)
    const end = await show(['vitest', 'run', '--project', suite.name, ...args], { env: { ...env, YHT_TEST_REPORT: file }, limitMs: Math.min(suite.limitMs, leftMs()) })
    return { suite, end, files: readReport(file), tookMs: performance.now() - startedAt }
  }
  const first = await run(`${suite.name}.json`, env['YHT_TEST_CHAOS'] === 'long' ? [] : suite.among)
  const failing = failedFiles(first.files ?? [])
  if (!suite.repeats || first.files === null || failing.length === 0 || failing.length > REPEATED_FILES_MAX) return judge(first)
  say(`${suite.name}: ${failing.length} files once more, alone …`)
  const again = await run(`${suite.name}-again.json`, ['--no-file-parallelism', ...failing])
  return { ...judge({ ...again, files: again.files && withRepeated(first.files, again.files) }), repeated: again.end === 0 ? judge(first).problems : [] }
}

async function runCheck(/** @type {typeof CHECKS[number]} */ check) {
  const startedAt = performance.now()
  const end = await show(check.command)
  const problems = end === 0 ? [] : [`${check.command.join(' ')} ended with ${end}`]
  return { name: check.name, passed: 0, failed: problems.length, skipped: 0, problems, tookMs: performance.now() - startedAt }
}

async function runTests() {
  const only = readOnly(process.argv.slice(2))
  await Promise.all([prepare(), providePostgres()])
  const wanted = (/** @type {{ name: string }} */ stage) => only === null || stage.name === only
  const env = await testEnvironment(only)
  const folder = mkdtempSync(join(tmpdir(), 'yht-test-'))
  const postgres = await startPostgres()
  const results = []
  try {
    for (const check of CHECKS.filter(wanted)) {
      say(`${check.name} …`)
      results.push(await runCheck(check))
    }
    for (const suite of SUITES.filter(wanted)) {
      say(`${suite.name} …`)
      results.push(await runSuite(suite, { ...env, YHT_TEST_POSTGRES: postgres.url, YHT_TEST_FOLDER: folder }, folder))
      endLeftovers(folder)
    }
  } finally {
    postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  process.stdout.write(summary(results))
  const sum = total(results)
  process.stdout.write(`Tests: ${sum.passed} passed, ${sum.failed} failed\n`)
  return failed(results, SUITES.some(wanted)) ? 1 : 0
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    stopAll()
    process.exit(signal === 'SIGINT' ? 130 : 143)
  })
}
await orExplain(runTests)

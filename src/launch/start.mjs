import { realpathSync, watch } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuild } from './build.mjs'
import { ensurePackages } from './npm-packages.mjs'
import { provisionAsterisk, provisionFonts, provisionSpeech } from './provision.mjs'
import { FailedStep, endAll, orExplain, say } from './steps.mjs'

export { orExplain } from './steps.mjs'

// npm start: from a fresh clone to a running hotline. Plain JavaScript without packages, for nothing is installed yet.

const ROOT = join(import.meta.dirname, '../..')
const NODE_FLOOR = [20, 19]

const HELP = `npm start [-- flags]

Installs what is missing (npm packages, Asterisk 22, speech tools and Chinese type into .tools), builds, and runs Asterisk and the
server until Ctrl-C.

  --watch         build again and restart the server when a source file changes
  --install-only  stop after installing and building
  --help          this text

Settings are environment variables: docs/install.md. Admin tasks: npx yht --help. Problems: npx yht doctor.
`

function readFlags(/** @type {readonly string[]} */ given) {
  const flags = { watch: false, installOnly: false }
  for (const flag of given) {
    if (flag === '--watch') flags.watch = true
    else if (flag === '--install-only') flags.installOnly = true
    else if (flag === '--help' || flag === '-h') {
      process.stdout.write(HELP)
      process.exit(0)
    } else throw new FailedStep('start', `there is no flag "${flag}"`, 'npm start -- --help')
  }
  return flags
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [wantMajor = 0, wantMinor = 0] = NODE_FLOOR
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return
  throw new FailedStep('start', `Node ${process.versions.node} is too old, ${NODE_FLOOR.join('.')} or later is needed`, 'install Node 22 from https://nodejs.org or your distribution')
}

/** Everything before the program itself can run; the downloads side by side. */
export async function prepare() {
  checkNode()
  const speech = provisionSpeech(say).catch((error) => {
    if (!(error instanceof FailedStep)) throw error
    say(`warning: ${error.message}. Prompts that nobody has recorded will be tones. To mend it: ${error.mend}`)
  })
  const fonts = provisionFonts(say).catch((error) => {
    if (!(error instanceof FailedStep)) throw error
    say(`warning: ${error.message}. Work orders cannot be printed. To mend it: ${error.mend}`)
  })
  const asterisk = process.env.YHT_ASTERISK === 'external' ? Promise.resolve() : provisionAsterisk(say)
  await Promise.all([ensurePackages(ROOT, say), asterisk, speech, fonts])
  await ensureBuild(ROOT, say)
}

/** Builds again after a change and calls `restart`; a build that fails leaves the running server alone. */
function watchSources(/** @type {() => void} */ restart) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon
  let building = Promise.resolve()
  const rebuild = async () => {
    try {
      if (await ensureBuild(ROOT, say)) restart()
    } catch (error) {
      say(error instanceof FailedStep ? `${error.message}` : String(error))
    }
  }
  watch(join(ROOT, 'src'), { recursive: true }, () => {
    clearTimeout(soon)
    soon = setTimeout(() => (building = building.then(rebuild)), 300)
  })
  say('watching src/')
}

function stopWhilePreparing(/** @type {NodeJS.Signals} */ signal) {
  say(`${signal}: stopped while installing; the next start goes on from here`)
  endAll()
  process.exit(signal === 'SIGINT' ? 130 : 143)
}

async function start() {
  const flags = readFlags(process.argv.slice(2))
  process.on('SIGINT', stopWhilePreparing).on('SIGTERM', stopWhilePreparing)
  await prepare()
  if (flags.installOnly) return 0
  process.off('SIGINT', stopWhilePreparing).off('SIGTERM', stopWhilePreparing)
  const { main } = await import(pathToFileURL(join(ROOT, 'dist/supervisor/main.js')).href)
  return main((/** @type {() => void} */ restart) => flags.watch && watchSources(restart))
}

if (realpathSync(process.argv[1] ?? '') === import.meta.filename) await orExplain(start)

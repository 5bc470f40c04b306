import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { withLock } from './folder-lock.mjs'
import { FailedStep, lastLines, onPath, run } from './steps.mjs'

// Debian packages without root: apt resolves and verifies them into a private folder, dpkg-deb unpacks them,
// and each program runs with the loader and the libraries that came with it. Nothing on the machine changes.

/**
 * @typedef {object} Wanted
 * @property {string} step name for messages
 * @property {string} folder where it shall be; made whole or not at all
 * @property {string} suite "sid", "bookworm" …
 * @property {readonly string[]} packages
 * @property {readonly { name: string, path: string, env?: string }[]} programs wrappers to write: path below root/, env as "NAME=path below root"
 * @property {(root: string) => void} [finish] what a package's install script would have done
 * @property {{ program: string, args: readonly string[], prints: RegExp }} proof how to see that the folder works
 */

// Needed to install packages, not to run them.
const NOT_NEEDED = new RegExp(
  '^(perl|perl-base|perl-modules.*|coreutils.*|dpkg|tar|bash|dash|sed|grep|gzip|debconf.*|cdebconf|adduser|passwd|base-.*' +
    '|init-system-helpers|login.*|util-linux.*|pci[.]ids|libsnmp-base|media-types|tzdata|sensible-utils|mount|openssl.*|ucf|gpg.*|gnupg.*' +
    '|dirmngr|pinentry.*|systemd.*|debianutils|diffutils|findutils|hostname|libc-bin|ncurses-.*|sysvinit-utils|mawk|install-info)$',
)
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'
const LOADERS = {
  amd64: { triplet: 'x86_64-linux-gnu', loader: 'lib64/ld-linux-x86-64.so.2' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'lib/ld-linux-aarch64.so.1' }, // untested
}

/** The architecture's library folder name and program loader. */
export async function architecture(/** @type {string} */ step) {
  const { code, out } = await run('dpkg', ['--print-architecture'])
  const found = LOADERS[/** @type {keyof typeof LOADERS} */ (out.trim())]
  if (code !== 0 || !found) {
    throw new FailedStep(step, `only Debian-like machines on ${Object.keys(LOADERS).join(' or ')} can fetch packages, this one is "${out.trim()}"`, 'install Asterisk 22.10.1 or later yourself and put it on PATH')
  }
  return found
}

/** The Debian mirror: DEBIAN_MIRROR, or the one in the machine's own apt sources. */
async function mirror(/** @type {string} */ step) {
  if (process.env.DEBIAN_MIRROR) return process.env.DEBIAN_MIRROR
  const { out } = await run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Component: main'])
  const found = out.split('\n').find((uri) => /\/debian\/?$/.test(uri))
  if (found) return found
  throw new FailedStep(step, 'no Debian mirror among the apt sources of this machine', 'DEBIAN_MIRROR=<url of a Debian mirror> npm start')
}

/** apt's options that keep everything below `base`. */
function privately(/** @type {string} */ base) {
  const at = {
    'Dir::Etc::sourcelist': `${base}/sources.list`,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State': `${base}/state`,
    'Dir::State::lists': `${base}/lists`,
    'Dir::State::status': `${base}/state/status`,
    'Dir::Cache': `${base}/cache`,
    'APT::Install-Recommends': 'false',
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    'Acquire::http::Timeout': '20',
    'Debug::NoLocking': '1',
    'APT::Update::Error-Mode': 'any',
    'APT::Update::Post-Invoke': '',
    'APT::Update::Post-Invoke-Success': '',
    'DPkg::Pre-Install-Pkgs': '',
  }
  return Object.entries(at).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}

/** Reads the package lists. An expired Release file is accepted with a warning; signatures and hashes are checked all the same. */
async function update(/** @type {Wanted} */ wanted, /** @type {readonly string[]} */ apt, /** @type {import('./steps.mjs').Report} */ report) {
  const mend = 'check the network and the clock, or name another mirror with DEBIAN_MIRROR=<url>; then start again'
  const first = await run('apt-get', [...apt, '-qq', 'update'])
  if (first.code === 0) return []
  if (!/expired|Valid-Until/i.test(first.err)) throw new FailedStep(wanted.step, `package lists not read: ${lastLines(first.err)}`, mend)
  report(`warning: the Release file of "${wanted.suite}" has expired; going on without the check of its date (signatures are still checked)`)
  const without = ['-o', 'Acquire::Check-Valid-Until=false']
  const second = await run('apt-get', [...apt, ...without, '-qq', 'update'])
  if (second.code !== 0) throw new FailedStep(wanted.step, `package lists not read: ${lastLines(second.err)}`, mend)
  return without
}

/** Downloads the packages and all they need; gives the .deb files. */
async function download(/** @type {Wanted} */ wanted, /** @type {readonly string[]} */ apt, /** @type {string} */ base) {
  const solved = await run('apt-get', [...apt, '-qq', '-y', '--print-uris', 'install', ...wanted.packages])
  if (solved.code !== 0) throw new FailedStep(wanted.step, lastLines(solved.err), `see whether the suite "${wanted.suite}" of the mirror is complete`)
  const names = solved.out.split('\n').map((line) => line.split(' ')[1]?.replace(/_.*/, '') ?? '')
  const needed = [...new Set(names)].filter((name) => name !== '' && !NOT_NEEDED.test(name)).sort()
  const debs = join(base, 'debs')
  mkdirSync(debs, { recursive: true })
  const fetched = await run('apt-get', [...apt, '-qq', 'download', ...needed], { cwd: debs })
  if (fetched.code !== 0) throw new FailedStep(wanted.step, `download: ${lastLines(fetched.err)}`, 'check the network and the free disk space, then start again')
  return readdirSync(debs).filter((name) => name.endsWith('.deb')).sort().map((name) => join(debs, name))
}

async function unpack(/** @type {Wanted} */ wanted, /** @type {readonly string[]} */ debs, /** @type {string} */ root) {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', name), { recursive: true })
    symlinkSync(`usr/${name}`, join(root, name))
  }
  const leaveOut = ['doc', 'man', 'locale', 'gtk-doc', 'lintian'].map((name) => `--exclude=./usr/share/${name}`).join(' ')
  const each = `set -e; dpkg-deb --fsys-tarfile "$1" | tar -x --no-same-owner -C "$2" ${leaveOut}`
  const queue = [...debs]
  const worker = async () => {
    for (let deb = queue.shift(); deb; deb = queue.shift()) {
      const { code, err } = await run('sh', ['-c', each, 'sh', deb, root])
      if (code !== 0) throw new FailedStep(wanted.step, `${basename(deb)} not unpacked: ${lastLines(err)}`, 'check the free disk space, then start again')
    }
  }
  await Promise.all([worker(), worker()])
}

/** A program is started through its own loader, so that the machine's libraries are never mixed with ours. */
function wrapper(/** @type {Wanted['programs'][number]} */ program, /** @type {{ triplet: string, loader: string }} */ arch) {
  const env = program.env ? `${program.env.split('=')[0]}="$R/${program.env.split('=')[1]}"; export ${program.env.split('=')[0]}\n` : ''
  const path = program.path.replace('$TRIPLET', arch.triplet)
  return `#!/bin/sh
# Starts the private ${program.name} with the loader and libraries it came with.
R=$(dirname "$(readlink -f "$0")")/root
L="$R/usr/lib/${arch.triplet}"
${env.replace('$TRIPLET', arch.triplet)}exec "$R/${arch.loader}" --library-path "$L:$L/pulseaudio" "$R/${path}" "$@"
`
}

function manifest(/** @type {Wanted} */ wanted, /** @type {string} */ from, /** @type {readonly string[]} */ debs) {
  const packages = debs.map((deb) => ({
    file: decodeURIComponent(basename(deb)),
    sha256: createHash('sha256').update(readFileSync(deb)).digest('hex'),
  }))
  return JSON.stringify({ suite: wanted.suite, mirror: from, fetchedAt: new Date().toISOString(), packages }, null, 2)
}

async function fetchInto(/** @type {Wanted} */ wanted, /** @type {string} */ folder, /** @type {import('./steps.mjs').Report} */ report) {
  const arch = await architecture(wanted.step)
  const from = await mirror(wanted.step)
  const base = join(folder, 'apt')
  for (const name of ['lists/partial', 'cache/archives/partial', 'state']) mkdirSync(join(base, name), { recursive: true })
  writeFileSync(join(base, 'state/status'), '')
  writeFileSync(join(base, 'sources.list'), `deb [signed-by=${KEYRING}] ${from} ${wanted.suite} main\n`)
  const apt = privately(base)
  apt.push(...(await update(wanted, apt, report)))
  const debs = await download(wanted, apt, base)
  const root = join(folder, 'root')
  await unpack(wanted, debs, root)
  wanted.finish?.(root)
  for (const program of wanted.programs) writeFileSync(join(folder, program.name), wrapper(program, arch), { mode: 0o755 })
  writeFileSync(join(folder, 'manifest.json'), manifest(wanted, from, debs))
  rmSync(base, { recursive: true })
}

/**
 * Makes sure that `wanted.folder` holds the programs; gives true when it had to fetch them. Safe beside another
 * process doing the same; a folder that is not whole is made anew.
 * @param {Wanted} wanted
 * @param {import('./steps.mjs').Report} report
 */
export async function fetchDebian(wanted, report) {
  // Renamed into place when whole: a manifest means that nothing is missing.
  const inPlace = () => existsSync(join(wanted.folder, 'manifest.json')) && existsSync(join(wanted.folder, wanted.proof.program))
  if (inPlace()) return false
  if (!(await onPath('apt-get')) || !existsSync(KEYRING)) {
    throw new FailedStep(wanted.step, 'this machine has no apt-get with Debian\'s keys', `install ${wanted.packages.join(' ')} yourself and put it on PATH (for Asterisk: 22.10.1 or later, or YHT_ASTERISK=external)`)
  }
  return withLock(`${wanted.folder}.lock`, () => report(`${wanted.step}: another start is fetching it, waiting`), async () => {
    if (inPlace()) return false
    const half = `${wanted.folder}.half`
    rmSync(half, { recursive: true, force: true, maxRetries: 5 })
    rmSync(wanted.folder, { recursive: true, force: true })
    await fetchInto(wanted, half, report)
    const tried = await run(join(half, wanted.proof.program), wanted.proof.args)
    if (!wanted.proof.prints.test(tried.out)) {
      throw new FailedStep(wanted.step, `it was fetched but does not run: ${lastLines(tried.err || tried.out)}`, `start again; if it stays so, report the versions in ${half}/manifest.json`)
    }
    renameSync(half, wanted.folder)
    return true
  })
}

import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fetchDebian } from './fetch-debian.mjs'
import { onPath, run } from './steps.mjs'

/** @typedef {import('./steps.mjs').Report} Report */

/** 22.10.1 resolves 20 security advisories and is the first with every ARI feature used here. */
export const ASTERISK_FLOOR = [22, 10, 1]

/** Where fetched programs live: YHT_TOOLS, else .tools beside the repository's package.json. */
export const toolsFolder = () => resolve(process.env.YHT_TOOLS || join(import.meta.dirname, '../../.tools'))

/** [22, 10, 1] out of "Asterisk 22.10.1+dfsg…"; null when it says something else. */
export function asteriskVersion(/** @type {string} */ printed) {
  const found = /Asterisk (?:certified\/|certified-)?(\d+)\.(\d+)(?:\.(\d+))?/.exec(printed)
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : null
}

/** Whether a version is at least the floor. */
export function recentEnough(/** @type {readonly number[]} */ version) {
  for (const [index, least] of ASTERISK_FLOOR.entries()) {
    const has = version[index] ?? 0
    if (has !== least) return has > least
  }
  return true
}

/** Version of the Asterisk on PATH, or null. */
export async function systemAsterisk() {
  if (!(await onPath('asterisk'))) return null
  return asteriskVersion((await run('asterisk', ['-V'])).out)
}

/** A private Asterisk, unless a recent one is on PATH. */
export async function provisionAsterisk(/** @type {Report} */ report) {
  const own = await systemAsterisk()
  if (own && recentEnough(own)) return report(`Asterisk ${own.join('.')} on PATH is used`)
  if (own) report(`Asterisk ${own.join('.')} on PATH is older than ${ASTERISK_FLOOR.join('.')} and is left alone; a private one is used`)
  const fetched = await fetchDebian(
    {
      step: 'Asterisk',
      folder: join(toolsFolder(), 'asterisk'),
      suite: 'sid', // the only Debian suite with Asterisk 22
      packages: ['asterisk'],
      programs: [{ name: 'asterisk', path: 'usr/sbin/asterisk' }],
      finish(root) {
        const sounds = join(root, 'usr/share/asterisk/sounds/en') // update-alternatives would have made it
        rmSync(sounds, { force: true, recursive: true })
        symlinkSync('en_US_f_Allison', sounds)
      },
      proof: { program: 'asterisk', args: ['-V'], prints: /^Asterisk 2/ },
    },
    report,
  )
  if (fetched) report('Asterisk is in place')
}

/** The machine's own Debian suite, "bookworm". */
function ownSuite() {
  return /^VERSION_CODENAME=(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'stable'
}

/** espeak-ng and sox, for prompts that nobody has recorded yet; from the machine's own suite unless both are on PATH. */
export async function provisionSpeech(/** @type {Report} */ report) {
  if ((await onPath('espeak-ng')) && (await onPath('sox'))) return
  const fetched = await fetchDebian(
    {
      step: 'Speech tools',
      folder: join(toolsFolder(), 'speech'),
      suite: ownSuite(),
      packages: ['espeak-ng', 'sox'],
      programs: [
        { name: 'espeak-ng', path: 'usr/bin/espeak-ng', env: 'ESPEAK_DATA_PATH=usr/lib/$TRIPLET' },
        { name: 'sox', path: 'usr/bin/sox' },
      ],
      proof: { program: 'espeak-ng', args: ['--version'], prints: /Data at: (?!\/usr)/ },
    },
    report,
  )
  if (fetched) report('Speech tools are in place')
}

/** Where systems keep the Chinese type that orders are printed in; the same list is in src/ticket/print/fonts.ts. */
const SYSTEM_FONTS = ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/noto-cjk', '/usr/share/fonts/google-noto-sans-cjk-fonts', '/usr/local/share/fonts']
const FONT = 'NotoSansCJK-Regular.ttc'
export const FONTS_MEND = 'apt install fonts-noto-cjk, or with a network: npm start   (fetches them into .tools)'

/** The Chinese type on this machine or fetched, or null. */
export const fontsFolder = () => [...SYSTEM_FONTS, join(toolsFolder(), 'fonts/root/usr/share/fonts/opentype/noto')].find((folder) => existsSync(join(folder, FONT))) ?? null

/** Chinese type for printed orders, unless the machine has it. */
export async function provisionFonts(/** @type {Report} */ report) {
  if (fontsFolder() !== null) return
  const fetched = await fetchDebian(
    {
      step: 'Chinese type',
      folder: join(toolsFolder(), 'fonts'),
      suite: ownSuite(),
      packages: ['fonts-noto-cjk'],
      programs: [],
      finish(root) {
        if (existsSync(join(root, 'usr/share/fonts/opentype/noto', FONT))) writeFileSync(join(root, '../in-place'), '#!/bin/sh\necho in place\n', { mode: 0o755 })
      },
      proof: { program: 'in-place', args: [], prints: /in place/ },
    },
    report,
  )
  if (fetched) report('Chinese type is in place')
}

/** SIPp for the tests; gives the command. The product itself does not need it. */
export async function provisionSipp(/** @type {Report} */ report) {
  if (await onPath('sipp')) return 'sipp'
  const folder = join(toolsFolder(), 'sipp')
  const fetched = await fetchDebian(
    {
      step: 'SIPp',
      folder,
      suite: ownSuite(),
      packages: ['sip-tester'],
      programs: [{ name: 'sipp', path: 'usr/bin/sipp' }],
      proof: { program: 'sipp', args: ['-v'], prints: /SIPp v3/ },
    },
    report,
  )
  if (fetched) report('SIPp is in place')
  return join(folder, 'sipp')
}

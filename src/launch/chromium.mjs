import { existsSync } from 'node:fs'
import { FailedStep, isRoot, lastLines, onPath, run } from './steps.mjs'

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const STEP = 'Chromium for the tests of the panel'
const MEND = 'sudo apt-get install chromium fonts-noto-cjk   (or set YHT_TEST_CHROMIUM to the program)'

const inPlace = () => process.env.YHT_TEST_CHROMIUM ?? PROGRAMS.find((path) => existsSync(path))

/**
 * The browser the panel is tested in. As root it is installed where apt-get has it.
 * @param {import('./steps.mjs').Report} report
 * @returns {Promise<string>} the program
 */
export async function provideChromium(report) {
  const found = inPlace()
  if (found) return found
  if (!isRoot() || !(await onPath('apt-get'))) throw new FailedStep(STEP, 'it is not installed', MEND)
  report('installing chromium with apt-get')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['-qq', '-y', '--no-install-recommends', 'install', 'chromium', 'fonts-noto-cjk']
  let done = await run('apt-get', install, { env })
  if (done.code !== 0) {
    await run('apt-get', ['-qq', 'update'], { env })
    done = await run('apt-get', install, { env })
  }
  const installed = inPlace()
  if (done.code !== 0 || !installed) throw new FailedStep(STEP, lastLines(done.err), MEND)
  return installed
}

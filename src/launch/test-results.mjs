import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {number} passed
 * @property {number} failed tests that failed, plus one for each file or suite that could not run
 * @property {number} skipped
 * @property {readonly string[]} problems one line each
 * @property {readonly string[]} [repeated] what failed the first time, and not when its files ran again alone
 * @property {number} tookMs
 */

/** @typedef {{ fullName: string, status: string, failureMessages?: readonly string[] }} Test */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: readonly Test[] }} File */

const firstLine = (/** @type {string | undefined} */ text) => (text ?? '').split('\n')[0]?.slice(0, 200) ?? ''
const briefly = (/** @type {string} */ path) => path.replace(/^.*\/(src|test)\//, '$1/')

/** @returns {readonly File[] | null} the files of a JSON report of vitest; null when it wrote none */
export const readReport = (/** @type {string} */ file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).testResults : null)

/** The files of a report in which anything failed. */
export const failedFiles = (/** @type {readonly File[]} */ files) => files.filter((each) => each.status === 'failed').map((each) => each.name)

/**
 * A report with what the repeated files gave the second time.
 * @param {readonly File[]} first
 * @param {readonly File[]} again
 */
export const withRepeated = (first, again) => first.map((each) => again.find((other) => other.name === each.name) ?? each)

/**
 * What a run of vitest amounts to, read from its report and checked against its exit code: a suite that ended
 * badly without a failed test, wrote no report or ran nothing has failed.
 * @param {{ suite: { name: string, noSkips: boolean }, files: readonly File[] | null, end: number | string, tookMs: number }} run
 * @returns {Result}
 */
export function judge({ suite, files, end, tookMs }) {
  const { name } = suite
  if (!files) return { name, passed: 0, failed: 1, skipped: 0, problems: [`${name}: the suite could not run (${end})`], tookMs }
  const tests = files.flatMap((each) => each.assertionResults.map((test) => ({ ...test, file: briefly(each.name) })))
  const broken = tests.filter((test) => test.status === 'failed')
  const passed = tests.filter((test) => test.status === 'passed').length
  const skipped = tests.length - passed - broken.length
  const problems = broken.map((test) => `${test.file} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`)
  for (const each of files) {
    const unexplained = each.status === 'failed' && !each.assertionResults.some((test) => test.status === 'failed')
    if (unexplained || each.assertionResults.length === 0) problems.push(`${briefly(each.name)} could not run: ${firstLine(each.message)}`)
  }
  if (suite.noSkips && skipped > 0) problems.push(`${name}: ${skipped} tests were skipped, and here every one must run`)
  if (tests.length === 0) problems.push(`${name}: there was no test to run`)
  if (end !== 0 && problems.length === 0) problems.push(`${name}: ended with ${end} though no test failed (an error outside the tests, see above)`)
  return { name, passed, failed: problems.length, skipped, problems, tookMs }
}

export const total = (/** @type {readonly Result[]} */ results) => ({
  passed: results.reduce((sum, result) => sum + result.passed, 0),
  failed: results.reduce((sum, result) => sum + result.failed, 0),
})

/** Anything failed, or suites were asked for and no test passed at all. */
export function failed(/** @type {readonly Result[]} */ results, /** @type {boolean} */ suitesAsked) {
  const sum = total(results)
  return sum.failed > 0 || (suitesAsked && sum.passed === 0)
}

/** The table printed at the end, with every problem once more. */
export function summary(/** @type {readonly Result[]} */ results) {
  const row = (/** @type {Result} */ r) =>
    `  ${r.failed === 0 ? 'ok    ' : 'FAILED'} ${r.name.padEnd(10)} ${String(r.passed).padStart(5)} passed ${String(r.failed).padStart(4)} failed` +
    `${r.skipped > 0 ? ` ${r.skipped} skipped` : ''}  ${(r.tookMs / 1000).toFixed(0)} s`
  const lines = (/** @type {readonly string[]} */ problems) => problems.map((problem) => `  - ${problem}\n`).join('')
  const repeated = results.flatMap((result) => result.repeated ?? [])
  const again = repeated.length === 0 ? '' : `failed at first, and passed when their files ran again alone:\n${lines(repeated)}`
  return `\n${results.map(row).join('\n')}\n${again}${lines(results.flatMap((result) => result.problems))}\n`
}

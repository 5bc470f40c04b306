import { Compiler } from '@swc/core'

// dependency-cruiser tells swc of no JSX; a file that has it says so by its name.
const { parseFileSync } = Compiler.prototype
Compiler.prototype.parseFileSync = function parse(/** @type {string} */ path, /** @type {object} */ options) {
  return parseFileSync.call(this, path, path.endsWith('.tsx') ? { ...options, tsx: true } : options)
}

// Who may import whom. Read the list top to bottom: each part sees only what is above it.
// `port` and `facts` are types only: the agreed doors between parts.
const MAY_IMPORT = {
  contract: [],
  platform: ['contract'],
  database: ['platform'],
  prompt: ['contract', 'platform'],
  telephony: ['contract', 'platform'],
  agent: ['contract', 'platform', 'database/statements'],
  queue: ['contract', 'platform'],
  call: ['contract', 'platform', 'database/statements', 'telephony/port', 'queue/port', 'agent/port', 'prompt/port', 'identity/port'],
  calendar: ['contract', 'platform', 'identity/port'],
  outbound: ['contract', 'platform', 'identity/port', 'agent/port', 'call/(port|script)', 'call/rules/ids'],
  hotline: ['contract', 'platform', 'calendar/port', 'caller/port', 'call/port', 'prompt/port', 'identity/port', 'outbound/rules'],
  caller: ['contract', 'platform', 'call/facts', 'hotline/rules', 'identity/port'],
  identity: ['contract', 'platform'],
  softphone: ['contract', 'platform', 'telephony/port', 'identity/port'],
  recording: ['contract', 'platform', 'database/statements', 'call/facts', 'identity/port'],
  dialer: ['contract', 'platform', 'calendar/(port|rules)', 'database/statements', 'call/(facts|port|script|rules/(ids|state))', 'identity/port', 'outbound/(port|placing)'],
  campaign: ['contract', 'platform', 'call/script', 'dialer/port', 'identity/port', 'prompt/port', 'department/(encoding|rules/csv)', 'ticket/(export/sheet|rules/masked)'],
  callback: ['contract', 'platform', 'call/facts', 'call/rules/(ids|state)', 'identity/port', 'outbound/(port|placing)'],
  department: ['contract', 'platform', 'identity/port'],
  ticket: ['contract', 'platform', 'database/statements', 'call/(facts|script)', 'dialer/port', 'department/port', 'identity/port'],
  evaluation: ['contract', 'platform', 'identity/port', 'ticket/(list/filter-store|rules/(visibility|segment|search-words))'],
  'hotline-day': ['contract', 'platform', 'identity/port', 'ticket/port'],
  'social-review': ['contract', 'platform', 'identity/port', 'ticket/port'],
  intake: ['contract', 'platform', 'identity/port'],
  attachment: ['contract', 'platform', 'identity/port'],
  roster: ['contract', 'platform', 'identity/port', 'calendar/port', 'calendar/rules', 'ticket/(port|case-store)'],
  notify: ['contract', 'platform', 'identity/port'],
  linkage: ['contract', 'platform', 'call/facts', 'call/port', 'identity/port'],
  'panel-api': ['contract', 'platform', 'identity/port', '[^/]+/port'],
  policy: ['contract', 'platform', 'identity/port'],
  alarm: ['contract', 'platform', 'identity/port'],
  report: ['contract', 'platform'],
  jobs: ['contract', 'platform'],
  welcome: ['contract', 'platform'],
  'panel-pages': ['platform'],
  // Runs in the browser: of the server it knows what goes over the line, and that as types only.
  panel: ['contract'],
  // Commands look into what the server keeps, each with the code that keeps it.
  cli: ['contract', 'platform', 'database', 'config', 'identity', 'hotline', 'call/rules'],
}

// Each package that talks to the outside world has one home.
const HOME = {
  'ari-client': 'src/telephony/ari-[^/]+[.]ts$',
  'asterisk-manager': 'src/telephony/ami-[^/]+[.]ts$',
  'knex|pg|sqlite3': 'src/(app|database/[^/]+|[a-z/-]*store|[^/]+/from-calls|[^/]+/record-facts|cli/[^/]+/[^/]+)[.]ts$',
  express: 'src/(app|http|platform/[^/]+|panel-api/[^/]+|panel-pages/[^/]+|welcome/mount)[.]ts$',
  'socket[.]io': 'src/(app|panel-api/[^/]+)[.]ts$',
  pdfmake: 'src/launch/pdf-worker[.]mjs$',
  nodemailer: 'src/notify/smtp[.]ts$',
  'node-cron': 'src/jobs/[^/]+[.]ts$',
}

const TEST = '[.]test[.]tsx?$'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(MAY_IMPORT).map(([part, allowed]) => ({
      name: `${part}-sees-only-its-own-shelf`,
      severity: 'error',
      from: { path: `^src/${part}/`, pathNot: TEST },
      to: { path: '^src/', pathNot: [`^src/${part}/`, ...allowed.map((a) => `^src/${a}(/|[.]ts$)`)] },
    })),
    {
      name: 'rules-are-pure',
      comment: 'No clock, no network, no database, no packages: only types and other rules.',
      severity: 'error',
      from: { path: '^src/[^/]+/rules/', pathNot: TEST },
      to: { pathNot: ['^src/[^/]+/rules/', '^src/contract/', '^src/[^/]+/(port|facts|script)[.]ts$'] },
    },
    ...Object.entries(HOME).map(([pkg, home]) => ({
      name: `${pkg.split('|')[0].replace(/[[\].]+/g, '.')}-has-one-home`,
      severity: 'error',
      from: { path: '^src/', pathNot: [home, TEST] },
      to: { path: `^node_modules/(@types/)?(${pkg})/`, dependencyTypesNot: ['type-only'] },
    })),
    { name: 'nobody-imports-the-panel', severity: 'error', from: { path: '^src/', pathNot: '^src/panel/' }, to: { path: '^src/panel/' } },
    { name: 'nobody-imports-tests', severity: 'error', from: { pathNot: [TEST, '^test/'] }, to: { path: [TEST, '^test/'] } },
  ],
  // swc reads TypeScript here: TypeScript 7 has no API for tools yet.
  options: { parser: 'swc', tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' }, enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'] } },
}

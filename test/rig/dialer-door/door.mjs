import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { dialerStore as realStore } from '../../../dist/dialer/store.js'
import { joinDialer as realJoin } from '../../../dist/wiring/dialer.js'

// Runs inside the server. Jobs are scheduled through the socket TEST_DOOR; they may be called at any hour, ask one question and
// are settled with what was answered, kept in the database. At the step named in the file TEST_DOOR.die the server is killed, once.

const door = process.env.TEST_DOOR ?? ''

function dieAt(/** @type {string} */ step) {
  let wanted = ''
  try {
    wanted = readFileSync(`${door}.die`, 'utf8')
  } catch {
    return
  }
  if (wanted !== step) return
  rmSync(`${door}.die`)
  process.kill(process.pid, 'SIGKILL')
}

export function dialerStore(/** @type {Parameters<typeof realStore>} */ ...given) {
  const store = realStore(...given)
  return {
    ...store,
    async claim(/** @type {Parameters<typeof store.claim>} */ ...asked) {
      const jobs = await store.claim(...asked)
      if (jobs.length > 0) dieAt('claimed')
      return jobs
    },
    async commit(/** @type {Parameters<typeof store.commit>} */ ...asked) {
      dieAt('before commit')
      const how = await store.commit(...asked)
      dieAt('committed')
      return how
    },
  }
}

const prompt = { id: 'survey_q1', values: {} }
const script = {
  start: 'solved',
  steps: {
    solved: { what: 'ask', prompt, keys: { 1: { value: 'solved', next: 'satisfied' } }, silent: null },
    satisfied: { what: 'ask', prompt: { id: 'survey_q2', values: {} }, keys: { 1: { value: 'satisfied', next: null } }, silent: null },
  },
  invalid: null, keyMs: 4_000, maxPlays: 3, person: null,
}

export function joinDialer(/** @type {Parameters<typeof realJoin>[0]} */ sources) {
  const joined = realJoin(sources)
  const { inTransaction, clock } = sources
  joined.register(/** @type {import('../../../src/dialer/port.ts').JobRules} */ ({
    kind: 'campaign', together: 1, yieldsToCallers: true, oncePerDay: true, maxAtOnce: () => 5,
    script: async () => script, mayCall: () => true, opensAt: (_, now) => now,
    async heard(trx, job, { answers }) {
      await trx('dial_results').insert({ subject: job.subject, said: JSON.stringify(answers.map(({ value }) => value)) }).onConflict('subject').merge()
      dieAt('heard')
    },
    async settle(...[trx, job, end, , now]) {
      await trx('dial_results').insert({ subject: job.subject, ended: end }).onConflict('subject').merge({ ended: end })
      dieAt('settling')
      return joined.timing.after(job, end, now)
    },
    settled: () => dieAt('settled'),
  }))
  rmSync(door, { force: true })
  createServer(async (request, response) => {
    const job = JSON.parse(await text(request))
    const made = await inTransaction(async (trx) => {
      await trx.raw('create table if not exists dial_results (subject varchar(40) primary key, said text, ended text)')
      return await joined.dialing.schedule(trx, { kind: 'campaign', dnis: '12345', dueAt: clock.now(), anyHour: true, ...job })
    })
    const rows = request.method === 'POST' ? [] : await sources.db('dial_jobs').leftJoin('dial_results', 'dial_results.subject', 'dial_jobs.subject').where({ 'dial_jobs.subject': job.subject }).select('state', 'attempts', 'serial', 'last_end', 'said', 'ended')
    response.end(JSON.stringify({ made, row: rows[0] ?? null }))
  }).listen(door).unref()
  return {
    ...joined,
    // The product's own kind of that name stays outside.
    register: (kind) => (kind.kind === 'campaign' ? undefined : joined.register(kind)),
    start: (reach) => joined.start({ ...reach, placing: { speak: (...asked) => { const call = reach.placing.speak(...asked); dieAt('placed'); return call } } }),
  }
}

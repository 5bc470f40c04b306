import { describe, expect, it } from 'vitest'
import type { Knex } from 'knex'
import type { CallFact } from '../../src/call/facts.ts'
import type { ScriptEnd } from '../../src/call/script.ts'
import { NO_ANSWERS } from '../../src/contract/survey-form.ts'
import type { TicketDetail } from '../../src/contract/ticket-detail.ts'
import { transaction } from '../../src/database/transaction.ts'
import { recordFacts } from '../../src/dialer/from-calls.ts'
import type { Job, JobRules } from '../../src/dialer/port.ts'
import { databases, type TestDatabase } from './support/databases.ts'
import { cipher, matter, person, reply, supervisor } from './support/matter.ts'

const [clerk, head, anna] = [person('unit', 'HB'), person('unit_head', 'HB'), person('callback')]
const MINUTE_MS = 60_000

/** Fed back: its job waits. */
async function fedBack(open: TestDatabase['open'], fields: Parameters<typeof matter>[1] = {}, more: Parameters<typeof matter>[2] = {}) {
  const one = await matter(open, fields, more)
  const approve = async (): Promise<TicketDetail> => {
    await one.by(clerk, reply)
    return await one.by(head, { event: 'reviewReply', approved: true, note: '' })
  }
  await one.handled('HB')
  const approved = await approve()
  const jobs = async (): Promise<Record<string, unknown>[]> => await one.db('dial_jobs').where({ kind: 'survey' }).orderBy('due_at')
  const survey = async (who = anna) => (await one.surveys.list(who, { ticketNo: one.ticketNo as never, limit: 50 })).items[0]
  return { ...one, approve, approved, jobs, survey, phone: telephone(one.db, one.surveyKind, () => one.clock.now) }
}

/** A carrier that is not there: what the journal would tell of a call, in the transaction of the projector. */
function telephone(db: Knex, rules: JobRules, now: () => number) {
  let calls = 0
  const told: Job[] = []
  const facts = async (some: readonly object[]): Promise<void> => {
    await transaction(db, async (trx) => await recordFacts(trx, some as CallFact[], { rulesOf: () => rules, settling: (job) => void told.push(job) }))
    for (const job of told.splice(0)) rules.settled(job)
  }
  async function begin(): Promise<string> {
    const call = `c${(calls += 1)}-survey`
    const [job]: { id: string; serial: number }[] = await db('dial_jobs').where({ state: 'scheduled' })
    if (!job) throw new Error('nothing is scheduled')
    await db('dial_jobs').where({ id: job.id }).update({ state: 'dialing', call_id: call, serial: job.serial + 1 })
    await db('dial_tries').insert({ call_id: call, job_id: job.id, serial: job.serial + 1, kind: 'survey', node: 'n', since: now(), committed_at: now() })
    return call
  }
  /** Presses keys where the script asks, until it ends or they are used up; tells how the call ended. */
  async function answers(keys: string): Promise<ScriptEnd> {
    const call = await begin()
    const { script, subject } = await heard(call)
    let step: string | null = script.start
    let pressed = false
    for (const key of keys) {
      while (step !== null && script.steps[step]?.what !== 'ask') step = nextOf(script.steps[step])
      const asked: (typeof script.steps)[string] | undefined = step === null ? undefined : script.steps[step]
      if (asked?.what !== 'ask' || step === null) throw new Error(`nothing is asked any more of ${subject}`)
      pressed = true
      if (key === script.person?.key) {
        await facts([{ type: 'scriptAnswered', call, at: now(), step, value: 'person' }])
        step = script.person.nobody
        continue
      }
      const answer = asked.keys[key]
      if (!answer) throw new Error(`${key} means nothing at ${step}`)
      await facts([{ type: 'scriptAnswered', call, at: now(), step, value: answer.value }])
      step = answer.next
    }
    while (step !== null && script.steps[step]?.what !== 'ask') step = nextOf(script.steps[step])
    const end: ScriptEnd = !pressed ? 'silent' : step === null ? 'completed' : 'left'
    await over(call, end)
    return end
  }
  const nextOf = (step: { what: string; next?: string | null } | undefined): string | null => step?.next ?? null
  async function heard(call: string) {
    const rows: { id: string; subject: string }[] = await db('dial_jobs').where({ call_id: call })
    const script = await rules.script(rows.map(({ id, subject }) => ({ id, subject }) as Job), now())
    if (!script) throw new Error('nothing is said')
    return { script, subject: rows[0]?.subject ?? '' }
  }
  const over = async (call: string, script: ScriptEnd): Promise<void> => await facts([{ type: 'callEnded', call, at: now(), direction: 'outbound', script }])
  return { answers, fails: async (end: ScriptEnd): Promise<void> => await over(await begin(), end), begin, facts, over }
}

describe.each(databases)('automatic call-backs on $on', ({ open }) => {
  it('are planned with the feedback, for the contact phone, not sooner than ten minutes after it (A-J13, J20)', async () => {
    const { approved, jobs, survey, ticketNo } = await fedBack(open)
    const [job, ...more] = await jobs()
    expect([job?.['state'], cipher.open(String(job?.['number_sealed'])), more]).toEqual(['scheduled', '13700001111', []])
    expect(Number(job?.['due_at'])).toBe((approved.feedbackAt ?? 0) + 10 * MINUTE_MS)
    expect(await survey()).toMatchObject({ id: `${ticketNo}-0`, state: 'scheduled', mode: 'auto', why: null, number: '137****1111', dueAt: Number(job?.['due_at']), tries: [], answers: null })
  })

  it.each([
    ['confidential', { confidential: true }, 'confidential'], ['of the elderly', { callerLabels: ['elder'] }, 'elder'],
  ] as const)('are left to a person: %s', async (_, fields, why) => {
    const { jobs, survey } = await fedBack(open, fields as never)
    expect([await jobs(), await survey()]).toMatchObject([[], { state: 'person', mode: 'human', why }])
  })

  it('are not for whom nobody calls back, nor where the site or the number speaks against it', async () => {
    const patrol = await fedBack(open, { channel: 'grid_patrol' } as never)
    expect([patrol.approved.state, await patrol.jobs()]).toEqual(['closed', []])
    const anonymous = await fedBack(open, { anonymous: true, contactPhone: '' })
    expect([anonymous.approved.state, await anonymous.jobs()]).toEqual(['closed', []])
    expect(await (await fedBack(open, {}, { limits: { callbackAutomatic: false } })).survey()).toMatchObject({ why: 'site', state: 'person' })
    expect(await (await fedBack(open, {}, { notByMachine: () => 'number' })).survey()).toMatchObject({ why: 'number', state: 'person' })
  })

  it.each([
    ['111', 'closed', 'A', 'solved', 'satisfied'], ['112', 'closed', 'B', 'solved', 'basically'], ['1131', 'callback_review', 'D', 'solved', 'dissatisfied'],
    ['121', 'closed', 'B', 'partly', 'satisfied'], ['131', 'callback_review', 'D', 'unsolved', 'satisfied'], ['1335', 'callback_review', 'D', 'unsolved', 'dissatisfied'],
  ] as const)('answered with %s lead to %s, grade %s (§4.5)', async (...[keys, state, grade, solved, satisfied]) => {
    const { phone, show, jobs, survey } = await fedBack(open)
    expect(await phone.answers(keys)).toBe('completed')
    expect(await show()).toMatchObject({ state, grade, solved, satisfied })
    expect([(await jobs())[0]?.['state'], await survey()]).toMatchObject(['done', { state: 'answered', mode: 'auto', answers: { solved, satisfied }, tries: [{ end: 'answered', mode: 'auto', by: null }] }])
  })

  it('count what was wrong with the service for the department (A-H06)', async () => {
    const { phone, show } = await fedBack(open)
    await phone.answers('1132')
    expect((await show()).records.find(({ kind }) => kind === 'complaint')).toMatchObject({ unit: 'HB', data: { reason: 'ability' } })
  })

  it('keep every key at once, ask the rest once more, and leave it to a person then (A-X04)', async () => {
    const { phone, show, survey, jobs } = await fedBack(open)
    const call = await phone.begin()
    await phone.facts([{ type: 'scriptAnswered', call, at: 1, step: 'identity', value: 'self' }, { type: 'scriptAnswered', call, at: 2, step: `solved ${String((await jobs())[0]?.['subject'])}`, value: 'solved' }])
    expect(await survey()).toMatchObject({ state: 'calling', answers: { solved: 'solved', satisfied: null }, tries: [{ end: null }] })
    await phone.over(call, 'left')
    expect(await show()).toMatchObject({ state: 'pending_callback', solved: 'solved', satisfied: null })
    expect(await survey()).toMatchObject({ state: 'scheduled', tries: [{ end: 'half' }] })
    await phone.fails('no_answer')
    expect([await survey(), (await jobs())[0]?.['state']]).toMatchObject([{ state: 'person', why: 'half', answers: { solved: 'solved' }, tries: [{ end: 'half' }, { end: 'no_answer' }] }, 'waiting_person'])
  })

  it('ask only for what is missing', async () => {
    const { phone, show } = await fedBack(open)
    expect(await phone.answers('11')).toBe('left')
    expect(await phone.answers('11')).toBe('completed')
    expect(await show()).toMatchObject({ state: 'closed', solved: 'solved', satisfied: 'satisfied', grade: 'A' })
  })

  it('are left to a person after three tries, and closed after that one (A-J19)', async () => {
    const { phone, survey, by, clock, jobs } = await fedBack(open)
    for (const end of ['no_answer', 'silent', 'rejected'] as const) {
      await phone.fails(end)
      clock.now += 24 * 60 * MINUTE_MS
    }
    expect([await survey(), (await jobs())[0]?.['state']]).toMatchObject([{ state: 'person', why: 'tried', answers: null, tries: [{ end: 'no_answer' }, { end: 'silent' }, { end: 'rejected' }] }, 'waiting_person'])
    expect(await by(anna, { event: 'callbackAttempt', outcome: 'no_answer', againAt: null, note: '' })).toMatchObject({ state: 'closed', closeReason: 'unreachable', satisfied: null })
    expect(await survey()).toMatchObject({ state: 'unanswered', reason: 'unreachable', tries: [{}, {}, {}, { mode: 'human', by: 'callback', end: 'no_answer' }] })
  })

  it('are not counted while the line is busy, and end where the number is nobody’s or the citizen is another', async () => {
    const busy = await fedBack(open)
    await busy.phone.fails('busy')
    expect([await busy.survey(), (await busy.jobs())[0]]).toMatchObject([{ state: 'scheduled', tries: [{ end: 'busy' }] }, { attempts: 0 }])
    for (const [keys, why] of [['19', 'wrong_person'], ['10', 'asked']] as const) {
      const one = await fedBack(open)
      await one.phone.answers(keys.slice(1))
      expect([await one.survey(), await one.show(), (await one.jobs())[0]?.['state']]).toMatchObject([{ state: 'person', why }, { state: 'pending_callback', solved: null }, 'waiting_person'])
    }
    const invalid = await fedBack(open)
    await invalid.phone.fails('invalid')
    expect(await invalid.survey()).toMatchObject({ state: 'person', why: 'invalid' })
  })

  it('find another time twice, and bring who asks for a person to one (§4.5)', async () => {
    const later = await fedBack(open)
    await later.phone.answers('2')
    expect([await later.survey(), (await later.jobs())[0]]).toMatchObject([{ state: 'scheduled', tries: [{ end: 'not_now' }] }, { attempts: 0, state: 'scheduled' }])
    const asks = await fedBack(open)
    await asks.phone.answers('110')
    expect([await asks.show(), await asks.survey()]).toMatchObject([{ state: 'callback_review', solved: 'solved', satisfied: null }, { answers: { wantsPerson: true }, tries: [{ end: 'asked' }] }])
  })

  it('go on round by round until the citizen is satisfied, each with one survey (A-X19, A-J15, INV-6)', async () => {
    const { phone, by, approve, show, survey, ticketNo, surveys } = await fedBack(open)
    await phone.answers('1335')
    await by(anna, { event: 'judge', reasonable: true, explanation: '' })
    await approve()
    await phone.answers('111')
    expect(await show()).toMatchObject({ state: 'closed', grade: 'A', round: 1 })
    expect((await surveys.list(anna, { ticketNo: ticketNo as never, limit: 50 })).items.map(({ round, state }) => [round, state])).toEqual([[1, 'answered'], [0, 'answered']])
    expect(await survey()).toMatchObject({ answers: { solved: 'solved', satisfied: 'satisfied' } })
  })

  it('end when a person was quicker, whatever the call brings then', async () => {
    const { phone, surveys, show, jobs, survey, ticketNo } = await fedBack(open)
    const call = await phone.begin()
    const answers = { ...NO_ANSWERS, identity: 'self', solved: 'solved', satisfied: 'basically' } as const
    const { version } = await show()
    expect(await surveys.result(`${ticketNo}-0`, { version, answers, againAt: null }, { user: anna, language: 'zh' })).toMatchObject({ state: 'answered', mode: 'human', answers: { satisfied: 'basically' } })
    await phone.facts([{ type: 'scriptAnswered', call, at: 1, step: 'identity', value: 'self' }])
    await phone.over(call, 'left')
    expect([await show(), (await jobs())[0]?.['state']]).toMatchObject([{ state: 'closed', satisfied: 'basically' }, 'dropped'])
    expect((await survey())?.tries.map(({ mode, end }) => [mode, end])).toEqual([['auto', 'left'], ['human', 'answered']])
    await expect(surveys.result(`${ticketNo}-0`, { version, answers, againAt: null }, { user: anna, language: 'zh' })).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' })
  })

  it('are begun now by whoever may, and listed by where they stand', async () => {
    const { surveys, ticketNo, jobs, clock, phone } = await fedBack(open)
    await surveys.dial(`${ticketNo}-0`, anna)
    expect(Number((await jobs())[0]?.['due_at'])).toBeLessThanOrEqual(clock.now)
    const listed = async (state: string) => (await surveys.list(supervisor, { state: [state as never], limit: 1 })).items.map((one) => one.ticketNo)
    expect([await listed('scheduled'), await listed('calling'), await listed('person')]).toEqual([[ticketNo], [], []])
    await phone.fails('invalid')
    expect([await listed('scheduled'), await listed('person')]).toEqual([[], [ticketNo]])
    await expect(surveys.dial(`${ticketNo}-0`, anna)).rejects.toMatchObject({ code: 'SURVEY_NOT_AUTOMATIC' })
    await expect(surveys.dial(`${ticketNo}-0`, clerk)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(surveys.list(person('unit', 'RS'), { ticketNo: ticketNo as never, limit: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('tell the department what was answered when the matter is closed, and not before', async () => {
    const { phone, survey, show } = await fedBack(open)
    await phone.answers('11')
    expect(await survey(clerk)).toMatchObject({ answers: null, number: null, tries: [{ end: 'half', call: null }] })
    expect(await show(clerk)).toMatchObject({ solved: null, satisfied: null })
    await phone.answers('11')
    expect(await survey(clerk)).toMatchObject({ state: 'answered', answers: { solved: 'solved', satisfied: 'satisfied' } })
  })
})

import { describe, expect, it } from 'vitest'
import type { TicketEvent, TicketNo } from '../../src/contract/ticket.ts'
import type { WorklistName } from '../../src/contract/worklist.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { databases, type TestDatabase } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: `${role}${department ?? ''}`, role, extension: null, department })
const [dispatcher, supervisor, callback, leader, clerk, head, police, other] = [person('dispatcher'), person('supervisor'), person('callback'), person('leader'), person('unit', 'HB'), person('unit_head', 'HB'), person('unit', 'GA'), person('unit', 'RS')]
// A Monday, 14:00.
const monday = Date.parse('2026-11-23T14:00:00+08:00')
const DAY_MS = 24 * 3_600_000
const reply = { event: 'submitReply', contacted: true, contactedAt: monday, contactManner: 'phone', contactedBy: '经办人', result: '已责令停工', publicReply: '夜间已停止施工', resolved: 'solved', unresolvedReason: '', lawfulBasis: '', reviewAt: null }

async function desks(open: TestDatabase['open']) {
  let now = monday
  const { writing, acting, reading, worklists } = ticketing(await open(), { cipher, now: () => (now += 1_000) })
  const by = async (who: Principal, no: TicketNo, event: object) => await acting.act(no, who, { ...event, version: (await reading.show(no, supervisor)).version } as TicketEvent, 'zh')
  async function taken(fields: object = {}): Promise<TicketNo> {
    const matter = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区', content: '楼下夜间施工', contactPhone: '13700001111', ...fields } as const
    const { ticketNo } = await writing.open({ channel: 'app', dnis: null, externalNo: null, ...matter }, dispatcher, 'zh')
    await by(dispatcher, ticketNo, { event: 'submit' })
    return ticketNo
  }
  const list = async (who: Principal, name: WorklistName, below = false): Promise<string[]> => (await worklists.page(who, name, { below, limit: 50 })).items.map(({ ticket }) => ticket.ticketNo)
  const counts = async (who: Principal) => Object.fromEntries((await worklists.counts(who, false)).map(({ name, count, late }) => [name, late === 0 ? count : `${count}, ${late} late`]))
  return { by, taken, list, counts, worklists, pass: (ms: number) => void (now += ms) }
}

describe.each(databases)('the work lists of the desks on $on', ({ open }) => {
  it('have a ticket where somebody has to do something with it, and nowhere else', async () => {
    const { by, taken, list, worklists } = await desks(open)
    const [no, unclear] = [await taken(), await taken({ categoryCode: '0402' })]
    expect(await list(dispatcher, 'triage')).toEqual([unclear])
    expect(await list(clerk, 'to_sign')).toEqual([no])
    expect(await list(other, 'to_sign')).toEqual([])
    await by(clerk, no, { event: 'signFor' })
    expect([await list(clerk, 'to_sign'), await list(clerk, 'to_verify'), await list(police, 'co_tasks')]).toEqual([[], [no], [no]])
    await by(clerk, no, { event: 'verify', contacted: true, notContactedReason: '', substantiated: 'yes', findings: '属实' })
    await by(police, no, { event: 'answerCoTask', record: (await worklists.page(police, 'co_tasks', { below: false, limit: 1 })).items[0]?.record?.id, result: '已出警' })
    expect([await list(clerk, 'handling'), await list(police, 'co_tasks')]).toEqual([[no], []])
    await by(clerk, no, reply)
    expect([await list(clerk, 'handling'), await list(head, 'to_review')]).toEqual([[], [no]])
    await by(head, no, { event: 'reviewReply', approved: true, note: '' })
    expect([await list(head, 'to_review'), await list(callback, 'to_call')]).toEqual([[], [no]])
    await by(callback, no, { event: 'callbackResult', solved: 'unsolved', satisfied: 'dissatisfied', reason: 'result', wantsPerson: false, note: '' })
    expect([await list(callback, 'to_call'), await list(callback, 'to_judge')]).toEqual([[], [no]])
    await by(callback, no, { event: 'judge', reasonable: true, explanation: '' })
    expect([await list(clerk, 'rework'), await list(supervisor, 'pool'), await list(leader, 'pool')]).toEqual([[no], [no], [no]])
  })

  it('come with emergencies first and then what is due first, page by page, each once', async () => {
    const { taken, worklists } = await desks(open)
    const [report, complaint, question] = [await taken({ type: 'report' }), await taken(), await taken({ type: 'consultation' })]
    const urgent = await taken({ urgency: 'emergency' })
    const found: string[] = []
    for (let cursor: string | undefined; found.length < 9; ) {
      const { items, nextCursor } = await worklists.page(supervisor, 'open', { below: false, limit: 1, cursor })
      found.push(...items.map(({ ticket }) => ticket.ticketNo))
      if (nextCursor === null) break
      cursor = nextCursor
    }
    expect(found).toEqual([urgent, question, complaint, report])
    expect((await worklists.page(supervisor, 'emergency', { below: false, limit: 9 })).items.map(({ ticket }) => ticket.ticketNo)).toEqual([urgent])
  })

  it('tell each role its own, with how many are late', async () => {
    const { taken, counts, pass } = await desks(open)
    await taken()
    expect(await counts(clerk)).toMatchObject({ to_sign: 1, to_verify: 0, handling: 0, rework: 0, due_today: 0, co_tasks: 0, emergency: 0, open: 1, nearly_due: 0, overdue: 0 })
    expect(Object.keys(await counts(dispatcher))).toEqual(['unassigned', 'triage', 'returns', 'emergency', 'open', 'nearly_due', 'overdue'])
    pass(3_600_000)
    expect(await counts(clerk)).toMatchObject({ to_sign: '1, 1 late', overdue: 0 })
    pass(8 * DAY_MS)
    expect(await counts(clerk)).toMatchObject({ overdue: '1, 1 late', nearly_due: 0 })
    expect(await counts(person('agent'))).toEqual({})
  })

  it('nearly due begins a working day before the deadline, and ends with it', async () => {
    const { taken, list, pass } = await desks(open)
    const no = await taken() // due at the end of Monday the 30th
    pass(4 * DAY_MS) // Friday, 14:00: the yellow card comes at its end
    expect(await list(clerk, 'nearly_due')).toEqual([])
    pass(DAY_MS)
    expect([await list(clerk, 'nearly_due'), await list(clerk, 'due_today')]).toEqual([[no], []])
    pass(2 * DAY_MS)
    expect([await list(clerk, 'nearly_due'), await list(clerk, 'due_today'), await list(clerk, 'overdue')]).toEqual([[no], [no], []])
    pass(DAY_MS)
    expect([await list(clerk, 'nearly_due'), await list(clerk, 'due_today'), await list(clerk, 'overdue')]).toEqual([[], [], [no]])
  })

  it('refuse a list of another desk', async () => {
    const { list } = await desks(open)
    await expect(list(clerk, 'to_judge')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(list(callback, 'to_sign')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

import { describe, expect, it } from 'vitest'
import { databases } from './support/databases.ts'
import { matter, person, reply, supervisor } from './support/matter.ts'

const filing = { type: 'help', categoryCode: '0801', content: '随子女在外地居住，办理异地就医备案', callerName: '李某', extra: { insured: '李某', insuredIn: '本市', treatedIn: '外地', fromDay: '2026-12' } } as const
const office = person('unit', 'YB')
const decision = { event: 'decideApproval', approved: true, reference: 'BA-7', note: '' }

describe.each(databases)('a filing taken by telephone and approved by a back office on $on', ({ open }) => {
  it('waits for the office, which sees it and decides; then it is answered, and all of it stands in the time line (G22)', async () => {
    const { handled, by, show, worklists } = await matter(open, filing)
    await handled('RS')
    const lead = person('unit', 'RS')
    expect((await show(lead)).heldEvents).toContainEqual({ event: 'submitReply', why: 'approvalOpen', message: '后台审批尚未完成，暂不能提交答复' })
    expect((await show(lead)).allowedEvents).not.toContain('submitReply')
    await expect(by(lead, reply)).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: [{ why: 'approvalOpen' }] } })
    await expect(by(lead, decision)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(show(person('unit', 'SC'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await show(office)).allowedEvents).toContain('decideApproval')
    expect((await worklists.page(office, 'approvals', { below: true, limit: 10 })).items.map(({ record }) => record?.unit)).toEqual(['YB'])
    await by(office, decision)
    await by(lead, reply)
    const done = await by(person('unit_head', 'RS'), { event: 'reviewReply', approved: true, note: '' })
    expect(done.timeline.find(({ event }) => event === 'decideApproval')).toMatchObject({ actor: 'unitYB', reason: 'approved', details: { unit: 'YB', reference: 'BA-7' } })
    expect(done.records.find(({ kind }) => kind === 'approval')).toMatchObject({ state: 'done', unit: 'YB', settledBy: 'unitYB', data: { reference: 'BA-7' } })
  })

  it('that is refused is not solved', async () => {
    const { handled, by, show } = await matter(open, filing)
    await handled('RS')
    await by(office, { ...decision, approved: false, note: '参保状态异常' })
    await expect(by(person('unit', 'RS'), reply)).rejects.toMatchObject({ details: { errors: [{ path: 'resolved', why: 'approvalRefused' }] } })
    await by(person('unit', 'RS'), { ...reply, resolved: 'unsolved', unresolvedReason: '参保状态异常' })
    expect((await show(supervisor)).state).toBe('reply_review')
  })
})

describe.each(databases)('a duty of a functional department on $on', ({ open }) => {
  it('does not go down to a community without a reason and somebody who agreed (国办函〔2025〕66号, T16)', async () => {
    const { by, show } = await matter(open, { categoryCode: '0501', content: '楼顶违法建设' })
    await by(supervisor, { event: 'submit' })
    await by(supervisor, { event: 'triageDecide', unit: 'QCQ', section: null, coUnits: [], method: '', requirements: '', final: false })
    const down = { event: 'subDispatch', unit: 'SQ1', section: null, note: '', overrideReason: '', approver: '' }
    const district = person('unit', 'QCQ')
    await expect(by(district, down)).rejects.toMatchObject({ code: 'TICKET_INCOMPLETE', details: { errors: [{ path: 'overrideReason', why: 'grassRoots', message: expect.stringContaining('社区') as string }, { path: 'approver' }] } })
    expect((await show()).leadUnit).toBe('QCQ')
    const passed = await by(district, { ...down, overrideReason: '须社区配合入户', approver: '分管副区长' })
    expect([passed.leadUnit, passed.timeline.at(-1)]).toMatchObject(['SQ1', { note: '须社区配合入户', details: { pushedDown: true, approver: '分管副区长' } }])
  })
})

import { describe, expect, it } from 'vitest'
import { databases } from './support/databases.ts'
import { matter, person, reply } from './support/matter.ts'

describe.each(databases)('a matter nobody can be called back about on $on', ({ open }) => {
  const fedBack = async (fields: Parameters<typeof matter>[1]) => {
    const one = await matter(open, fields)
    await one.handled('HB')
    const contacted = fields.contactPhone === '' ? { contacted: false, contactedAt: null, contactManner: null, contactedBy: '' } : {}
    await one.by(person('unit', 'HB'), { ...reply, ...contacted })
    return await one.by(person('unit_head', 'HB'), { event: 'reviewReply', approved: true, note: '' })
  }

  it.each([
    ['grid_patrol', { channel: 'grid_patrol', anonymous: true, contactPhone: '' }],
    ['anonymous', { anonymous: true, contactPhone: '' }],
    ['not_wanted', { wantsReply: false }],
  ] as const)('is closed as %s once its answer is approved, and stands so in the time line (T22, T30, I2)', async (reason, fields) => {
    const done = await fedBack(fields)
    expect(done).toMatchObject({ state: 'closed', closeReason: 'callback_exempt', satisfied: null, grade: 'B' })
    expect(done.timeline.slice(-2).map(({ event, actor, to, reason: why }) => [event, actor, to, why])).toEqual([['reviewReply', 'unit_headHB', 'pending_callback', 'approved'], ['exempt', 'system', 'closed', reason]])
    expect(done.records.filter(({ kind }) => kind === 'survey')).toEqual([])
  })

  it('waits for a person where the citizen must not be named', async () => {
    expect(await fedBack({ confidential: true })).toMatchObject({ state: 'pending_callback', closeReason: null })
  })
})

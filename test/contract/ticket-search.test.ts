import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import type { NewTicket, TicketEvent, TicketNo } from '../../src/contract/ticket.ts'
import type { Principal } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import type { TicketFilter } from '../../src/ticket/list/filter-store.ts'
import type { Listing } from '../../src/ticket/search/search.ts'
import { noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const li: Principal = { userId: 'u1', username: 'agent1001', role: 'agent', extension: Extension.parse('1001'), department: null }
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502' } as const

async function room(open: () => Promise<Knex>) {
  const db = await open()
  let now = noon
  const tickets = ticketing(db, { cipher, now: () => (now += 1_000) })
  const { writing, reading, acting, search } = tickets
  const open_ = async (fields: Partial<NewTicket>): Promise<TicketNo> => (await writing.open({ channel: 'wechat', dnis: null, externalNo: null, ...fields }, li, 'zh')).ticketNo
  return {
    ...tickets, db, taken: open_,
    write: async (no: TicketNo, fields: object) => await writing.change(no, li, { version: (await reading.show(no, li)).version, ...fields }, 'zh'),
    act: async (no: TicketNo, event: object) => await acting.act(no, li, { version: (await reading.show(no, li)).version, ...event } as TicketEvent, 'zh'),
    find: async (text: string, filter: TicketFilter = {}, more: Partial<Listing> = {}): Promise<string[]> => (await search.page({ text, filter, limit: 10, ...more })).items.map(({ ticketNo }) => ticketNo),
  }
}

describe.each(databases)('tickets searched for on $on', ({ open }) => {
  it('are found by words of two characters in every text, whatever the form of the characters', async () => {
    const { taken, find } = await room(open)
    const one = await taken({ title: '城区停水', content: '小区已经三天没有供水', address: '驿后小区 4 号楼', respondent: '甲物业公司', extra: {}, reply: '已联系水务' })
    const other = await taken({ content: '夜间施工噪声', extra: { employer: '乙建筑公司' } })
    for (const words of ['停水', '供水', '驿后', '物业', '水务', '驿后小区4号楼', '驛後小區', '４号楼', '物业 供水']) expect(await find(words)).toEqual([one])
    expect(await find('公司')).toEqual([other, one])
    expect(await find('乙建筑')).toEqual([other])
    for (const words of ['停电', '14号楼', '停水 噪声', '区停水三', '!!']) expect(await find(words)).toEqual([])
  })

  it('are found as they are now: written anew, handed in, with what was said later', async () => {
    const { taken, write, act, find } = await room(open)
    const no = await taken({ ...noise, content: '楼下施工', contactPhone: '13700001111', address: '东街' })
    expect(await find('施工')).toEqual([no])
    await write(no, { content: '邻居装修' })
    expect(await find('施工')).toEqual([])
    expect(await find('装修')).toEqual([no])
    await act(no, { event: 'submit' })
    expect(await find('噪声扰民')).toEqual([no]) // the title it was given
    const again = await taken({ content: '又在敲打墙面', contactPhone: '13700001111' })
    await act(again, { event: 'merge', into: no })
    expect(await find('敲打墙面', { states: ['pending_dispatch', 'dispatched', 'in_triage'] })).toEqual([no])
  })

  it('are not found by name and number of the citizen, and nothing of the texts can be read in the index', async () => {
    const { db, taken, find } = await room(open)
    await taken({ content: '路灯不亮', callerName: '欧阳明月', contactPhone: '13700001111' })
    for (const words of ['欧阳', '明月', '13700001111']) expect(await find(words)).toEqual([])
    const kept = JSON.stringify(await db('ticket_search'))
    expect(kept).not.toMatch(/路灯|不亮/)
    const other = createFieldCipher(Buffer.alloc(32, 8).toString('base64'))
    for (const gram of ['路灯', '灯不']) expect(kept).not.toContain(other.index(`gram ${gram}`).slice(0, 8))
  })

  it('are not taken for found when two words share a hash', async () => {
    const { db, taken, find } = await room(open)
    const [one, other] = [await taken({ content: '路灯不亮' }), await taken({ content: '水管破裂' })]
    expect(await find('路灯')).toEqual([one])
    // As if every gram of the one were in the other as well.
    const grams = (await db('ticket_search').where({ ticket_id: `n${one}` }).first('grams')) as { grams: unknown }
    if (db.client.config.client === 'pg') await db('ticket_search').where({ ticket_id: `n${other}` }).update(grams)
    else await db.raw('insert into ticket_grams (rowid, grams) select doc, ? from ticket_search where ticket_id = ?', [grams.grams as string, `n${other}`])
    expect(await find('路灯')).toEqual([one])
  })

  it('are listed newest first or by their deadline, page by page, each once', async () => {
    const { db, taken, search } = await room(open)
    const numbers: TicketNo[] = []
    for (let i = 0; i < 7; i += 1) numbers.push(await taken({ content: i === 3 ? '别的事' : '路灯不亮' }))
    for (const [i, ticketNo] of numbers.entries()) await db('tickets').where({ ticket_no: ticketNo }).update({ due_at: i === 6 ? null : noon + ((i * 5) % 7) * 1_000 })
    const pages = async (asked: Partial<Listing>): Promise<string[]> => {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: Awaited<ReturnType<typeof search.page>> = await search.page({ filter: {}, limit: 2, ...asked, ...(cursor === null ? {} : { cursor }) })
        seen.push(...page.items.map(({ ticketNo }) => ticketNo))
        cursor = page.nextCursor
      } while (cursor !== null)
      return seen
    }
    const at = (...order: number[]) => order.map((i) => numbers[i])
    expect(await pages({})).toEqual(at(6, 5, 4, 3, 2, 1, 0))
    expect(await pages({ text: '路灯' })).toEqual(at(6, 5, 4, 2, 1, 0))
    expect(await pages({ sort: 'dueAt' })).toEqual(at(0, 3, 2, 5, 1, 4))
    expect(await pages({ sort: 'dueAt', text: '路灯' })).toEqual(at(0, 2, 5, 1, 4))
  })

  it('are found by one character in the title only, and by the beginning of their number', async () => {
    const { taken, find, search } = await room(open)
    const no = await taken({ title: '停水', content: '电' })
    expect(await find('水')).toEqual([no])
    expect(await find('电')).toEqual([])
    expect(await find(no.toLowerCase().slice(0, 12))).toEqual([no])
    expect((await search.page({ filter: { ticketNo: 'JC20261121' }, limit: 5 })).items).toHaveLength(1)
    expect((await search.page({ filter: { ticketNo: 'JC20261122' }, limit: 5 })).items).toHaveLength(0)
  })

  it('written before there was a search are kept for it when the server starts', async () => {
    const { db, taken, find, catchUp } = await room(open)
    const no = await taken({ content: '路灯不亮' })
    if (db.client.config.client !== 'pg') await db.raw(`insert into ticket_grams (ticket_grams) values ('delete-all')`)
    await db('ticket_search').del()
    expect(await find('路灯')).toEqual([])
    expect(await catchUp()).toBe(1)
    expect(await catchUp()).toBe(0)
    expect(await find('路灯')).toEqual([no])
  })
})

import { describe, expect, it } from 'vitest'
import type { TicketNo, TicketEvent } from '../../src/contract/ticket.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const person = (role: Role, department: string | null = null): Principal => ({ userId: role, username: `${role}${department ?? ''}`, role, extension: null, department })
const [dispatcher, clerk] = [person('dispatcher'), person('unit', 'HB')]
const noise = { type: 'complaint', categoryCode: '0401', areaCode: '140502', address: '驿后小区 4 号楼', content: '楼下夜间施工', contactPhone: '13700001111' } as const

describe.each(databases)('what a dispatcher is told on $on', ({ open }) => {
  async function room() {
    const db = await open()
    let now = Date.parse('2026-11-23T14:00:00+08:00')
    const all = ticketing(db, { cipher, now: () => (now += 1_000) })
    const { writing, acting, reading } = all
    const act = async (who: Principal, ticketNo: TicketNo, event: object) => await acting.act(ticketNo, who, { ...event, version: (await reading.show(ticketNo, dispatcher)).version } as TicketEvent, 'zh')
    async function submitted(given: object = {}): Promise<TicketNo> {
      const { ticketNo } = await writing.open({ channel: 'app', dnis: null, externalNo: null, ...noise, ...given }, dispatcher, 'zh')
      await act(dispatcher, ticketNo, { event: 'submit' })
      return ticketNo
    }
    return { ...all, db, act, submitted }
  }

  it('is the line of the list with its reasons, who gave it back and whom they named, and who had such matters before', async () => {
    const { advising, act, submitted } = await room()
    await submitted()
    const ticketNo = await submitted({ suggestedUnit: 'CG' })
    expect(await advising.advise(ticketNo, dispatcher)).toMatchObject({
      best: { unit: 'HB', section: '噪声科', coUnits: ['GA'], from: 'list' }, decided: true, byAgent: 'CG', returned: [], faults: [],
      list: [{ unit: 'HB', named: 1, equal: true, why: { category: '0401', keywords: [] }, rule: { id: 'r1', matter: '噪声扰民' } }],
      precedents: [{ unit: 'HB', count: 1, samePlace: 1 }],
    })
    await act(clerk, ticketNo, { event: 'requestReturn', reason: 'not_our_duty', basis: '三定方案第三条', suggestedUnit: 'GA' })
    await act(dispatcher, ticketNo, { event: 'decideReturn', approved: true, note: '' })
    expect(await advising.advise(ticketNo, dispatcher)).toMatchObject({ best: { unit: 'GA', from: 'returned' }, returned: [{ unit: 'HB', reason: 'not_our_duty', basis: '三定方案第三条', suggestedUnit: 'GA' }] })
  })

  it('says what speaks against a department', async () => {
    const { advising, submitted } = await room()
    const ticketNo = await submitted({ categoryCode: '0101', areaCode: '140581', suggestedUnit: 'QCQ' })
    expect(await advising.advise(ticketNo, dispatcher)).toMatchObject({ best: null, decided: false, list: [], faults: [{ unit: 'QCQ', why: 'outsideDistrict' }] })
  })

  it('is for dispatchers', async () => {
    const { advising, submitted } = await room()
    const ticketNo = await submitted()
    await expect(advising.advise(ticketNo, clerk)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(advising.advise(ticketNo, person('unit', 'RS'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('finds departments by pinyin, with what they have to do already', async () => {
    const { advising, submitted } = await room()
    await submitted()
    const units = await advising.units(dispatcher)
    expect(units.find(({ code }) => code === 'HB')).toMatchObject({ nameZh: '市生态环境局', pinyin: expect.stringMatching(/^shishengtaihuanjingju ssthjj/), open: 1, late: 0 })
    expect((await advising.units({ ...dispatcher, workspace: '安监' })).every(({ workspace }) => workspace === '安监')).toBe(true)
  })
})

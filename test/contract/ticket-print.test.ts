import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { inflateSync } from 'node:zlib'
import type { Knex } from 'knex'
import { describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { findFonts } from '../../src/ticket/print/fonts.ts'
import { noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const who = (role: Role, over: Partial<Principal> = {}): Principal => ({ userId: role, username: role, role, extension: null, department: null, workspace: null, ...over })
const agent = who('agent', { username: 'agent1001', extension: Extension.parse('1001') })
const [supervisor, unit] = [who('supervisor'), who('unit', { username: 'unit-HB', department: 'HB' })]

/** What stands in a PDF, by its own maps from glyphs to characters; runs are joined as they come. */
function textOf(pdf: Buffer): string {
  const streams = [...pdf.toString('latin1').matchAll(/<<([^>]*?)>>\s*stream\r?\n/g)].map((found) => {
    const from = (found.index ?? 0) + found[0].length
    const bytes = pdf.subarray(from, pdf.indexOf('endstream', from))
    try {
      return inflateSync(bytes).toString('latin1')
    } catch {
      return ''
    }
  })
  const maps = streams.filter((text) => text.includes('beginbfrange') || text.includes('beginbfchar'))
  const glyphs = new Map<string, string>()
  for (const map of maps) for (const [, first = '', list = ''] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    for (const [n, [, hex = '']] of [...list.matchAll(/<([\w ]+)>/g)].entries()) glyphs.set(`${maps.indexOf(map)} ${(Number.parseInt(first, 16) + n).toString(16).padStart(4, '0')}`, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
  }
  const drawn = streams.flatMap((text) => [...text.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => hex))
  // By each of its faces: what belongs to another reads as nonsense, and hides nothing.
  return maps.map((_, n) => drawn.map((hex) => (hex.match(/.{4}/g) ?? []).map((glyph) => glyphs.get(`${n} ${glyph}`) ?? '').join('')).join('')).join('\n')
}
const pagesOf = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type \/Page\b(?!s)/g)].length

async function room(open: () => Promise<Knex>) {
  const db = await open()
  let now = noon
  const all = ticketing(db, { cipher, now: () => (now += 60_000) })
  const printed = async (ticketNo: string, user = supervisor, language: 'zh' | 'en' = 'zh') => {
    const file = await all.prints.order(ticketNo as never, user, language)
    return { ...file, pdf: await buffer(file.read(0, file.size - 1)) }
  }
  const sent = async (more: object = {}) => {
    const { ticketNo, version } = await all.writing.open({ channel: 'phone', dnis: null, externalNo: null, type: 'complaint', categoryCode: '0401', areaCode: '140502', content: '楼下烧烤店夜间营业，噪音扰民。', address: '驿后小区 4 号楼', contactPhone: '13700001111', callerName: '欧阳明月', ...more }, agent, 'zh')
    return await all.acting.act(ticketNo, agent, { event: 'submit', version }, 'zh')
  }
  return { ...all, printed, sent }
}

describe.each(databases.slice(0, 1))('a printed work order', ({ open }) => {
  it('is a page of A4 with what its reader may see, and who printed it is on record', async () => {
    const { sent, printed, audited, prints } = await room(open)
    const { ticketNo } = await sent()
    const { pdf, contentType, fileName } = await printed(ticketNo, unit)
    expect([contentType, fileName, pdf.subarray(0, 5).toString(), pagesOf(pdf)]).toEqual(['application/pdf', `${ticketNo}.pdf`, '%PDF-', 1])
    expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]')
    const text = textOf(pdf)
    for (const shown of ['政务服务便民热线工单', ticketNo, '楼下烧烤店夜间营业', '137****1111', '欧**', '市生态环境局', '提交派单', 'unit-HB']) expect(text).toContain(shown)
    for (const hidden of ['13700001111', '明月']) expect(text).not.toContain(hidden)
    expect(audited.filter(({ action }) => action === 'ticket.print')).toMatchObject([{ actor: 'unit-HB', target: `ticket:${ticketNo}`, ok: true }])
    await prints.stop()
  })

  it('of a confidential matter says nothing of the citizen to a department', async () => {
    const { sent, printed, prints } = await room(open)
    const { ticketNo } = await sent({ confidential: true, callerAge: 71, callerSex: 'female' })
    const text = textOf((await printed(ticketNo, unit)).pdf)
    expect(text).toContain('保密件')
    for (const hidden of ['欧', '137', '71 岁']) expect(text).not.toContain(hidden)
    expect(textOf((await printed(ticketNo, supervisor)).pdf)).toContain('137****1111')
    await prints.stop()
  })

  it('breaks over pages when it is long, whatever stands in it, and fetches nothing', async () => {
    const { sent, printed, prints } = await room(open)
    const long = await sent({ content: '本小区自入冬以来供暖温度不达标，'.repeat(240), address: 'x'.repeat(200) })
    expect(pagesOf((await printed(long.ticketNo)).pdf)).toBeGreaterThan(1)
    const odd = await sent({ content: '<img src=//evil.example/x>\u202e=cmd|\u0007 𠮷野家 😀', address: 'A'.repeat(200), contactPhone: '13700002222' })
    const { pdf } = await printed(odd.ticketNo, supervisor, 'en')
    expect(textOf(pdf)).toContain('<img src=//evil.example/x>=cmd| ')
    expect(pdf.toString('latin1')).not.toContain('/URI')
    await prints.stop()
  })

  it('asks for the type when the machine has none, by the command that brings it', () => {
    const { regular } = findFonts(process.env['YHT_TOOLS'] ?? '.tools')
    expect(readFileSync(regular[0]).subarray(0, 4).toString()).toBe('ttcf')
  })
})

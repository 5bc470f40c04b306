import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Knex } from 'knex'
import { afterAll, describe, expect, it } from 'vitest'
import { Extension } from '../../src/contract/ids.ts'
import { type AskExport, EXPORT_COLUMNS } from '../../src/contract/ticket-export.ts'
import type { Principal, Role } from '../../src/identity/port.ts'
import { createFieldCipher } from '../../src/platform/field-cipher.ts'
import { neutral } from '../../src/ticket/rules/spreadsheet.ts'
import { noon } from './support/call-facts.ts'
import { databases } from './support/databases.ts'
import { ticketing } from './support/ticketing.ts'
import { until } from '../rig/until.ts'

const cipher = createFieldCipher(Buffer.alloc(32, 7).toString('base64'))
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))
const newFolder = (): string => folders.at(folders.push(mkdtempSync(join(tmpdir(), 'yht-exports-'))) - 1)!
const who = (role: Role, over: Partial<Principal> = {}): Principal => ({ userId: role, username: role, role, extension: null, department: null, workspace: null, ...over })
const agent = who('agent', { username: 'agent1001', extension: Extension.parse('1001') })
const [supervisor, dispatcher] = [who('supervisor'), who('dispatcher')]

/** What would be calculated, run, or break the file if it were not text. */
const PAYLOADS = [
  '=1+1', '+1', '-1', '@SUM(A1)', '＝1', '－2', '\t=1', '=cmd|\'/c calc\'!A1', '"', '""","', 'a,b', '一行\n二行\r\n三行', '<b>&amp;</b>', ']]>', '_x0041_', '\u202e=cba', '\u200b=1', '𠮷野家', '\u0008\u000b', 'a'.repeat(3_000), '=HYPERLINK("//evil.example","x")', ' =1', "'=1",
]

async function room(open: () => Promise<Knex>, limits: { exportRowsMax?: number } = {}) {
  const db = await open()
  let now = noon
  const folder = join(newFolder(), 'exports')
  const all = ticketing(db, { cipher, now: () => (now += 1), exportsDir: folder, limits })
  const taken = async (given: object) => await all.writing.open({ channel: 'phone', dnis: null, externalNo: null, ...given }, agent, 'zh')
  const asked = (more: Partial<AskExport>): AskExport => ({ format: 'csv', query: {}, columns: [...EXPORT_COLUMNS], unmasked: null, ...more })
  const written = async (more: Partial<AskExport>, user = supervisor) => {
    const { id } = await all.exports.ask(asked(more), user, 'zh')
    const done = await until('the export to be written', async () => {
      const one = all.exports.of(id, user)
      return one.state === 'done' ? one : false
    })
    const file = await all.exports.download(id, user)
    return { ...done, file, bytes: await buffer(file.read(0, file.size - 1)) }
  }
  return { ...all, db, folder, taken, asked, written }
}
const code = async (work: Promise<unknown>): Promise<unknown> => await work.then(() => null, (error: { code?: string }) => error.code ?? error)

/** Records of a CSV file by RFC 4180. */
function records(text: string): string[][] {
  const all: string[][] = []
  for (const [, cells = ''] of text.slice(1).matchAll(/((?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\r\n]*))*)\r\n/g)) {
    all.push([...cells.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''))
  }
  return all
}

/** Another program's reading of a workbook: Python's own zip and XML. Types and texts of the cells, by row. */
function workbook(bytes: Buffer): { rows: { ref: string; type: string; style: string; text: string }[][]; parts: string[] } {
  const file = join(newFolder(), 'x.xlsx')
  writeFileSync(file, bytes)
  const script = `
import json, re, sys, zipfile
from xml.etree import ElementTree
z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
for name in z.namelist(): ElementTree.fromstring(z.read(name))
ns = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
sheet = ElementTree.fromstring(z.read('xl/worksheets/sheet1.xml'))
text = lambda t: re.sub('_x([0-9A-Fa-f]{4})_', lambda m: chr(int(m.group(1), 16)), t or '')
rows = [[dict(ref=c.get('r'), type=c.get('t') or 'n', style=c.get('s') or '', text=text(c.findtext(ns + 'is/' + ns + 't')) if c.get('t') == 'inlineStr' else c.findtext(ns + 'v')) for c in row] for row in sheet.iter(ns + 'row')]
assert not list(sheet.iter(ns + 'f'))
print(json.dumps(dict(rows=rows, parts=z.namelist())))
`
  return JSON.parse(execFileSync('python3', ['-c', script, file], { maxBuffer: 1e8 }).toString()) as ReturnType<typeof workbook>
}

describe.each(databases)('exports of tickets on $on', ({ open }) => {
  it('give back whatever was typed, in every column, and calculate nothing', async () => {
    const { taken, written } = await room(open)
    for (const [i, payload] of PAYLOADS.entries()) await taken({ title: payload.slice(0, 100), content: payload, address: payload.slice(0, 200), respondent: payload.slice(0, 120), reply: payload, callerName: payload.slice(0, 60), contactPhone: `1370000${1000 + i}` })
    const columns: AskExport['columns'] = ['ticketNo', 'title', 'content', 'address', 'respondent', 'reply', 'openedAt', 'repeatCount']
    const csv = await written({ query: { sort: 'oldest' }, columns })
    expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    const [head, ...rows] = records(csv.bytes.toString('utf8'))
    expect(head).toEqual(['工单编号', '标题', '主要内容', '详细地址', '被反映对象', '当场答复内容', '受理时间', '重复来电'])
    const kept = (text: string, max: number) => neutral(text.slice(0, max))
    expect(rows.map((row) => row.slice(1, 6))).toEqual(PAYLOADS.map((text) => [kept(text, 100), kept(text, 4_000), kept(text, 200), kept(text, 120), kept(text, 4_000)]))
    expect(rows[0]?.[6]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)

    const sheet = workbook((await written({ format: 'xlsx', query: { sort: 'oldest' }, columns })).bytes)
    const texts = sheet.rows.slice(1).map((row) => row.filter(({ ref }) => /^[B-F]\d/.test(ref)))
    // eslint-disable-next-line no-control-regex -- what XML cannot hold is left out
    const readable = (text: string) => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    expect(texts.map((row) => row.map(({ text }) => text))).toEqual(PAYLOADS.map((text) => [100, 4_000, 200, 120, 4_000].map((max) => readable(text.slice(0, max))).filter((one) => one !== '' || text !== '')))
    expect(new Set(texts.flat().map(({ type }) => type))).toEqual(new Set(['inlineStr']))
    const at = sheet.rows[1]?.find(({ ref }) => ref === 'G2')
    expect([at?.type, Number(at?.text) > 40_000]).toEqual(['n', true])
  })

  it('hide names and numbers unless a supervisor says what for; of a confidential matter always', async () => {
    const { taken, written, exports, audited, asked, db } = await room(open)
    const [open_, secret] = [await taken({ callerName: '欧阳明月', contactPhone: '13700001111' }), await taken({ callerName: '司马相如', contactPhone: '13900002222', confidential: true })]
    const who_ = async (more: Partial<AskExport>, user = supervisor) => records((await written({ query: { sort: 'oldest' }, columns: ['callerName', 'phone'], ...more }, user)).bytes.toString()).slice(1)
    expect(await who_({})).toEqual([['欧**', '137****1111'], ['司**', '139****2222']].map(([name, phone]) => [expect.stringMatching(new RegExp(`^${name?.slice(0, 1)}`)), phone]))
    const masked = JSON.stringify(await who_({}))
    for (const hidden of ['明月', '相如', '13700001111', '13900002222']) expect(masked).not.toContain(hidden)
    expect(await who_({ unmasked: { reason: '纪检调阅 2026-11' } })).toEqual([['欧阳明月', '13700001111'], [expect.stringMatching(/^司\*/), '139****2222']])
    expect(await code(exports.ask(asked({ unmasked: { reason: '纪检调阅' } }), dispatcher, 'zh'))).toBe('FORBIDDEN')
    await db('tickets').whereIn('id', [open_.id, secret.id]).update({ state: 'handling', lead_unit: 'HB' })
    for (const { id } of [open_, secret]) await db('ticket_units').insert({ ticket_id: id, unit: 'HB', part: 'lead' })
    expect(await who_({}, who('unit', { username: 'unit-HB', department: 'HB' }))).toEqual([[expect.stringMatching(/^欧\*/), '137****1111'], ['']])
    const on = audited.filter(({ action }) => action.startsWith('ticket.export'))
    expect(on.map(({ action, ok }) => [action, ok])).toContainEqual(['ticket.export', false])
    expect(on.find(({ details }) => details['reason'] === '纪检调阅 2026-11')).toMatchObject({ action: 'ticket.export', details: { unmasked: true } })
    expect(JSON.stringify(on)).not.toMatch(/欧阳|13700001111/)
  })

  it('are what the list shows, in its order, page after page, and no more than the policy says', async () => {
    const limits: { exportRowsMax?: number } = {}
    const { taken, written, search, reading } = await room(open, limits)
    for (let i = 0; i < 230; i += 1) await taken({ content: `第${i}件路灯损坏` })
    const listed = (await search.page({ filter: { sight: reading.sight(supervisor) }, limit: 300 })).items.map(({ ticketNo }) => ticketNo)
    for (const query of [{}, { text: '路灯' }]) {
      const { bytes, rows, cut } = await written({ query, columns: ['ticketNo'] })
      expect([records(bytes.toString()).slice(1).map(([no]) => no), rows, cut]).toEqual([listed, 230, false])
    }
    // Of more than the policy allows the first so many are in it, and it says so.
    limits.exportRowsMax = 100
    const { bytes, rows, cut } = await written({ columns: ['ticketNo'] })
    expect([records(bytes.toString()).slice(1).map(([no]) => no), rows, cut]).toEqual([listed.slice(0, 100), 100, true])
  })

  it('are read by who asked alone, in parts too; nothing can be read on the disk, and nothing stays', async () => {
    const { taken, written, exports, folder } = await room(open)
    await taken({ title: '城区路灯', content: '路灯损坏' })
    const one = await written({ columns: ['ticketNo', 'title'] })
    const [name = ''] = readdirSync(folder)
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, name)).includes(Buffer.from('路灯'))).toBe(false)
    for (const [start, end] of [[0, 0], [5, 40], [16, 31], [17, one.file.size - 1]] as const) expect(await buffer(one.file.read(start, end))).toEqual(one.bytes.subarray(start, end + 1))
    expect(await code((async () => exports.of(one.id, dispatcher))())).toBe('NOT_FOUND')
    expect(await code(exports.download(one.id, dispatcher))).toBe('NOT_FOUND')
    for (let i = 0; i < 6; i += 1) await written({ columns: ['ticketNo'] })
    expect(readdirSync(folder)).toHaveLength(5)
    await exports.stop()
    expect(readdirSync(folder)).toEqual([])
  })

  it('are refused where the list would be', async () => {
    const { exports, asked } = await room(open)
    expect(await code(exports.ask(asked({ query: { state: 'nonsense' } }), supervisor, 'zh'))).toBe('INVALID_REQUEST')
    expect(await code(exports.ask(asked({ query: { phone: '13700001111' } }), who('unit', { department: 'HB' }), 'zh'))).toBe('FORBIDDEN')
  })
})

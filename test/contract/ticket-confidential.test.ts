import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Principal } from '../../src/identity/port.ts'
import { databases } from './support/databases.ts'
import { dispatcher, matter, person, supervisor } from './support/matter.ts'

const clerk = person('unit', 'HB')
const text = Buffer.from('现场照片说明')
const home = mkdtempSync(join(tmpdir(), 'yht-confidential-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe.each(databases)('a matter whose citizen must not be known, before a department on $on', ({ open }) => {
  const reported = async (confidential: boolean) => {
    const one = await matter(open, { type: 'report', categoryCode: '0401', content: '工厂夜间偷排', extra: {}, confidential }, { attachmentsDir: join(home, String(Math.random())) })
    await one.by(dispatcher, { event: 'submit' })
    await one.by(supervisor, { event: 'supplement', text: '举报人是该厂保管员' })
    const finds = async (who: Principal, words: string): Promise<number> => (await one.search.page({ text: words, filter: { sight: one.reading.sight(who) }, limit: 10 })).items.length
    return { ...one, finds }
  }

  it('is found by what the department may read of it, and by nothing else (domain.md §2.7)', async () => {
    const { finds } = await reported(true)
    expect([await finds(clerk, '夜间偷排'), await finds(clerk, '保管员')]).toEqual([1, 0])
    expect(await finds(supervisor, '保管员')).toBe(1)
  })

  it('that is not confidential is found by all of it', async () => {
    const { finds } = await reported(false)
    expect(await finds(clerk, '保管员')).toBe(1)
  })

  it('shows files only when they are the department’s own, or the centre has given them, on record', async () => {
    const { attachments, ticketNo, show, audited } = await reported(true)
    const secret = await attachments.add(ticketNo, supervisor, '举报信.txt', text)
    const own = await attachments.add(ticketNo, clerk, '处理记录.txt', text)
    expect((await show(clerk)).attachments.map(({ id }) => id)).toEqual([own.id])
    expect((await show(supervisor)).attachments.map(({ id, forDepartments }) => [id, forDepartments])).toEqual([[secret.id, false], [own.id, true]])
    await expect(attachments.read(secret.id, clerk)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(attachments.share(secret.id, clerk, true)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(attachments.share(own.id, clerk, false)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await attachments.share(secret.id, supervisor, true)
    expect((await show(clerk)).attachments).toHaveLength(2)
    expect((await attachments.read(secret.id, clerk)).size).toBe(text.length)
    expect(audited.map(({ action }) => action)).toEqual(expect.arrayContaining(['attachment.share', 'attachment.open']))
    await attachments.share(secret.id, supervisor, false)
    await expect(attachments.read(secret.id, clerk)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('that is not confidential shows its files to the department that has it', async () => {
    const { attachments, ticketNo, show } = await reported(false)
    const photo = await attachments.add(ticketNo, supervisor, '照片.txt', text)
    expect((await show(clerk)).attachments.map(({ id }) => id)).toEqual([photo.id])
  })
})

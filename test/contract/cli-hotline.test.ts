import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/hotline.ts'
import { databases } from './support/databases.ts'
import { type Installation, install, removeHome } from './support/installation.ts'

async function hotline(...args: string[]) {
  const said: string[] = []
  const status = await main(args, (line) => said.push(line))
  return { status, text: said.join('\n') }
}

describe.each(databases)('yht hotline on $on', ({ on, url }) => {
  let installation: Installation
  beforeAll(async () => void (installation = await install(on === 'sqlite' ? undefined : await url())))
  afterAll(async () => {
    await installation.close()
    removeHome(installation.home)
  })

  it('lists the numbers with what they are today, aligned beside Chinese names', async () => {
    const { status, text } = await hotline('list')
    expect(status).toBe(0)
    const lines = text.split('\n')
    expect(lines[0]).toMatch(/^NUMBER {2}NAME +MODE +STATUS +TRANSITION FROM +ENDS ON +GROUP$/)
    const found = lines.find((line) => line.startsWith('12319'))
    expect(found).toMatch(/^12319 .* whole_merge +transition +\d{4}-\d\d-01 +\d{4}-\d\d-01 +general$/)
    expect(lines.find((line) => line.startsWith('12333'))).toMatch(/ dual_number +active +- +- +hr, then general$/)
    const columns = (line: string | undefined) => Array.from((line ?? '').split(/ (?:whole_merge|MODE)/)[0] ?? '').reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0)
    expect(columns(found)).toBe(columns(lines[0]))
  })

  it('gives the same as JSON', async () => {
    const { items } = JSON.parse((await hotline('list', '--json')).text) as { items: Record<string, unknown>[] }
    expect(items.find((line) => line['number'] === '12358')).toMatchObject({ mergeMode: 'direct_cancel', status: 'cancelled', cancelDate: null })
    expect(items.map((line) => line['number'])).toContain('12345')
  })

  it('changes nothing in the database', async () => {
    const before = await installation.db('hotlines').select()
    await hotline('list')
    expect(await installation.db('hotlines').select()).toEqual(before)
  })

  it('says how it is used', async () => {
    expect(await hotline()).toMatchObject({ status: 2, text: expect.stringContaining('yht hotline list') })
    expect(await hotline('--help')).toMatchObject({ status: 0 })
    expect(await hotline('list', '--wide')).toMatchObject({ status: 1, text: expect.stringContaining('--wide') })
  })
})

it('says that there is no installation yet, and makes none', async () => {
  const installation = await install()
  await installation.close()
  removeHome(installation.home)
  expect(await hotline('list')).toMatchObject({ status: 1, text: expect.stringMatching(/^There is no installation in .* yet\. Start it once \(npm start\)/) })
})

it('refuses a database that this version has not brought up to date', async () => {
  const installation = await install()
  await installation.db('schema_migrations').where('name', 'like', '0006%').delete()
  expect(await hotline('list')).toMatchObject({ status: 1, text: expect.stringContaining('is not up to date') })
  await installation.close()
  removeHome(installation.home)
})

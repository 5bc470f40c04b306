import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { databases } from './support/databases.ts'
import { fuzz, targetsOf } from './support/fuzz.ts'
import { wholeServer } from './support/whole-server.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

describe.each(databases)('the whole API on $on', ({ url }) => {
  it('is asked odd things at every route by administrator, supervisor and agent, and is never at fault', async () => {
    const { client, errors, passwordOf, stop } = await wholeServer(await url())
    const seed = Math.floor(Math.random() * 2 ** 31)
    const targets = targetsOf((await client.ask('/api/v1/openapi.json')).body).filter(({ path }) => path !== '/session')
    expect(targets.length).toBeGreaterThan(20)
    for (const [username, known] of [['admin', '12319'], ['supervisor', '1001'], ['agent1001', '1001']] as const) {
      const signedIn = await client.ask('/api/v1/session', { method: 'POST', json: { username, password: passwordOf(username) } })
      const wrong = await fuzz(client, targets, String(signedIn.body['token']), { runs: 12, seed, known })
      expect({ username, seed, wrong, errors }).toEqual({ username, seed, wrong: [], errors: [] })
    }
    await stop()
  }, 420_000)
})

it('keeps secrets out of every answer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yht-whole-'))
  folders.push(folder)
  const { client, passwordOf, home, stop } = await wholeServer(`sqlite://${join(folder, 'x.sqlite')}`)
  const secret = /"sipPassword": "(\w+)"/.exec(readFileSync(join(home, 'credentials.json'), 'utf8'))?.[1] ?? ''
  expect(secret.length).toBe(24)
  const { body } = await client.ask('/api/v1/session', { method: 'POST', json: { username: 'admin', password: passwordOf('admin') } })
  for (const path of ['/users?limit=200', '/agents', '/hotlines', '/queue', '/session']) {
    const { status, text } = await client.ask(`/api/v1${path}`, { token: String(body['token']) })
    expect([path, status, text.includes(secret), text.includes('argon2')]).toEqual([path, 200, false, false])
  }
  await stop()
})

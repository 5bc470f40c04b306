import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/user.ts'
import { ensureCredentials } from '../../src/identity/first-run.ts'

const home = mkdtempSync(join(tmpdir(), 'yht-cli-'))
const root = new URL('../..', import.meta.url).pathname
async function user(...args: string[]) {
  const said: string[] = []
  const status = await main(args, (line) => said.push(line))
  return { status, text: said.join('\n') }
}

/** The way `yht` runs it, with something on standard input. */
function piped(args: string[], input: string) {
  const program = `import('${root}src/cli/user.ts').then(async ({ main }) => process.exit(await main(process.argv.slice(1))))`
  const { status, stdout } = spawnSync('node', ['--import', 'tsx', '-e', program, '--', ...args], { cwd: root, encoding: 'utf8', input, env: { PATH: process.env['PATH'], YHT_HOME: home } })
  return { status, text: stdout }
}

beforeAll(async () => {
  process.env['YHT_HOME'] = home
  await ensureCredentials(join(home, 'credentials.json'), [])
})
afterAll(() => rmSync(home, { recursive: true }))

describe('yht user', () => {
  it('adds a user with a phone, showing the passwords once, and lists it', async () => {
    const added = await user('add', 'anna', '--role', 'agent', '--extension', '1011', '--name', '王芳')
    expect(added).toMatchObject({ status: 0, text: expect.stringMatching(/^Added anna\. Password: \w{24}\nPhone: extension 1011, SIP password \w{24}\./) })
    expect((await user('list')).text).toBe('anna\tagent\t1011\t-\tactive\t王芳')
    expect((await user('add', 'carl', '--role', 'agent', '--extension', '1011')).status).toBe(1)
    expect(readdirSync(home)).toContain('yihaotong.sqlite')
  })

  it('says in a sentence what is not possible', async () => {
    expect(await user('add', 'ANNA', '--role', 'agent')).toMatchObject({ status: 1, text: expect.stringContaining('already exists') })
    expect(await user('add', 'bert', '--role', 'king')).toMatchObject({ status: 1, text: expect.stringContaining('role') })
    expect(piped(['add', 'bert', '--role', 'agent', '--password-stdin'], 'short\n')).toMatchObject({ status: 1, text: expect.stringContaining('password') })
    expect(await user('disable', 'nobody')).toMatchObject({ status: 1, text: expect.stringContaining('No such user') })
    expect(await user('dance')).toMatchObject({ status: 2, text: expect.stringContaining('yht user add') })
    expect(await user('add', '--sudo')).toMatchObject({ status: 1, text: expect.stringContaining('--sudo') })
  })

  it('adds a visiting specialist for some days, and lets the dates be changed', async () => {
    expect((await user('add', 'visit', '--role', 'specialist', '--kind', 'visiting', '--from', '2026-12-01', '--until', '2026-12-05')).status).toBe(0)
    expect((await user('list')).text).toContain('visit\tspecialist\t-\t-\tactive\tvisit\tvisiting\t2026-12-01..2026-12-05')
    expect((await user('dates', 'visit', '--until', '2027-01-31')).text).toMatch(/^visit has access until 2027-01-31\./)
    expect((await user('list')).text).toContain('\tvisiting\t..2027-01-31')
    expect(await user('dates', 'visit', '--from', '2027-02-01', '--until', '2027-01-31')).toMatchObject({ status: 1, text: expect.stringContaining('before validFrom') })
    expect(await user('dates', 'visit', '--until', 'tomorrow')).toMatchObject({ status: 1, text: expect.stringContaining('validUntil') })
  })

  it('disables, enables and gives a new password', async () => {
    expect((await user('disable', 'anna')).status).toBe(0)
    expect((await user('list')).text).toContain('\tdisabled\t')
    expect((await user('enable', 'anna')).text).toBe('anna is enabled.')
    expect(piped(['password', 'anna', '--password-stdin'], 'another good phrase\n').text).toBe('The password of anna is changed.\n')
  })
})

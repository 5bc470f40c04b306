import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { defaultPolicy } from './contract/policy.ts'

const folder = mkdtempSync(join(tmpdir(), 'yht-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

function policyFile(text: string): string {
  const file = join(folder, 'policy.yaml')
  writeFileSync(file, text)
  return file
}

describe('without any variable', () => {
  const config = readConfig({})

  test('the defaults of the public surface hold', () => {
    expect(config).toMatchObject({
      http: { host: '127.0.0.1', port: 12345 },
      sip: { host: '127.0.0.1', port: 5060 },
      ariPort: 8088,
      amiPort: 5038,
      rtp: { start: 10_000, end: 10_999 },
      trunk: { uri: 'sip:127.0.0.1:5062', host: '127.0.0.1', port: 5062 },
      node: 'n1',
      ariApplication: 'hotline-n1',
      logLevel: 'info',
      asterisk: 'own',
      site: 'demo',
    })
    expect(config.databaseUrl).toBe(`sqlite:${join(process.cwd(), 'var/yihaotong.sqlite')}`)
  })

  test('config/policy.yaml says what the code has as defaults, nothing left out', () => {
    expect(config.policy).toEqual(defaultPolicy())
  })

  test('nothing can be changed afterwards', () => {
    expect(() => Object.assign(config.policy.offer, { ringTimeoutMs: 1 })).toThrow('read only')
  })
})

describe('a wrong value is told in a sentence that names the variable, the value and what is allowed', () => {
  test.each([
    ['YHT_HTTP_PORT', '0', 'a port number from 1 to 65535'],
    ['YHT_SIP_PORT', '5060x', 'a port number from 1 to 65535'],
    ['YHT_ARI_PORT', '70000', 'a port number from 1 to 65535'],
    ['YHT_AMI_PORT', '-1', 'a port number from 1 to 65535'],
    ['YHT_HTTP_HOST', 'example', 'an IP address of this machine'],
    ['YHT_SIP_HOST', 'localhost', 'an IP address of this machine'],
    ['YHT_RTP_PORTS', '10000', 'a range such as 10000-10999'],
    ['YHT_RTP_PORTS', '20000-10000', 'a range such as 10000-10999'],
    ['YHT_RTP_PORTS', '10001-10999', 'a range such as 10000-10999'],
    ['YHT_TRUNK', '10.0.0.1', 'a SIP address'],
    ['YHT_TRUNK', 'sip:a@b', 'a SIP address'],
    ['YHT_TRUNK', 'sip:10.0.0.1:99999', 'a SIP address'],
    ['YHT_HOME', '/tmp/a;b', 'a folder on a disk whose full path'],
    ['YHT_HOME', '/proc/x', 'a folder on a disk'],
    ['YHT_HOME', `/tmp/${'long'.repeat(30)}`, 'at most 80 bytes'],
    ['DATABASE_URL', 'mysql://x', 'postgres://'],
    ['YHT_SITE', 'atlantis', 'config/sites'],
    ['YHT_SITE', '../demo', 'config/sites'],
    ['YHT_LOG', 'loud', 'debug, info, warn or error'],
    ['YHT_ASTERISK', 'maybe', 'own or external'],
    ['YHT_NODE', 'Node 1', 'a short tag'],
    ['YHT_POLICY', '/no/such/file.yaml', 'a readable YAML file'],
  ])('%s=%s', (name, value, allowed) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`${name} is "${value}", but must be`)
    expect(problems[0]).toContain(allowed)
  })

  test('several are told at once', () => {
    expect(problemsOf({ YHT_HTTP_PORT: 'x', YHT_LOG: 'y', YHT_TRUNK: 'z' })).toHaveLength(3)
  })

  test('ports that meet are refused', () => {
    expect(problemsOf({ YHT_ARI_PORT: '12345' })[0]).toContain('another port than YHT_HTTP_PORT')
    expect(problemsOf({ YHT_SIP_PORT: '10500' })[0]).toContain('outside YHT_RTP_PORTS')
  })
})

describe('the policy file', () => {
  test('changes only what it names', () => {
    const { policy } = readConfig({ YHT_POLICY: policyFile('offer: { ringTimeoutMs: 20000 }\ntransition: { noticeDays: [3] }') })
    expect(policy).toEqual({ ...defaultPolicy(), offer: { ...defaultPolicy().offer, ringTimeoutMs: 20_000 }, transition: { ...defaultPolicy().transition, noticeDays: [3] } })
  })

  test.each([
    ['offer: { ringTimoutMs: 1 }', 'offer: Unrecognized key: "ringTimoutMs"'],
    ['offer: { ringTimeoutMs: 60000 }', 'offer.ringTimeoutMs: '],
    ['rating: { enabled: sometimes }', 'rating.enabled: '],
  ])('%s is refused with its place', (text, place) => {
    expect(problemsOf({ YHT_POLICY: policyFile(text) })).toEqual([expect.stringContaining(place)])
  })

  test('that is not YAML is refused', () => {
    expect(problemsOf({ YHT_POLICY: policyFile('a: [1') })[0]).toContain('must be a readable YAML file')
    expect(problemsOf({ YHT_POLICY: policyFile('just words') })[0]).toContain('must be a readable YAML file')
  })
})

test('an empty variable counts as left out', () => {
  expect(readConfig({ YHT_HTTP_PORT: '', YHT_POLICY: '' }).http.port).toBe(12345)
})

test('a variable that looks like ours and is not is reported', () => {
  expect(readConfig({ YHT_HTTPPORT: '1', YHT_TEST_POSTGRES: 'x', HOME: '/' }).unknownVariables).toEqual(['YHT_HTTPPORT'])
})

test('a database in a file of one’s own is taken from where the start was typed', () => {
  expect(readConfig({ DATABASE_URL: 'sqlite:data/x.sqlite' }).databaseUrl).toBe(`sqlite:${join(process.cwd(), 'data/x.sqlite')}`)
  expect(readConfig({ DATABASE_URL: 'postgres://u:p@h/db' }).databaseUrl).toBe('postgres://u:p@h/db')
})

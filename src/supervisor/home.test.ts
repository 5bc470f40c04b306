import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig, type HomePaths } from '../config.ts'
import { lockHome, prepareHome } from './home.ts'
import { ensureSecrets, readSecrets } from './secrets.ts'

let home: HomePaths
beforeEach(() => {
  home = readConfig({ YHT_HOME: mkdtempSync(join(tmpdir(), 'yht-home-')) }).home
})
afterEach(() => rmSync(home.root, { recursive: true, force: true }))

const mode = (file: string): number => statSync(file).mode & 0o777

test('a new home has every folder, closed to others', () => {
  prepareHome(home)
  prepareHome(home)
  for (const folder of [home.recordings, home.log, home.asterisk.etc, home.asterisk.cel]) expect(mode(folder)).toBe(0o700)
})

test('a home that cannot be made is told in a sentence', () => {
  writeFileSync(join(home.root, 'file'), '')
  const { home: under } = readConfig({ YHT_HOME: join(home.root, 'file/home') })
  expect(() => prepareHome(under)).toThrow('YHT_HOME cannot be used')
})

test('a home has one supervisor; the lock of a dead one is taken over', () => {
  const release = lockHome(home)
  expect(() => lockHome(home)).toThrow(`process ${process.pid}`)
  release()
  writeFileSync(join(home.root, 'supervisor.pid'), JSON.stringify({ pid: process.pid, startTime: '1', note: '' }))
  lockHome(home)()
  expect(existsSync(join(home.root, 'supervisor.pid'))).toBe(false)
})

test('secrets are made once, long, different and private', () => {
  const first = ensureSecrets(home.secrets)
  expect(ensureSecrets(home.secrets)).toEqual(first)
  expect(first.ari.password).not.toBe(first.ami.password)
  expect(Buffer.from(first.ari.password, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  expect(mode(home.secrets)).toBe(0o600)
})

test.each(['', '{}', '{"ari":{"user":"a","password":"short"}}'])('damaged secrets (%j) are told, not guessed', (text) => {
  writeFileSync(home.secrets, text)
  expect(() => readSecrets(home.secrets)).toThrow(home.secrets)
})

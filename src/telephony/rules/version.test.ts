import { expect, it } from 'vitest'
import { checkVersion } from './version.ts'

it.each(['22.10.1+dfsg+~cs6.17.60671434-1', 'Asterisk 22.10.1', '22.11.0', '23.0', '22.10.12-rc1'])('accepts %s', (version) => {
  expect(checkVersion(version)).toBeNull()
})

it.each(['22.10.0', '22.9.5', '20.18.2', '16.28.0~dfsg-0'])('refuses %s in a sentence', (version) => {
  expect(checkVersion(version)).toMatch(/^Asterisk 22\.10\.1 or later is needed, but this is \d+\.\d+\.\d+\.$/)
})

it('refuses what it cannot read', () => {
  expect(checkVersion('GIT-master')).toContain('cannot be read ("GIT-master")')
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { alive, mark, marked } from './process-mark.ts'

const folder = mkdtempSync(join(tmpdir(), 'yht-mark-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a marked process is found while it lives and not after', async () => {
  const child = spawn('sleep', ['60'])
  const file = join(folder, 'sleeper')
  mark(file, child.pid ?? 0, 'note')
  const found = marked(file)
  expect(found).toMatchObject({ pid: child.pid, note: 'note' })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(marked(file)).toBeNull()
  expect(found && alive(found)).toBe(false)
})

test('another process with the same id is not mistaken for it', () => {
  const file = join(folder, 'reused')
  writeFileSync(file, JSON.stringify({ pid: process.pid, startTime: '1', note: '' }))
  expect(marked(file)).toBeNull()
})

test('a file cut short by a crash names nobody', () => {
  const file = join(folder, 'torn')
  writeFileSync(file, '{"pid":12')
  expect(marked(file)).toBeNull()
})

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { pinoLog, type LogLevel } from './pino-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'yht-log-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function written(level: LogLevel, write: (log: ReturnType<typeof pinoLog>) => void) {
  const file = join(folder, 'deep/server.log')
  const lines: string[] = []
  const log = pinoLog({ file, level, terminal: (line) => lines.push(line) })
  write(log)
  await vi.waitFor(() => {
    log.flush()
    expect(readFileSync(file, 'utf8')).toMatch(/\n$/)
  })
  const entries = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  return { entries, lines, mode: statSync(file).mode & 0o777 }
}

test('an entry is one JSON line in a private file and one short line on the terminal', async () => {
  const { entries, lines, mode } = await written('info', (log) => log.with({ call: 'c1' }).warn('offer failed', { agent: '1001', ani: '13812345678' }))
  expect(entries).toEqual([{ level: 'warn', at: expect.stringMatching(/Z$/) as string, call: 'c1', agent: '1001', ani: '138****5678', message: 'offer failed' }])
  expect(lines).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d WARN {2}offer failed call=c1 agent=1001 ani=138\*{4}5678$/)])
  expect(mode).toBe(0o600)
})

test('a line break in a value forges no line', async () => {
  const { entries, lines } = await written('info', (log) => log.info('arrived', { name: 'a\r\n{"level":"error"}\u001b[2J' }))
  expect(entries).toHaveLength(1)
  expect(lines[0]).not.toMatch(/\p{Cc}/u)
})

test('entries below the level are left out', async () => {
  const { entries } = await written('warn', (log) => {
    log.info('not this')
    log.error('this')
  })
  expect(entries.map(({ message }) => message)).toEqual(['this'])
})

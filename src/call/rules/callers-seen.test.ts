import { expect, it } from 'vitest'
import { callersSeen } from './callers-seen.ts'
import { parseCel } from './cel.ts'

const T0 = 1_795_293_458

/** A row as Asterisk writes it. */
const row = (event: string, seconds: number, channel: string, context = 'from-trunk') => `"${event}","${T0 + seconds}.250000","${channel}","${channel}","PJSIP/trunk-00000000","13912345678","12345","${context}","","","","",""`

function seen(...lines: string[]) {
  const callers = callersSeen()
  for (const line of lines) {
    const parsed = parseCel(line)
    if (parsed) callers.take(parsed)
  }
  return callers
}

it('tells when each caller came and went, and nothing of agents’ legs', () => {
  const callers = seen(row('CHAN_START', 0, `yht-n1-${T0}.4`), row('CHAN_START', 1, 'a01c0tovcap00000014ssr4u', 'agents'), row('CHAN_END', 9, `yht-n1-${T0}.4`), row('CHAN_START', 10, `yht-n1-${T0}.5`))
  expect(callers.begins()).toBe(T0 * 1000 + 250)
  expect(callers.all()).toMatchObject([
    { channel: `yht-n1-${T0}.4`, startedAt: T0 * 1000 + 250, endedAt: T0 * 1000 + 9_250, dialled: '12345' },
    { channel: `yht-n1-${T0}.5`, endedAt: null },
  ])
})

it('ends with a restart of Asterisk whoever was there before it', () => {
  const callers = seen(row('CHAN_START', 0, `yht-n1-${T0}.7`), row('CHAN_START', 30, `yht-n1-${T0 + 30}.0`))
  expect(callers.all()).toMatchObject([{ channel: `yht-n1-${T0}.7`, endedAt: (T0 + 30) * 1000 + 250 }, { channel: `yht-n1-${T0 + 30}.0`, endedAt: null }])
})

it('is empty before the first row, and skips a row that is cut off', () => {
  expect(seen().begins()).toBeNull()
  expect(seen('"CHAN_START","1795').all()).toEqual([])
})

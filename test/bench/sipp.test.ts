import { expect, it } from 'vitest'
import { readTotals } from './sipp.ts'

it('takes the cumulative counts from the last line of SIPp\'s statistics', () => {
  const csv = 'SuccessfulCall(P);SuccessfulCall(C);FailedCall(C);Retransmissions(C);\n1;1;0;0;\n4;5;2;7;\n'
  expect(readTotals(csv)).toEqual({ successful: 5, failed: 2, retransmissions: 7 })
})

it('counts nothing while SIPp has written nothing', () => {
  expect(readTotals('')).toEqual({ successful: 0, failed: 0, retransmissions: 0 })
})

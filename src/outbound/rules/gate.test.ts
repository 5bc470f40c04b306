import { expect, test } from 'vitest'
import { gateFiles, listedNumbers, passages, shownNumbers, targetNumber, type GateSettings } from './gate.ts'

const line = (number: string, mergeMode: string, transferTarget: string | null = null) => ({ number, mergeMode, transferTarget })
const settings: GateSettings = {
  tel: '0991',
  lines: [
    line('12345', 'primary'), line('12319', 'whole_merge'), line('12366', 'sub_center', 'sip:12366@'), line('12360', 'sub_center', 'sip:02085550000@'),
    line('12305', 'sub_center'), line('110', 'emergency', 'sip:110@'),
  ],
  peers: ['96300', '02085551111'],
  shortCodes: ['4008123456', '12345', '110'],
}

test('a transfer target is digits at the trunk and nothing else', () => {
  expect(['sip:12366@', 'sip:12366@trunk'].map(targetNumber)).toEqual(['12366', '12366'])
  expect(['sip:12366@198.51.100.1', 'sip:+12366@', 'sip:12@', 'tel:12366', 'sip:12366@trunk&Local/1@x', '12366', 'sip:12366@trunk\n', 'sip:0085223456@'].map(targetNumber)).toEqual(Array(8).fill(null))
})

test('each exact number passes as what it is', () => {
  expect(Object.fromEntries(passages(settings))).toEqual({
    4008123456: 'public', 12345: 'refused', 12319: 'refused', 96300: 'ours', '02085551111': 'public', 12366: 'ours', '02085550000': 'public', 110: 'urgent',
  })
})

test('our own lines are never dialled, even when the policy lists them', () => {
  expect([...listedNumbers(settings)].sort()).toEqual(['02085550000', '02085551111', '110', '12366', '4008123456', '96300'])
})

test('nor as the target of another line', () => {
  const lines = [line('12345', 'primary'), line('12366', 'sub_center', 'sip:12345@')]
  expect([...listedNumbers({ lines, peers: ['12345'], shortCodes: [] })]).toEqual([])
})

test('called parties see lines of ours, and nobody is called in the name of 110', () => {
  const shown = shownNumbers(settings)
  expect(shown).toEqual(expect.arrayContaining(['12345', '099112345', '12366', '099112366']))
  expect(shown).not.toContain('110')
})

test('the dialplan gets one line for each', () => {
  const { codes, shown } = gateFiles(settings)
  expect(codes).toContain('exten => 12366,1,Gosub(to-carrier,s,1(12366,ours))\n')
  expect(codes).toContain('exten => 12345,1,Hangup(52)\n')
  expect(codes).toContain('exten => 110,1,Gosub(to-carrier,s,1(110,urgent))\n')
  expect(shown).toContain('exten => 099112345,1,NoOp()\n')
  for (const written of [codes, shown]) for (const row of written.trim().split('\n')) expect(row).toMatch(/^exten => \d+,1,(?:NoOp\(\)|Hangup\(52\)|Gosub\(to-carrier,s,1\(\d+,(?:ours|urgent|public)\)\))$/)
})

import { describe, expect, it } from 'vitest'
import { isIn, isNetwork, isPublic } from './address.ts'

describe('an address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '223.5.5.5', '2400:3200::1', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '100.63.255.255', '172.32.0.1'])('%s lies in the open internet', (address) => {
    expect(isPublic(address)).toBe(true)
  })

  it.each([
    '127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '100.100.100.200', '224.0.0.1', '255.255.255.255', '198.18.0.1',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::10.0.0.1', 'fe80::1', 'fe80::1%eth0', 'fd00::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::', '2001::1', '::7f00:1',
    'localhost', '', '1', '0177.0.0.1', '127.1', '256.1.1.1', '1.2.3.4.5', '1:2:3', '::1::', 'g::1', '::1.2.3.400', '01.2.3.4',
  ])('%s does not', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it('lies in a network by its first bits, whatever it is dressed as', () => {
    expect([isIn('10.8.3.4', ['10.8.0.0/16']), isIn('10.9.3.4', ['10.8.0.0/16']), isIn('::ffff:10.8.3.4', ['10.8.0.0/16']), isIn('127.0.0.1', ['127.0.0.1']), isIn('fd12::5', ['fd12::/16']), isIn('10.8.3.4', ['::/0'])]).toEqual([true, false, true, true, true, false])
  })

  it('is a network with a length that fits', () => {
    expect(['10.0.0.0/8', '10.0.0.1', 'fd00::/8', '10.0.0.0/33', '10.0.0/8', 'example.com', '10.0.0.0/', 'fd00::/129'].map(isNetwork)).toEqual([true, true, true, false, false, false, false, false])
  })
})

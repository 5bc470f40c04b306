interface Bits {
  /** 4 or 6. */
  version: 4 | 6
  value: bigint
}

interface Network extends Bits {
  length: number
}

/** Networks no other system of the city is reached at from outside: IANA's registries of special addresses (RFC 6890). */
const SPECIAL = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3',
  '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20',
].map(networkOf)
/** Only these of IPv6 are given out (RFC 4291 §2.4). */
const GIVEN_OUT = networkOf('2000::/3')
/** IPv4 in the clothes of IPv6. */
const MAPPED = [networkOf('::ffff:0:0/96'), networkOf('64:ff9b::/96')]

/** Whether an address lies in the open internet. What is no address does not. */
export function isPublic(address: string): boolean {
  const bits = bitsOf(address)
  if (bits === null) return false
  return !SPECIAL.some((network) => isInside(bits, network)) && (bits.version === 4 || isInside(bits, GIVEN_OUT))
}

/** Whether an address lies in one of the networks, "10.8.0.0/16" or one address. */
export function isIn(address: string, networks: readonly string[]): boolean {
  const bits = bitsOf(address)
  return bits !== null && networks.filter(isNetwork).some((network) => isInside(bits, networkOf(network)))
}

/** Whether this names a network: for settings. */
export function isNetwork(text: string): boolean {
  const [address = '', length] = text.split('/')
  const bits = parse(address)
  return bits !== null && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= sizeOf(bits)))
}

const sizeOf = ({ version }: Pick<Bits, 'version'>): number => (version === 4 ? 32 : 128)

function isInside(bits: Bits, { version, value, length }: Network): boolean {
  const rest = BigInt(sizeOf(bits) - length)
  return bits.version === version && bits.value >> rest === value >> rest
}

function networkOf(text: string): Network {
  const [address = '', length] = text.split('/')
  const bits = parse(address)
  if (bits === null) throw new Error(`"${text}" is no network`)
  return { ...bits, length: length === undefined ? sizeOf(bits) : Number(length) }
}

function bitsOf(address: string): Bits | null {
  const bits = parse(address.replace(/%.*$/, ''))
  if (bits === null || bits.version === 4 || !MAPPED.some((network) => isInside(bits, network))) return bits
  return { version: 4, value: bits.value & 0xffff_ffffn }
}

function parse(address: string): Bits | null {
  if (address.includes(':')) return parse6(address)
  const value = parse4(address)
  return value === null ? null : { version: 4, value }
}

function parse4(address: string): bigint | null {
  const parts = address.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n)
}

function parse6(address: string): Bits | null {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address)
  const last = tail?.[2] === undefined ? null : parse4(tail[2])
  if (tail && last === null) return null
  const plain = tail && last !== null ? `${tail[1] ?? ''}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}` : address
  const halves = plain.split('::')
  if (halves.length > 2) return null
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - rest.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const groups = [...head, ...Array<string>(missing).fill('0'), ...rest]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return { version: 6, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) }
}

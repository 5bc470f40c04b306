import type { Target, TargetView } from '../../../../contract/target.ts'

/** outside: a number somebody typed. */
export interface Found extends Omit<TargetView, 'kind' | 'target'> {
  kind: TargetView['kind'] | 'outside'
  target: Target
}

const SHOWN = 12
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')

/**
 * Whom a few typed letters mean, best first: by number, by name in Chinese or English, by pinyin or its initials.
 * Without any: groups, other centres and platforms. Digits that are nobody's are a number of the public network.
 */
export function find(targets: readonly TargetView[], typed: string, own: string | null): readonly Found[] {
  const query = plain(typed)
  const others = targets.filter(({ kind, number }) => kind !== 'seat' || number !== own)
  if (query === '') return others.filter(({ kind }) => kind === 'group' || kind === 'hotline' || kind === 'platform').slice(0, SHOWN)
  const ranked = others.map((one) => ({ one, rank: rankOf(one, query) })).filter(({ rank }) => rank < MISS)
  const found: Found[] = ranked.toSorted((a, b) => a.rank - b.rank).map(({ one }) => one)
  const digits = query.replaceAll(/[-()]/g, '')
  const known = ranked.some(({ rank }) => rank === 0)
  const typedNumber: Found[] = /^[+]?\d{3,20}$/.test(digits) && !known ? [{ kind: 'outside', target: { number: digits }, nameZh: digits, nameEn: digits, number: digits, pinyin: '', open: true }] : []
  return [...found.slice(0, SHOWN), ...typedNumber]
}

const MISS = 9

function rankOf({ number, nameZh, nameEn, pinyin }: TargetView, query: string): number {
  const names = [plain(nameZh), plain(nameEn), ...pinyin.split(' ')].filter((name) => name !== '')
  if (plain(number) === query) return 0
  if (names.includes(query)) return 1
  if (plain(number).startsWith(query)) return 2
  if (names.some((name) => name.startsWith(query))) return 3
  return names.some((name) => name.includes(query)) ? 4 : MISS
}

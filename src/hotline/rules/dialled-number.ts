// One registry number has many spellings on the wire: 12319, 099112319, 0991-12319, +8699112319 (domain.md §2.8).

/** Longest raw number we keep; longer ones are cut, never refused. */
export const RAW_MAX = 200

const COUNTRY = ['0086', '86'] as const

/**
 * The forms a dialled number may stand for, most literal first: as it is, without the country code, without the
 * site's own area code (with or without its leading 0), and without both.
 */
export function spellings(raw: string, tel: string): string[] {
  const digits = onlyDigits(userPart(raw))
  const national = [digits, ...COUNTRY.map((code) => without(code, digits))]
  const local = national.flatMap((form) => [without(tel, form), without(tel.replace(/^0/, ''), form)])
  return [...new Set([...national, ...local])].filter((form) => form !== '')
}

/** The number of the registry that was dialled, or null. `tel` is the site's own area code with its 0: "0991". */
export function dialledNumber(raw: string, tel: string, isKnown: (number: string) => boolean): string | null {
  return spellings(raw, tel).find(isKnown) ?? null
}

/** What was signalled, safe to store and to log: control characters removed, at most RAW_MAX characters. */
export function keptRaw(raw: string): string {
  // Lone surrogates go too: PostgreSQL and JSON parsers refuse them. Cutting may leave one, hence the order.
  return raw.replace(/\p{Cc}/gu, '').slice(0, RAW_MAX).replace(/\p{Surrogate}/gu, '')
}

const without = (prefix: string, form: string): string => (form.startsWith(prefix) ? form.slice(prefix.length) : form)

/** "12319;phone-context=+86" and "12319@host" are 12319 (RFC 3966 §3, RFC 3261 §19.1.1). */
const userPart = (raw: string): string => raw.slice(0, RAW_MAX).normalize('NFKC').split(/[;@]/, 1)[0] ?? ''

const onlyDigits = (text: string): string => text.replace(/[^0-9]/g, '')

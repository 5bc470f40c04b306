// What the second wall is told at the start: exact numbers for the dialplan's context `outbound`, and the numbers that
// may be shown to a called party. Numbers with an area code, mobile numbers and the class 123XX are patterns there.

/** public = no headers of ours; ours = another centre, which is told whose call it is; urgent = ours, and no limit stops it. */
export type Passage = 'public' | 'ours' | 'urgent' | 'refused'

export interface GateLine {
  number: string
  mergeMode: string
  transferTarget: string | null
}

export interface GateSettings {
  /** Area code of the site with its 0. */
  tel: string
  lines: readonly GateLine[]
  /** Numbers of the site's platforms (contract: target `peer`). */
  peers: readonly string[]
  /** Policy outbound.shortCodes. */
  shortCodes: readonly string[]
}

const SHORT_MAX = 6

/** Digits that a transfer target asks the trunk for: "sip:12366@" and "sip:12366@trunk" are 12366. Null when it asks for anything else. */
export function targetNumber(transferTarget: string): string | null {
  return /^sip:((?!00)\d{3,12})@(?:trunk)?$/.exec(transferTarget)?.[1] ?? null
}

/** A line whose callers we answer and never send away; dialling it would come back to us. */
const isAnswered = ({ mergeMode }: GateLine): boolean => mergeMode !== 'sub_center' && mergeMode !== 'emergency'

/** Exact number → how it passes. What comes later in the list below wins. */
export function passages({ lines, peers, shortCodes }: Omit<GateSettings, 'tel'>): ReadonlyMap<string, Passage> {
  const found = new Map<string, Passage>(shortCodes.map((number) => [number, 'public']))
  for (const number of peers) found.set(number, number.length <= SHORT_MAX ? 'ours' : 'public')
  for (const line of lines) {
    const number = line.transferTarget === null ? null : targetNumber(line.transferTarget)
    if (number === null || isAnswered(line)) continue
    found.set(number, line.mergeMode === 'emergency' ? 'urgent' : number.length <= SHORT_MAX ? 'ours' : 'public')
  }
  for (const line of lines) if (isAnswered(line)) found.set(line.number, 'refused')
  return found
}

/** Numbers that pass the first wall exactly as they are. */
export const listedNumbers = (settings: Omit<GateSettings, 'tel'>): ReadonlySet<string> =>
  new Set([...passages(settings)].filter(([, passage]) => passage !== 'refused').map(([number]) => number))

/** Numbers a called party may be shown: our lines, with and without area code. Nobody is called in the name of 110. */
export const shownNumbers = ({ tel, lines }: Pick<GateSettings, 'tel' | 'lines'>): string[] =>
  lines.filter(({ mergeMode }) => mergeMode !== 'emergency').flatMap(({ number }) => [number, `${tel}${number}`])

/** Lines of Asterisk's configuration for the two lists. */
export function gateFiles(settings: GateSettings): { codes: string; shown: string } {
  const code = ([number, passage]: [string, Passage]): string =>
    passage === 'refused' ? `exten => ${number},1,Hangup(52)` : `exten => ${number},1,Gosub(to-carrier,s,1(${number},${passage}))`
  return {
    codes: [...passages(settings)].map(code).join('\n').concat('\n'),
    shown: shownNumbers(settings).map((number) => `exten => ${number},1,NoOp()`).join('\n').concat('\n'),
  }
}

// What SIPp wrote when a message passed, and the latencies that follow from it; pure.

/**
 * invite: the caller's INVITE was sent. answered: the caller received its 200 OK. ended: the caller received BYE.
 * offered: an agent's phone received an INVITE. freed: the agent's phone sent BYE.
 */
export type WireKind = 'invite' | 'answered' | 'ended' | 'offered' | 'freed'

export interface WireLine {
  kind: WireKind
  /** The caller's number; every call of a run has its own. */
  caller: string
  /** The agent's extension, '-' on the caller's side. */
  agent: string
  /** Unix time in ms with microseconds. */
  at: number
}

const LINE = /\b(invite|answered|ended|offered|freed) (\S+) (\S+) .*?(\d{9,11}\.\d{6})/

/** Reads SIPp's log file. SIPp's [timestamp] ends in seconds since 1970 with microseconds. */
export function readWireLog(text: string): WireLine[] {
  return text.split('\n').flatMap((line) => {
    const [, kind, caller, agent, at] = LINE.exec(line) ?? []
    return kind && caller && agent && at ? [{ kind: kind as WireKind, caller, agent, at: Number(at) * 1000 }] : []
  })
}

const ofKind = (lines: readonly WireLine[], kind: WireKind): WireLine[] => lines.filter((line) => line.kind === kind)

/** First line of the kind for each caller. */
function byCaller(lines: readonly WireLine[], kind: WireKind): Map<string, WireLine> {
  const first = new Map<string, WireLine>()
  for (const line of ofKind(lines, kind)) if (!first.has(line.caller)) first.set(line.caller, line)
  return first
}

/** Time from one event of a caller to another, in ms, for every caller that has both. */
export function between(lines: readonly WireLine[], from: WireKind, to: WireKind): number[] {
  const ends = byCaller(lines, to)
  return [...byCaller(lines, from).values()].flatMap((start) => {
    const end = ends.get(start.caller)
    return end ? [end.at - start.at] : []
  })
}

/** For every agent that hung up: ms until a phone of the same agent received the next caller. Undefined = never. */
export function reoffers(lines: readonly WireLine[]): { freed: number; latencies: number[] } {
  const offers = ofKind(lines, 'offered')
  const freed = ofKind(lines, 'freed')
  const latencies = freed.flatMap((free) => {
    const next = offers.filter((offer) => offer.agent === free.agent && offer.at > free.at).sort((a, b) => a.at - b.at)[0]
    return next ? [next.at - free.at] : []
  })
  return { freed: freed.length, latencies }
}

/** Calls per second between the first and the last event of the kind; 0 for fewer than two. */
export function sustainedRate(lines: readonly WireLine[], kind: WireKind): number {
  const at = ofKind(lines, kind).map((line) => line.at).sort((a, b) => a - b)
  const spanMs = (at.at(-1) ?? 0) - (at[0] ?? 0)
  return spanMs > 0 ? ((at.length - 1) * 1000) / spanMs : 0
}

export const countOf = (lines: readonly WireLine[], kind: WireKind): number => ofKind(lines, kind).length

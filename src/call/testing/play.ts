import type { Extension, GroupId } from '../../contract/ids.ts'
import type { CallFact } from '../facts.ts'
import type { CallPlan, Outside } from '../port.ts'
import { calledLegId } from '../rules/ids.ts'
import { recover, strays } from '../rules/recovery.ts'
import { refusal } from '../rules/refusal.ts'
import { begin, step } from '../rules/step.ts'
import type { CallCommand, CallEvent, CallState, Living, Request } from '../rules/state.ts'
import { anArrival, aPlan, asked, call, callerLeg, general, hr, someTerms, T0 } from './examples.ts'
import { aScript } from './scripts.ts'
import { createWorld, type World } from './world.ts'

// Plays the life of a call: agents, callers, supervisors, specialists and 110 act, Asterisk tells of it late, and now
// and then the server is killed and holds its record against what is left.

const dialled = { dnis: '12345' as CallPlan['dnis'], dnisRaw: '12345', ani: '13800000001', aniRaw: '13800000001', lineName: '12345', labels: [], reach: [asked(0, [general])], ringTimeoutMs: 15_000, screenName: '', number: '13800000001', callerId: '12345', callbackId: 'cb1', ticketNo: null, rank: 'return' as const, first: null, hidden: false, wish: null, script: null }

export const PLANS: readonly CallPlan[] = [
  aPlan(),
  aPlan({ announcements: [{ id: 'welcome', values: {} }, { id: 'recording_notice', values: {} }] }),
  aPlan({ transferCount: 1 }),
  { ...dialled, treatment: 'dial', by: null },
  { ...dialled, treatment: 'dial', by: '1001' as Extension },
  { ...dialled, treatment: 'dial', by: null, first: { kind: 'outside', number: '09915550103', name: '城管', line: null, unit: 'CG', emergency: false }, hidden: true, wish: { by: 'unit-CG', unit: 'CG', reason: '核实情况' } },
  { ...dialled, treatment: 'dial', by: null, callbackId: null, script: aScript(general) },
]

/** How often each thing happens beside the others. */
export const WEIGHTS = {
  seatLost: 5, seatReachable: 8,
  tell: 72, tellAny: 6, repeat: 2, answer: 28, lose: 4, soundOver: 6, digit: 6, wait: 8, offer: 12, invite: 18, join: 18, complete: 10, cancelConsult: 2,
  hold: 2, resume: 4, hangUp: 1, monitor: 10, stopMonitor: 1, takeOver: 4, forceRelease: 1, move: 3, cancel: 1, spoke: 6, staffed: 1, recordFailed: 1, crash: 2, sweep: 1,
}
export type Move = keyof typeof WEIGHTS
/** `n` chooses among whatever can be chosen from. */
export interface AMove {
  move: Move
  n: number
  laterMs: number
}

export interface Played {
  commands: readonly CallCommand[]
  facts: readonly CallFact[]
  afterEnd: readonly CallCommand[]
  timeline: readonly { type: string }[]
  faults: readonly string[]
  state: CallState
  world: World
}

/** The seats a state keeps busy, for a server that has just started. */
export type SeatsOf = (state: CallState) => readonly (readonly [Extension, 'ringing' | 'talking'])[]

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % from.length]
const outside = (changes: Partial<Outside>): Outside => ({ kind: 'outside', number: '12366', name: '税务', line: null, unit: null, emergency: false, ...changes })

interface Start {
  plan: CallPlan
  staffed: boolean
  seatsOf: SeatsOf
}

/** One call in the hands of the server. */
function createTable({ plan, staffed, seatsOf }: Start) {
  const caller = plan.treatment === 'dial' ? calledLegId(call) : callerLeg
  const world = createWorld(caller, plan.treatment !== 'dial')
  const told = { commands: [] as CallCommand[], facts: [] as CallFact[], afterEnd: [] as CallCommand[], timeline: [] as { type: string }[], faults: [] as string[] }
  if (plan.treatment === 'dial' && plan.by) world.reserve(plan.by)
  let now = T0
  let taken = begin(anArrival({ plan, caller, terms: someTerms({ callbackOfferMs: 3_000 }), staffed }), now)

  const carryOut = (lost: boolean): void => {
    const { commands, facts } = taken
    told.commands.push(...commands)
    told.facts.push(...facts)
    told.timeline.push(...facts, ...commands)
    if (!lost) world.perform(commands)
  }

  function hear(event: CallEvent, lost = false): void {
    const over = taken.state.at === 'ended'
    taken = step(taken.state, event, now)
    carryOut(lost)
    if (over) told.afterEnd.push(...taken.commands)
    const found = world.tell(world.untold().findIndex(({ type }) => type === 'seatFound'))
    if (found) hear(found) // told at once, before anything else
  }

  function holdAgainstAsterisk(gap: 'away' | 'sweep'): void {
    const live = world.live()
    if (taken.state.at !== 'ended') {
      const { events, ensure } = recover(taken.state as Living, live, gap)
      world.perform(ensure)
      for (const event of events) hear(event)
      if (gap === 'away') hear({ type: 'woke', ahead: null })
    }
    const { state } = taken
    const open = state.at === 'ended' ? new Map() : new Map([[call, state]])
    world.perform(strays(live, open, () => state.at === 'ended').remove.filter((command) => command.type !== 'hangUp' || world.legs.has(command.leg)))
  }

  carryOut(false)
  return {
    caller, world, told, hear,
    state: () => taken.state,
    now: () => now,
    pass: (ms: number): void => void (now += ms),
    passUntil: (at: number): void => void (now = Math.max(now, at)),
    /** As the API does: seats are reserved for what is not refused. */
    ask: (request: Request): void => {
      const { state } = taken
      const fine = state.at !== 'ended' && refusal(state, request) === null
      if (fine && request.type === 'invite' && request.party.kind === 'seat') world.reserve(request.party.agent)
      if (fine && request.type === 'monitor' && state.at === 'talking' && !state.monitor) world.reserve(request.by)
      hear(request)
    },
    holdAgainstAsterisk,
    /** `event`: decided and in the journal, when the server is killed and nothing of it is done. */
    crash(event: CallEvent | null): void {
      if (event) hear(event, true)
      world.crash(seatsOf(taken.state))
      holdAgainstAsterisk('away')
    },
    tellAll(): void {
      for (let event = world.tell(0); event; event = world.tell(0)) hear(event)
    },
  }
}

type Table = ReturnType<typeof createTable>

/** What must hold whenever everything has been told. */
function look({ world, told: { faults }, state: stateNow }: Table, what: string): void {
  const state = stateNow()
  if (world.untold().length > 0 || state.at === 'ended') return
  const hears = world.callerHears()
  const talks = ((state.at === 'talking' || state.at === 'rescuing') && state.bridgedSince !== null) || state.at === 'handed' || state.at === 'linked'
  const speaks = (state.at === 'waiting' && state.hearing.what === 'message') || (state.at === 'asking' && state.doing.what === 'message')
  const thinks = state.at === 'waiting' && (state.hearing.what === 'nothing' || state.hearing.what === 'confirm' || state.hearing.what === 'number' || state.hearing.what === 'sorry') || (state.at === 'asking' && (state.doing.what === 'key' || state.doing.what === 'breath')) || (state.at === 'fetching' && state.hearing.what === 'nothing')
  const silent = thinks || state.at === 'closing' || state.at === 'rating' || state.at === 'dialling' || state.at === 'booked' || state.at === 'reaching' || state.at === 'calling'
  if (hears === 'nothing' && !speaks && !silent) faults.push(`after ${what}: a caller who is ${state.at} hears nothing`)
  if (talks && hears !== 'somebody') faults.push(`after ${what}: a caller who talks hears ${hears}`)
  if (!talks && state.at !== 'connecting' && hears === 'somebody') faults.push(`after ${what}: a caller who is ${state.at} hears somebody`)
  // While a caller is held, and after the last bridge, the recorder need not be stopped (decision 0008).
  const either = state.at === 'rating' || state.at === 'closing' || (state.at === 'talking' && !talks && state.third?.joinedAt !== null)
  const records = talks || speaks || state.at === 'connecting'
  if (state.recording?.retryAt === null && !either && hears !== 'gone' && world.recording() !== records) faults.push(`after ${what}: ${state.at}, recording ${String(world.recording())}`)
}

function invitation(world: World, n: number): Extract<Request, { type: 'invite' }> {
  const seat = pick(world.free(), n)
  const purpose = pick(['consult', 'consult', 'transfer'] as const, n) ?? 'consult'
  const groups = n % 2 === 0 ? [general as GroupId] : null
  if (seat && n % 5 < 3) return { type: 'invite', told: null, purpose, groups, party: { kind: 'seat', agent: seat, name: seat } }
  if (n % 5 === 3) return { type: 'invite', told: null, purpose: 'emergency', groups: null, party: outside({ number: '110', line: '110' as Outside['line'], emergency: true }) }
  return { type: 'invite', told: null, purpose, groups: null, party: outside({ line: n % 2 === 0 ? null : ('12366' as Outside['line']) }) }
}

/** What happens outside the server. */
function happen({ world, caller, hear, passUntil, state }: Table, move: Move, n: number): void {
  const leg = pick([...world.legs.keys()], n)
  switch (move) {
    case 'answer': {
      const ringing = pick([...world.legs].filter(([, { up }]) => !up), n)
      return ringing && world.answer(ringing[0])
    }
    case 'lose':
      return leg && world.lose(leg, pick([0, 16, 16, 17, 19, 20, 21, 44], n) ?? 16)
    case 'soundOver': {
      const playback = pick(world.playing(), n)
      return playback === undefined ? undefined : world.soundOver(playback)
    }
    case 'digit':
      return hear({ type: 'digit', leg: pick([caller, caller, caller, ...world.legs.keys()], n) ?? caller, digit: pick(['1', '1', '2', '3', '9', '#', '5', '0'], n) ?? '1' })
    case 'wait':
      if (world.wakeAt() === null) return
      passUntil(world.wakeAt() ?? 0)
      return hear({ type: 'woke', ahead: pick([null, 0, 5], n) ?? null })
    case 'offer': {
      const agent = pick(world.free(), n)
      if (!agent || !(world.inQueue() || n % 20 === 0)) return
      world.reserve(agent)
      return hear({ type: 'offered', agent })
    }
    case 'seatLost':
    case 'seatReachable': {
      const [agent] = pick(world.seats(), n) ?? []
      return agent && hear({ type: move, agent })
    }
    case 'spoke':
      return leg && hear({ type: n % 2 === 0 ? 'legSpoke' : 'legQuiet', leg })
    case 'staffed':
      return hear({ type: 'staffed', staffed: n % 2 === 0 })
    case 'recordFailed': {
      const { recording } = state()
      return recording && world.spoilRecording() ? hear({ type: 'recordFailed', recording: recording.id, why: 'unavailable' }) : undefined
    }
    default:
      return undefined
  }
}

/** What agents and supervisors ask for. */
function request({ world, ask, state: stateNow }: Table, move: Move, n: number): void {
  const state = stateNow()
  const by = state.at === 'talking' ? state.monitor?.by : undefined
  switch (move) {
    case 'invite':
      return ask(invitation(world, n))
    case 'monitor': {
      const supervisor = by && n % 3 > 0 ? by : pick(world.free(), n)
      return supervisor && ask({ type: 'monitor', by: supervisor, mode: pick(['listen', 'whisper', 'barge'] as const, n) ?? 'listen' })
    }
    case 'stopMonitor':
      return by && ask({ type: 'stopMonitor', by })
    case 'takeOver':
      return by && ask({ type: 'takeOver', by, username: 'supervisor' })
    case 'forceRelease':
      return ask({ type: 'forceRelease', username: 'supervisor' })
    case 'move':
      return ask(n % 2 === 0 ? { type: 'move', to: 'head', username: 'supervisor' } : { type: 'move', to: hr, aloneMs: 30_000, username: 'supervisor' })
    case 'join':
    case 'complete':
    case 'cancelConsult':
    case 'hold':
    case 'resume':
    case 'hangUp':
    case 'cancel':
      return ask({ type: move })
    default:
      return undefined
  }
}

/** Plays the moves, then lets the caller hang up and everything be told. */
export function play(moves: readonly AMove[], start: Start): Played {
  const table = createTable(start)
  const { world, told, hear, caller } = table
  let last: CallEvent | null = null
  look(table, 'the beginning')
  for (const { move, n, laterMs } of moves) {
    table.pass(laterMs)
    if (move === 'tell' || move === 'tellAny') {
      const event = world.tell(move === 'tell' ? 0 : n % Math.max(1, world.untold().length))
      if (event) hear((last = event))
    } else if (move === 'repeat') {
      if (last) hear(last)
    } else if (move === 'crash') table.crash(n % 3 === 0 ? world.tell(0) : null)
    else if (move === 'sweep') {
      if (world.untold().length === 0) table.holdAgainstAsterisk('sweep')
    } else {
      happen(table, move, n)
      request(table, move, n)
    }
    look(table, move)
  }
  table.tellAll()
  look(table, 'the end')
  const { at } = table.state()
  if (at === 'booked' || at === 'dialling' || at === 'reaching') hear({ type: 'cancel' })
  else if (world.legs.has(caller)) world.lose(caller, 16)
  table.tellAll()
  // What a crash has left behind, the next routine look clears away.
  if (moves.some(({ move }) => move === 'crash')) table.holdAgainstAsterisk('sweep')
  table.tellAll()
  return { ...told, faults: [...world.faults, ...told.faults], state: table.state(), world }
}

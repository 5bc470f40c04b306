import type { Extension, LegId } from '../../contract/ids.ts'
import type { CallCommand, CallEvent } from '../rules/state.ts'
import { createLines } from './lines.ts'

const SEATS = ['1001', '1002', '1003', '1004', '1005'] as Extension[]

type Busy = 'ringing' | 'talking'

/** Who is reserved, and who talks. */
function createDesks(faults: string[]) {
  const seats = new Map<Extension, Busy>()
  function move(agent: Extension, from: readonly string[], to: Busy | null, what: string): void {
    const now = seats.get(agent) ?? 'free'
    if (!from.includes(now)) faults.push(`${what}: seat ${agent} is ${now}`)
    if (to) seats.set(agent, to)
    else seats.delete(agent)
  }
  return {
    move,
    must(agent: Extension, be: Busy, what: string): void {
      if (seats.get(agent) !== be) faults.push(`${what}: seat ${agent} is ${seats.get(agent) ?? 'free'}`)
    },
    all: () => [...seats],
    free: () => SEATS.filter((agent) => !seats.has(agent)),
    reserve: (agent: Extension): void => move(agent, ['free'], 'ringing', 'reserved'),
    become(kept: readonly (readonly [Extension, Busy])[]): void {
      seats.clear()
      for (const [agent, how] of kept) seats.set(agent, how)
    },
  }
}

/**
 * Asterisk and the agents' desks as one call finds them: carries out what it commands, keeps what would be told, and
 * notes what must never be asked of either. Commands take effect at once; what is told about them waits.
 * `there`: the caller has called us; otherwise we shall.
 */
export function createWorld(caller: LegId, there: boolean) {
  const faults: string[] = []
  let untold: CallEvent[] = []
  let wakeAt: number | null = null
  let inQueue = false
  const desks = createDesks(faults)
  const lines = createLines(caller, { tell: (event) => void untold.push(event), fault: (what) => void faults.push(what) })
  if (there) lines.legs.set(caller, { up: true, bridge: null })

  function carryOut(command: CallCommand): void {
    switch (command.type) {
      case 'enqueue':
        return void (inQueue = true)
      case 'moveInLine':
        return void (inQueue || faults.push('moved out of the line'))
      case 'leaveQueue':
        return void (inQueue = false)
      case 'wakeAt':
        return void (wakeAt = command.at)
      case 'agentOfferEnded':
        return desks.move(command.agent, ['ringing'], command.how === 'answered' ? 'talking' : null, command.how)
      case 'agentTalking':
        return desks.move(command.agent, ['ringing', 'talking'], 'talking', 'talking')
      case 'agentReleased':
        return desks.move(command.agent, ['talking', 'ringing'], null, 'released')
      case 'agentHolds':
      case 'agentInThree':
        return desks.must(command.agent, 'talking', command.type)
      case 'findSeat': {
        const found = desks.free().find((agent) => !command.except.includes(agent))
        if (found) desks.reserve(found)
        return void untold.push({ type: 'seatFound', seat: found ? { kind: 'seat', agent: found, name: found } : null })
      }
      default:
        return onTheLine(command)
    }
  }

  function onTheLine(command: CallCommand): void {
    switch (command.type) {
      case 'ring':
        desks.must(command.agent, command.autoAnswer ? 'talking' : 'ringing', 'rang')
        return lines.ring(command.leg)
      case 'dial':
        return lines.ring(command.leg)
      case 'snoop':
        if (!lines.legs.has(command.leg)) return
        lines.ring(command.snoop)
        return lines.answer(command.snoop)
      case 'hangUp':
        return lines.lose(command.leg, 16)
      case 'join':
        return lines.join(command.bridge, command.legs)
      case 'part':
        return lines.part(command.bridge, command.leg)
      case 'closeBridge':
        return lines.close(command.bridge)
      case 'say':
      case 'tone':
        return lines.play(command.leg, command.playback)
      case 'stopPlay':
        return lines.soundOver(command.playback)
      case 'music':
        return lines.music(command.on)
      case 'record':
      case 'stopRecord':
        return lines.record(command.type === 'record')
      default:
        return undefined
    }
  }

  return {
    ...lines,
    /** What should not be; empty to the end. */
    faults,
    /** What has happened and was not told yet, in order. */
    untold: (): readonly CallEvent[] => untold,
    wakeAt: () => wakeAt,
    inQueue: () => inQueue,
    seats: desks.all,
    free: desks.free,
    reserve: desks.reserve,
    perform(commands: readonly CallCommand[]): void {
      for (const command of commands) carryOut(command)
    },
    tell(index: number): CallEvent | null {
      const event = untold[index] ?? null
      untold = untold.filter((_, n) => n !== index)
      return event
    },
    /** The recorder gives up; whether there was one. */
    spoilRecording(): boolean {
      const was = lines.recording()
      lines.record(false)
      return was
    },
    /** What waits to be told is lost, and what only the server knew; `kept` are the seats a new one finds busy. */
    crash(kept: readonly (readonly [Extension, Busy])[]): void {
      untold = []
      wakeAt = null
      inQueue = false
      desks.become(kept)
    },
  }
}

export type World = ReturnType<typeof createWorld>

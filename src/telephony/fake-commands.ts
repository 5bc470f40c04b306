import type { Clock } from '../platform/clock.ts'
import type { FakeLeg, FakeLegs } from './fake-legs.ts'
import type { fakeSounds } from './fake-sounds.ts'
import type { HangUpCause, Outcome, TelephonyCommand, TelephonyEvent } from './port.ts'

export const CAUSE: Readonly<Record<HangUpCause, number>> = { normal: 16, busy: 17, no_answer: 19, congestion: 34, unallocated: 1 }
const CALL_REJECTED = 21

const OK: Outcome = { ok: true }
export const refuse = (why: Extract<Outcome, { ok: false }>['why'], detail: string = why): Outcome => ({ ok: false, why, detail })

/** What a rung phone does; `rings` until somebody gives up. */
export type PhoneAnswer = { how: 'answers' | 'busy' | 'declines'; afterMs: number } | { how: 'rings' } | { how: 'unreachable' }

type Ring = TelephonyCommand & { type: 'ring' | 'dial' }

interface Needs {
  clock: Clock
  state: FakeLegs
  sounds: ReturnType<typeof fakeSounds>
  phone: (command: Ring) => PhoneAnswer
  linked: () => boolean
  tell: (event: TelephonyEvent) => void
}

/** Carries out commands as Asterisk would. */
export function fakeCommands({ clock, state, sounds, phone, linked, tell }: Needs) {
  const { legs, bridges, add, end } = state

  function ring(command: Ring): Outcome {
    if (legs.has(command.leg)) return refuse('duplicate')
    const answer = phone(command)
    if (answer.how === 'unreachable') return refuse('refused', 'the phone could not be rung')
    const leg = add({ leg: command.leg, up: false, ours: true, context: 'agents', callerNumber: command.callerId, dialled: 's', rung: true })
    const steps = [clock.at(clock.now() + command.timeoutMs, () => end(leg, CAUSE.no_answer))]
    leg.cancelRing = () => steps.forEach((cancel) => cancel())
    tell({ type: 'legRinging', leg: leg.leg })
    if (answer.how !== 'rings') steps.push(clock.at(clock.now() + answer.afterMs, () => reply(leg, answer.how)))
    return OK
  }
  function reply(leg: FakeLeg, how: 'answers' | 'busy' | 'declines'): void {
    if (how !== 'answers') return end(leg, how === 'busy' ? CAUSE.busy : CALL_REJECTED)
    leg.cancelRing()
    if (!linked()) return end(leg, CAUSE.normal) // Stasis refuses a leg while no application is connected
    leg.up = true
    tell({ type: 'legAnswered', leg: leg.leg })
  }
  function join({ bridge, legs: ids }: TelephonyCommand & { type: 'join' }): Outcome {
    const joining = ids.map((id) => legs.get(id)).filter((leg) => leg !== undefined)
    state.join(bridge, []) // as over ARI, the bridge is there even when a leg is not
    if (joining.length < ids.length) return refuse('gone')
    if (!joining.every((leg) => leg.ours)) return refuse('not_ours')
    state.join(bridge, joining)
    return OK
  }
  function part(leg: FakeLeg, bridge: string): Outcome {
    if (!bridges.has(bridge)) return refuse('gone')
    if (leg.bridge !== bridge) return refuse('duplicate')
    state.part(leg)
    return OK
  }
  function snoop(command: TelephonyCommand & { type: 'snoop' }): Outcome {
    if (!legs.has(command.leg)) return refuse('gone')
    if (legs.has(command.snoop)) return refuse('duplicate')
    add({ leg: command.snoop, up: true, ours: true, context: 'default', callerNumber: '', dialled: 's', rung: true })
    tell({ type: 'legAnswered', leg: command.snoop })
    return OK
  }
  function onLeg(leg: FakeLeg, command: Exclude<TelephonyCommand, { type: 'ring' | 'dial' | 'join' | 'closeBridge' | 'stopPlay' | 'playToBridge' | 'snoop' }>): Outcome {
    if (!leg.ours && command.type !== 'hangUp' && command.type !== 'lease') return refuse('not_ours')
    switch (command.type) {
      case 'answer':
        leg.up = true
        return OK
      case 'hangUp':
        end(leg, CAUSE[command.cause])
        return OK
      case 'part':
        return part(leg, command.bridge)
      case 'play':
        sounds.play(command)
        return OK
      case 'music':
        return OK
      case 'listenFor':
        return OK
      case 'lease':
        state.lease(leg, command.forMs)
        return OK
      case 'record':
        if (leg.recording) return refuse('duplicate')
        leg.recording = true
        return OK
      case 'stopRecord':
        leg.recording = false
        return OK
    }
  }

  return (command: TelephonyCommand): Outcome => {
    switch (command.type) {
      case 'ring':
      case 'dial':
        return ring(command)
      case 'snoop':
        return snoop(command)
      case 'playToBridge':
        return bridges.has(command.bridge) ? OK : refuse('gone')
      case 'join':
        return join(command)
      case 'closeBridge':
        return state.closeBridge(command.bridge) ? OK : refuse('gone')
      case 'stopPlay':
        return sounds.stop(command.playback) ? OK : refuse('gone')
      default: {
        const leg = legs.get(command.leg)
        return leg ? onLeg(leg, command) : refuse('gone')
      }
    }
  }
}

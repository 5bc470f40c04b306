import type { AgentState, NotReadyReason } from '../../../contract/agent.ts'
import type { CallOutcome } from '../../../contract/call.ts'
import type { MergeMode } from '../../../contract/hotline.ts'
import type { Found } from './rules/find.ts'
import type { Stage } from './rules/stage.ts'

export interface AgentWords {
  title: string
  columns: { call: string; draft: string; caller: string }
  noSeat: string
  noSeatWhy: string
  state: {
    label: string
    names: Record<AgentState, string>
    reasons: Record<NotReadyReason, string>
    ready: string
    notReady: string
    break: string
    offline: string
    after: string
    rna: string
    declined: string
    busy: string
    unreachable: string
  }
  stages: Record<Stage, string>
  /** What the caller hears meanwhile. */
  hears: { held: string; rescuing: string; private: string; asking: string; emergency: string; transferring: string }
  modes: Record<MergeMode, string>
  transitionUntil: (day: string) => string
  dialled: string
  greeting: string
  caller: string
  withheld: string
  waited: string
  talked: string
  since: string
  outbound: string
  labels: { elder: string; repeat: (times: number) => string; emergency: string; return: string; transferred: string }
  acts: Record<'answer' | 'decline' | 'hangUp' | 'hold' | 'resume' | 'mute' | 'unmute' | 'keypad' | 'find' | 'join' | 'rejoin' | 'cancelAsk' | 'letGo' | 'release' | 'leave', string>
  deskAnswer: string
  deskHangUp: string
  refused: { TRANSFER_LIMIT: string; TOO_MANY_PARTIES: string; PEER_NOT_SPOKEN: string; close: string; opensAt: (at: string) => string }
  monitor: Record<'listen' | 'whisper' | 'barge', string>
  find: {
    title: string
    placeholder: string
    none: string
    ask: string
    transfer: string
    call: string
    close: string
    closed: string
    free: (n: number) => string
    nobodyFree: string
    results: string
    kinds: Record<Found['kind'], string>
    keys: string
  }
  emergency: {
    title: string
    names: Readonly<Record<string, string>>
    call: (number: string) => string
    answered: string
    spoke: string
    order: string
    place: string
    summary: string
    giveNumber: string
    send: string
    sent: (peer: string) => string
    needed: string
  }
  keypad: { title: string; close: string }
  wrapUp: { left: string; finish: string; finishBusy: string; why: string }
  idle: {
    ready: string
    readyWhy: string
    notReady: string
    notReadyWhy: string
    offline: string
    offlineWhy: string
    waiting: (n: number) => string
    figures: { title: string; answered: string; meanTalk: string; placed: string; satisfied: string }
    dial: string
    dialPlaceholder: string
    call: string
  }
  phone: { denied: string; missing: string; elsewhere: string; takeOver: string; failed: string }
  person: {
    open: string
    openNone: string
    recent: string
    recentNone: string
    hidden: string
    wait: string
    mark: string
    unmark: string
    markWhy: string
    language: string
    languages: Readonly<Record<string, string>>
    outcomes: Record<CallOutcome, string>
    outbound: string
    states: Readonly<Record<string, string>>
    callBack: string
    dialTicket: (ticketNo: string) => string
  }
  diversion: { title: string; placeholder: string; hint: string; none: string; emergency: (found: string) => string; side: (side: string) => string }
  draft: { none: string; opening: string }
}

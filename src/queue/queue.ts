import type { Offer, Queue } from './port.ts'
import { createMatcher } from './rules/matcher.ts'

/** The queue in memory; rules/matcher.ts decides, this tells. Listeners may call the queue again: it is settled before they hear. */
export function createQueue(): Queue {
  const matcher = createMatcher()
  const listeners: ((offer: Offer) => void)[] = []

  const tell = (offers: readonly Offer[]): void => {
    for (const offer of offers) for (const listener of listeners) listener(offer)
  }

  return {
    enter: (entry) => tell(matcher.enter(entry)),
    widen: (call, groups) => tell(matcher.widen(call, groups)),
    move: (call, to) => tell(matcher.move(call, to)),
    leave: (call) => tell(matcher.leave(call)),
    agentIdle: (agent, groups, idleSince) => tell(matcher.agentIdle(agent, groups, idleSince)),
    agentGone: matcher.agentGone,
    ahead: matcher.ahead,
    waiting: matcher.waiting,
    size: matcher.size,
    onOffer: (listener) => void listeners.push(listener),
  }
}

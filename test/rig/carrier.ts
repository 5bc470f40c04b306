import type { Behaviour } from './desk-phone.ts'
import type { IncomingCall } from './sip/call.ts'
import { header, uriOf, userOf } from './sip/message.ts'
import type { Trunk } from './trunk.ts'
import { until } from './until.ts'

/** Whoever the product can reach through the carrier: a citizen, a department, another centre, 110. */
export interface FarPhone {
  readonly number: string
  /** What it does with the calls that come; it rings until told otherwise. */
  behave: (behaviour: Behaviour) => void
  says: (samples: Int16Array | null) => void
  /** Of the conversation with this id (X-Interaction-Id), or the n-th call at all. */
  nextCall: (which: number | { interaction: string; n?: number }, withinMs?: number) => Promise<IncomingCall>
  readonly calls: readonly IncomingCall[]
}

export const dialledIn = ({ invite }: IncomingCall): string => userOf(invite.uri)
export const interactionIn = ({ invite }: IncomingCall): string => header(invite, 'x-interaction-id')
export const transfersIn = ({ invite }: IncomingCall): string => header(invite, 'x-transfer-count')
export const shownIn = ({ invite }: IncomingCall): string => userOf(uriOf(header(invite, 'from')))

/** The phones behind the carrier, by number. Takes over the trunk's incoming calls. */
export function farPhones(trunk: Trunk): (number: string) => FarPhone {
  const phones = new Map<string, { calls: IncomingCall[]; behaviour: Behaviour; speech: Int16Array | null | undefined }>()
  const at = (number: string) => {
    const known = phones.get(number) ?? { calls: [], behaviour: 'rings' as Behaviour, speech: undefined }
    phones.set(number, known)
    return known
  }
  trunk.onCall((call) => {
    const phone = at(dialledIn(call))
    phone.calls.push(call)
    if (phone.speech !== undefined) call.voice.say(phone.speech)
    if (phone.behaviour === 'rings') return
    if ('refuses' in phone.behaviour) call.refuse(phone.behaviour.refuses)
    else setTimeout(call.answer, phone.behaviour.answersAfterMs)
  })
  return (number) => {
    const phone = at(number)
    return {
      number,
      calls: phone.calls,
      behave: (behaviour) => void (phone.behaviour = behaviour),
      says: (samples) => void (phone.speech = samples),
      nextCall: (which, withinMs = 5_000) =>
        until(`a call at ${number}`, () => (typeof which === 'number' ? phone.calls[which] : phone.calls.filter((call) => interactionIn(call) === which.interaction)[which.n ?? 0]), withinMs),
    }
  }
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentsIn } from '../../wiring/agents-in-call.ts'
import type { CallFact } from '../facts.ts'
import type { CallPlan } from '../port.ts'
import { callerLeg } from '../testing/examples.ts'
import { play, PLANS, WEIGHTS, type AMove, type Move, type Played, type SeatsOf } from '../testing/play.ts'
import { wakeAt } from './step.ts'
import type { CallCommand } from './state.ts'

const seatsOf: SeatsOf = (state) => agentsIn(state).map(({ agent, as }) => [agent, as === 'ringing' ? 'ringing' : 'talking'])
const RUNS = 600

const aMove: fc.Arbitrary<AMove> = fc.oneof(
  ...(Object.entries(WEIGHTS) as [Move, number][]).map(([move, weight]) => ({ arbitrary: fc.record({ move: fc.constant(move), n: fc.nat(999), laterMs: fc.integer({ min: 0, max: 2_000 }) }), weight })),
)
/** An agent picks up; then whoever is called, if it is a call of ours. */
const CONNECTED: readonly AMove[] = (['offer', 'answer', 'tell', 'answer', 'tell', 'tell', 'tell', 'tell'] as const).map((move) => ({ move, n: 0, laterMs: 500 }))
const moves = fc.array(aMove, { maxLength: 100, size: 'max' })
const aHistory = fc.record({
  moves: fc.oneof({ arbitrary: moves, weight: 1 }, { arbitrary: moves.map((more) => [...CONNECTED, ...more]), weight: 4 }),
  plan: fc.constantFrom(...PLANS),
  staffed: fc.oneof({ arbitrary: fc.constant(true), weight: 6 }, { arbitrary: fc.constant(false), weight: 1 }),
})

const only = <Type extends CallFact['type']>(facts: readonly CallFact[], type: Type) => facts.filter((fact): fact is Extract<CallFact, { type: Type }> => fact.type === type)

describe('whatever happens in whatever order', () => {
  const anyHistory = (check: (told: Played, plan: CallPlan) => void): void => {
    fc.assert(fc.property(aHistory, ({ moves: played, ...start }) => check(play(played, { ...start, seatsOf }), start.plan)), { numRuns: RUNS })
  }

  it('nobody is asked for what cannot be, nobody who talks is alone, and a caller who waits hears something', () => {
    anyHistory(({ faults }) => {
      expect(faults.join('; ')).toBe('')
    })
  })

  it('a call ends in exactly one record, once, and is not commanded after that except to let agents go', () => {
    anyHistory(({ facts, afterEnd, state }) => {
      expect(state.at).toBe('ended')
      expect(wakeAt(state)).toBeNull()
      expect(only(facts, 'callEnded')).toHaveLength(1)
      expect(only(facts, 'callArrived')).toHaveLength(1)
      for (const command of afterEnd) {
        expect(['hangUp', 'agentOfferEnded']).toContain(command.type)
        if (command.type === 'hangUp') expect(command.leg).not.toBe(callerLeg)
      }
    })
  })

  it('nothing is left: no leg, no bridge, no seat, no place in line', () => {
    anyHistory(({ world }) => {
      expect([...world.legs.keys()]).toEqual([])
      expect([...world.bridges]).toEqual([])
      expect(world.seats()).toEqual([])
      expect(world.inQueue()).toBe(false)
    })
  })

  it('every phone that was rung is accounted for exactly once', () => {
    anyHistory(({ commands, facts }) => {
      const rung = (letter: string): string[] => [...new Set(commands.flatMap((command) => ((command.type === 'ring' || command.type === 'dial') && command.leg.startsWith(letter) ? [command.leg] : [])))].toSorted()
      const offers = only(facts, 'offerEnded')
      expect(offers.map(({ leg }) => leg as string).toSorted()).toEqual(rung('a'))
      expect(only(facts, 'thirdEnded').map(({ leg }) => leg as string).toSorted()).toEqual(only(facts, 'thirdInvited').map(({ leg }) => leg as string).toSorted())
      expect(only(facts, 'thirdInvited').map(({ leg }) => leg as string).toSorted()).toEqual(rung('t'))
      expect(only(facts, 'departmentRung').map(({ leg }) => leg as string)).toEqual(rung('d'))
      expect(only(facts, 'departmentLeft').map(({ leg }) => leg as string)).toEqual(rung('d'))
    })
  })

  it('who has talked with the caller has left, once', () => {
    anyHistory(({ facts }) => {
      const came = [...only(facts, 'agentConnected').map(({ leg }) => leg), ...only(facts, 'handedOver').map(({ leg }) => leg), ...only(facts, 'rescued').map(({ leg }) => leg)]
      const left = [...only(facts, 'agentLeft').map(({ leg }) => leg), ...only(facts, 'partyLeft').map(({ leg }) => leg)]
      const dialledOnly = left.filter((leg) => !came.includes(leg))
      expect(left.filter((leg) => came.includes(leg)).toSorted()).toEqual(came.toSorted())
      expect(dialledOnly.length).toBeLessThanOrEqual(1) // the agent for whom somebody was called who did not answer
    })
  })

  it('a caller changes hands once at most, and the count is that of the hand-overs', () => {
    anyHistory(({ facts }, plan) => {
      const before = plan.treatment === 'queue' ? plan.transferCount : 0
      const counted = only(facts, 'handedOver').filter((fact) => fact.counted).length
      const [ended] = only(facts, 'callEnded')
      expect(ended?.transferCount).toBe(before + counted)
      expect(ended?.transferCount).toBeLessThanOrEqual(1)
    })
  })

  it('a phone is rung for a caller only when the one before it is accounted for', () => {
    anyHistory(({ timeline }) => {
      let rung = 0
      let accounted = 0
      for (const each of timeline) {
        if (each.type === 'offerEnded') accounted++
        if (each.type === 'ring' && (each as CallCommand & { type: 'ring' }).leg.startsWith('a')) expect(accounted).toBe(rung++)
      }
    })
  })

  it('the citizen a department wants is rung once at most, and only when somebody is there to speak', () => {
    anyHistory(({ commands }, plan) => {
      if (plan.treatment !== 'dial' || !plan.first) return
      const order = commands.flatMap((command) => (command.type === 'dial' ? [command.leg.charAt(0)] : command.type === 'say' ? [command.prompt.id] : []))
      expect(['d', 'd contact_connecting', 'd contact_connecting o', 'd contact_connecting o contact_not_reached']).toContain(order.join(' '))
    })
  })

  it('a call that speaks by itself rings once, says how it ended, and is nobody’s missed call unless an agent was there', () => {
    anyHistory(({ commands, facts }, plan) => {
      const [ended] = only(facts, 'callEnded')
      const speaks = plan.treatment === 'dial' && plan.script !== null
      expect(ended?.script === null).toBe(!speaks)
      if (!speaks) return
      expect(commands.filter((command) => command.type === 'dial' && command.leg.startsWith('o'))).toHaveLength(1)
      expect(ended?.script === 'person').toBe(ended?.agent !== null)
      expect(ended?.answeredAt === null).toBe(only(facts, 'scriptBegun').length === 0)
      if (ended?.agent === null) expect([ended.missed, ended.outcome]).toEqual([false, ended.answeredAt === null ? 'unreached' : 'automatic'])
    })
  })

  it('no time is negative', () => {
    anyHistory(({ facts }) => {
      const [ended] = only(facts, 'callEnded')
      expect(ended?.bridgedMs).toBeGreaterThanOrEqual(0)
      expect(ended?.talkedMs).toBeGreaterThanOrEqual(0)
      expect(ended?.waitedMs).toBeGreaterThanOrEqual(0)
      for (const { since, answeredAt, joinedAt, at } of only(facts, 'thirdEnded')) {
        expect(at).toBeGreaterThanOrEqual(since)
        if (joinedAt !== null) expect(joinedAt).toBeGreaterThanOrEqual(answeredAt ?? Infinity)
      }
    })
  })

  it('the histories are about everything that can happen', () => {
    const seen = new Set<string>()
    for (const { moves: played, ...start } of fc.sample(aHistory, { seed: 12_345, numRuns: 2 * RUNS })) {
      for (const fact of play(played, { ...start, seatsOf }).facts) {
        if (fact.type === 'thirdEnded') seen.add(`${fact.purpose} ${fact.how}`)
        else if (fact.type === 'handedOver') seen.add(`${fact.purpose} to ${fact.party.kind}`)
        else if (fact.type === 'callEnded') seen.add(`${fact.outcome} in ${fact.endedIn}`).add(`script ${fact.script}`)
        else seen.add(fact.type === 'forced' ? fact.what : fact.type)
      }
    }
    for (const what of [
      'consult took_over', 'consult left', 'consult agent_lost', 'consult cancelled', 'consult no_answer', 'consult caller_left', 'consult to seat', 'consult to outside',
      'transfer took_over', 'transfer no_answer', 'transfer to seat', 'transfer to outside', 'emergency took_over', 'emergency left', 'emergency to outside', 'partyLeft',
      'monitored', 'taken_over', 'released', 'rated', 'messageLeft', 'handled in three_way', 'handled in handed_over', 'handled in transferring', 'handled in hold',
      'unreached in booked', 'unreached in dialling', 'interrupted in queue', 'recordingFailed', 'rescued', 'interrupted in rescuing', 'moved',
      'scriptAnswered', 'scriptMessage', 'automatic in asking', 'automatic in message', 'script person', 'script completed', 'script silent', 'script left', 'unreached in department', 'citizenReached', 'departmentLeft',
    ]) expect(seen).toContain(what)
  })
})

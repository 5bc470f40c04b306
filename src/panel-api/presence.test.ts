import { describe, expect, it } from 'vitest'
import type { TicketNo } from '../contract/ticket-no.ts'
import type { Principal } from '../identity/port.ts'
import { createPresence, type Viewer } from './presence.ts'

const [one, other] = ['JC20261122000001' as TicketNo, 'JC20261122000002' as TicketNo]
const settle = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve))

function room() {
  let now = 0
  const presence = createPresence({ mayRead: async (_, { username }) => username !== 'stranger', nameOf: async (username) => `${username}'s name`, now: () => (now += 1), failed: (error) => expect.unreachable(String(error)) })
  const panel = (id: string, username = id) => {
    const told: string[] = []
    const viewer: Viewer = {
      id, user: { userId: username, username, role: 'unit', extension: null, department: 'HB' } as Principal,
      tell: ({ ticketNo, viewers }) => void told.push(`${ticketNo === one ? 'one' : 'other'}: ${viewers.map(({ username: who, writing }) => (writing ? `${who} writes` : who)).join(', ')}`),
    }
    return { told, viewer, open: async (ticketNo: TicketNo, writing = false) => (presence.opened(viewer, { ticketNo, writing }), await settle()) }
  }
  return { presence, panel }
}

describe('who has a ticket open', () => {
  it('is told to everybody who has, when somebody comes, writes, or goes', async () => {
    const { presence, panel } = room()
    const [a, b, elsewhere] = [panel('a'), panel('b'), panel('c')]
    await elsewhere.open(other)
    await a.open(one)
    await b.open(one)
    await b.open(one, true)
    await b.open(one, true)
    presence.gone('b')
    expect(a.told).toEqual(['one: a', 'one: a, b', 'one: a, b writes', 'one: a'])
    expect(b.told).toEqual(['one: a, b', 'one: a, b writes'])
    expect(elsewhere.told).toEqual(['other: c'])
  })

  it('counts two windows of one person once, and as writing when one of them is', async () => {
    const { panel, presence } = room()
    const [first, second, b] = [panel('a1', 'a'), panel('a2', 'a'), panel('b')]
    await first.open(one)
    await second.open(one, true)
    await b.open(one)
    presence.left('a2', one)
    expect(b.told).toEqual(['one: a writes, b', 'one: a, b'])
  })

  it('is nothing for whoever may not read the ticket, and nobody learns of them', async () => {
    const { panel } = room()
    const [a, stranger] = [panel('a'), panel('x', 'stranger')]
    await a.open(one)
    await stranger.open(one)
    expect([a.told, stranger.told]).toEqual([['one: a'], []])
  })

  it('forgets a panel that left before it was known whether it may be there, and keeps what it said last', async () => {
    const { presence, panel } = room()
    const [a, b] = [panel('a'), panel('b')]
    presence.opened(a.viewer, { ticketNo: one, writing: false })
    presence.left('a', one)
    await settle()
    presence.opened(b.viewer, { ticketNo: one, writing: false })
    presence.opened(b.viewer, { ticketNo: one, writing: true })
    await settle()
    expect([a.told, b.told]).toEqual([[], ['one: b writes']])
  })

  it('lets one panel have eight tickets open', async () => {
    const { panel } = room()
    const a = panel('a')
    for (let n = 0; n < 12; n += 1) await a.open(`JC2026112200000${n}` as TicketNo)
    expect(a.told).toHaveLength(8)
  })
})

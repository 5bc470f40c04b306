import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../../../contract/ticket.ts'
import { createList, PAGE } from './list-store.ts'

const no = (n: number): string => `JC2026${String(n).padStart(10, '0')}`
const ticket = (n: number, version = 1, openedAt = 0): Ticket => ({ ticketNo: no(n), version, openedAt }) as Ticket

/** A server with so many tickets; `counted: false` = searched by words. */
function server(tickets: Ticket[], { counted = true } = {}) {
  const asked: string[] = []
  let failing = false
  const list = createList({
    async page(cursor, limit) {
      if (failing) throw new Error('offline')
      asked.push(`page ${cursor ?? 0}`)
      const from = Number(cursor ?? 0)
      return { items: tickets.slice(from, from + limit), nextCursor: from + limit < tickets.length ? String(from + limit) : null }
    },
    marks: async (every) => (counted ? { total: tickets.length, every, marks: Array.from({ length: Math.floor(tickets.length / every) }, (_, i) => String((i + 1) * every)) } : { total: null, every, marks: [] }),
    some: async (nos) => tickets.filter(({ ticketNo }) => nos.includes(ticketNo)),
    isNew: ({ openedAt }, readAt) => openedAt >= readAt,
    now: () => 1_000,
  })
  const settle = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 0))
  return { list, asked, settle, tickets, fail: (now: boolean) => void (failing = now) }
}
const many = (count: number): Ticket[] => Array.from({ length: count }, (_, n) => ticket(n))

describe('a list of tickets', () => {
  it('knows how long it is, and reads only the pages that are looked at', async () => {
    const { list, asked, settle } = server(many(100_000))
    await list.begin()
    expect(list.view()).toMatchObject({ rows: 100_000, total: 100_000, pending: false })
    list.look(77_760, 77_790)
    await settle()
    expect(list.rowAt(77_780)?.ticketNo).toBe(no(77_780))
    expect(list.rowAt(50_000)).toBeUndefined()
    expect(asked).toEqual(['page 0', 'page 77750'])
  })

  it('searched by words, goes on as long as there is more', async () => {
    const { list, settle } = server(many(250), { counted: false })
    await list.begin()
    expect(list.view()).toMatchObject({ rows: PAGE + 1, total: null })
    for (const edge of [50, 100, 150, 200]) {
      list.look(edge - 10, edge + 10)
      await settle()
    }
    expect(list.view()).toMatchObject({ rows: 250, total: null })
    expect(list.rowAt(249)?.ticketNo).toBe(no(249))
  })

  it('keeps eighty pages at most, and always the beginning', async () => {
    const { list, settle } = server(many(10_000))
    await list.begin()
    for (let n = 1; n < 100; n += 1) {
      list.look(n * PAGE, n * PAGE + 10)
      await settle()
    }
    const kept = Array.from({ length: 100 }, (_, n) => n).filter((n) => list.rowAt(n * PAGE) !== undefined)
    expect(kept).toHaveLength(80)
    expect(kept).toContain(0)
    expect(kept).toContain(99)
  })

  it('marks what was changed where it is, says what fits no longer, and counts what is new', async () => {
    const { list, tickets } = server(many(300))
    await list.begin()
    tickets[3] = ticket(3, 2)
    tickets.splice(5, 1)
    tickets.unshift(ticket(9_001, 1, 2_000), ticket(9_002, 1, 500))
    await list.changed([no(3), no(5), no(9_001), no(9_002), no(250)])
    expect([3, 5, 7].map((row) => [list.rowAt(row)?.ticketNo, list.newsOf(no(row))])).toEqual([[no(3), 'changed'], [no(5), 'gone'], [no(7), undefined]])
    expect(list.rowAt(3)?.version).toBe(2)
    expect(list.view().fresh).toBe(1)
    list.seen(no(3))
    list.seen(no(5))
    expect([list.newsOf(no(3)), list.newsOf(no(5))]).toEqual([undefined, 'gone'])
    await list.again()
    expect([list.rowAt(0)?.ticketNo, list.newsOf(no(5)), list.view().fresh, list.view().total]).toEqual([no(9_001), undefined, 0, 301])
  })

  it('says when its beginning cannot be had, and reads it when asked again', async () => {
    const { list, fail } = server(many(3))
    fail(true)
    await list.begin()
    expect(list.view()).toMatchObject({ pending: false, error: expect.any(Error) })
    fail(false)
    await list.again()
    expect(list.view()).toMatchObject({ rows: 3, total: 3, error: null })
  })
})

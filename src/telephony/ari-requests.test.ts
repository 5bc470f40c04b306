import { describe, expect, it } from 'vitest'
import type { Clock } from '../platform/clock.ts'
import { ariRequests } from './ari-requests.ts'
import { type AriReply, type AriRequest, type AriSocket, SocketClosed } from './ari-socket.ts'

function handClock(): Clock & { passes: (ms: number) => void } {
  let now = 0
  const tasks = new Set<{ at: number; task: () => void }>()
  return {
    now: () => now,
    at(at, task) {
      const entry = { at, task }
      tasks.add(entry)
      return () => void tasks.delete(entry)
    },
    every: () => () => {},
    passes(ms) {
      now += ms
      for (const entry of tasks) {
        if (entry.at > now) continue
        tasks.delete(entry)
        entry.task()
      }
    },
  }
}

/** A socket whose answers the test gives. */
function handSocket(): AriSocket & { asked: string[]; answer: () => Promise<void>; close: () => Promise<void> } {
  const open: { resolve: (reply: AriReply) => void; reject: (error: Error) => void }[] = []
  const settled = () => new Promise<void>((done) => setImmediate(done))
  const asked: string[] = []
  return {
    asked,
    inFlight: () => open.length,
    drop: () => {},
    request: ({ path }: AriRequest) => new Promise((resolve, reject) => void (asked.push(path), open.push({ resolve, reject }))),
    answer: () => (open.shift()?.resolve({ status: 200, reason: 'OK', body: '' }), settled()),
    close: () => (open.splice(0).forEach(({ reject }) => reject(new SocketClosed())), settled()),
  }
}

const get = (path: string): AriRequest => ({ method: 'GET', path, query: [] })

describe('requests to Asterisk', () => {
  it('are refused at once without a connection', async () => {
    await expect(ariRequests(handClock(), 2_000).send(get('x'), 0)).rejects.toMatchObject({ why: 'unavailable' })
  })

  it('go two at a time on one socket, the urgent ones first', async () => {
    const [requests, socket] = [ariRequests(handClock(), 2_000), handSocket()]
    requests.addSocket(socket, 'carrier')
    for (const [path, priority] of [['a', 3], ['b', 3], ['music', 3], ['ring', 2], ['bridge', 1], ['lease', 0]] as const) void requests.send(get(path), priority)
    for (let i = 0; i < 6; i++) await socket.answer()
    expect(socket.asked).toEqual(['a', 'b', 'lease', 'bridge', 'ring', 'music'])
  })

  it('are spread over the sockets, and use a stand-in only while there is no other', async () => {
    const [requests, events, first, second] = [ariRequests(handClock(), 2_000), handSocket(), handSocket(), handSocket()]
    requests.addSocket(events, 'standIn')
    void requests.send(get('early'), 1)
    requests.addSocket(first, 'carrier')
    requests.addSocket(second, 'carrier')
    for (const path of ['a', 'b', 'c']) void requests.send(get(path), 1)
    expect([events.asked, first.asked, second.asked]).toEqual([['early'], ['a', 'c'], ['b']])
  })

  it('time out while waiting and while on their way, and free their place in the queue', async () => {
    const [clock, socket] = [handClock(), handSocket()]
    const requests = ariRequests(clock, 2_000)
    requests.addSocket(socket, 'carrier')
    const outcomes = Promise.allSettled(['a', 'b', 'c'].map((path) => requests.send(get(path), 1)))
    expect(requests.waiting()).toBe(1)
    clock.passes(2_000)
    expect((await outcomes).map((outcome) => outcome.status === 'rejected' && (outcome.reason as { why: string }).why)).toEqual(['timeout', 'timeout', 'timeout'])
    expect([requests.waiting(), requests.timeoutsInARow()]).toEqual([0, 3])
    await socket.answer()
    await socket.answer()
    expect(socket.asked).toEqual(['a', 'b'])
    expect(requests.timeoutsInARow()).toBe(3) // late answers do not count
    void requests.send(get('d'), 1)
    await socket.answer()
    expect(requests.timeoutsInARow()).toBe(0)
  })

  it('are refused beyond a thousand waiting', async () => {
    const [requests, socket] = [ariRequests(handClock(), 2_000), handSocket()]
    requests.addSocket(socket, 'carrier')
    for (let i = 0; i < 1_002; i++) requests.send(get('x'), 3).catch(() => {})
    await expect(requests.send(get('one too many'), 0)).rejects.toMatchObject({ why: 'unavailable' })
    requests.refuseAll('the link is lost')
    expect(requests.waiting()).toBe(0)
  })

  it('are unavailable when their socket closes, and the rest goes by another', async () => {
    const [requests, first, second] = [ariRequests(handClock(), 2_000), handSocket(), handSocket()]
    requests.addSocket(first, 'carrier')
    const lost = Promise.allSettled(['a', 'b'].map((path) => requests.send(get(path), 1)))
    void requests.send(get('c'), 1)
    requests.removeSocket(first)
    requests.addSocket(second, 'carrier')
    await first.close()
    expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(second.asked).toEqual(['c'])
  })
})

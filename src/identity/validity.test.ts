import { describe, expect, it } from 'vitest'
import type { UserView } from '../contract/user.ts'
import { silentLog } from '../platform/log.ts'
import { siteDay } from '../platform/site-day.ts'
import { virtualTime } from '../simulate/virtual-time.ts'
import { watchValidity } from './validity.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const visitor = { id: 'v', username: 'visitor', extension: '3001', kind: 'visiting', validFrom: null, validUntil: '2026-12-05' } as UserView
const clerk = { ...visitor, id: 'c', username: 'clerk', extension: null } as UserView

/** A house where some are signed in; what is done to it is noted. */
async function house(signedIn: UserView[], { start = at('2026-12-05T23:59:00'), refuse = 0 } = {}) {
  const time = virtualTime(start)
  const done: string[] = []
  const inCall = new Set<string>()
  let refusals = refuse
  const note = (what: string) => void done.push(`${new Date(time.now() + 8 * 3_600_000).toISOString().slice(11, 19)} ${what}`)
  const stop = watchValidity({
    store: { outstayed: async (day) => signedIn.filter(({ validUntil }) => validUntil !== null && validUntil < day) },
    sessions: { endAll: async (id) => note(`ended ${id}`) },
    accounts: {
      async refresh() {
        if (refusals-- > 0) throw new Error('database is away')
        note('seats')
      },
    },
    audit: { write: async ({ action, target }) => note(`audit ${action} ${target}`) },
    clock: time,
    dayOf: siteDay('Asia/Shanghai'),
    inCall: (extension) => inCall.has(extension),
    log: silentLog,
  })
  await new Promise(setImmediate) // the first look
  return { time, done, inCall, stop }
}

describe('access by dates', () => {
  it('ends at midnight of the site, once, with seats and sessions', async () => {
    const { time, done } = await house([visitor, clerk])
    await time.run(at('2026-12-05T23:59:59'))
    expect(done).toEqual(['23:59:00 seats'])
    await time.run(at('2026-12-06T12:00:00'))
    expect(done.slice(1)).toEqual(['00:00:00 seats', '00:00:00 audit session.end user:visitor', '00:00:00 ended v', '00:00:00 audit session.end user:clerk', '00:00:00 ended c'])
  })

  it('lets a call in hand end first', async () => {
    const { time, done, inCall } = await house([visitor])
    inCall.add('3001')
    await time.run(at('2026-12-06T00:20:03'))
    expect(done.slice(1)).toEqual(['00:00:00 seats'])
    inCall.clear()
    await time.run(at('2026-12-06T01:00:00'))
    expect(done.slice(2)).toEqual(['00:20:10 audit session.end user:visitor', '00:20:10 ended v'])
  })

  it('is looked after at the start, for a midnight that passed without the server', async () => {
    const { time, done } = await house([visitor], { start: at('2026-12-08T09:00:00') })
    await time.run(at('2026-12-08T09:00:00'))
    expect(done).toEqual(['09:00:00 seats', '09:00:00 audit session.end user:visitor', '09:00:00 ended v'])
  })

  it('is tried again when it fails', async () => {
    const { time, done } = await house([visitor], { start: at('2026-12-08T09:00:00'), refuse: 2 })
    await time.run(at('2026-12-08T10:00:00'))
    expect(done).toEqual(['09:00:20 seats', '09:00:20 audit session.end user:visitor', '09:00:20 ended v'])
  })

  it('is left alone once it is stopped', async () => {
    const { time, done, stop } = await house([visitor])
    await time.run(at('2026-12-05T23:59:30'))
    stop()
    await time.run(at('2026-12-06T12:00:00'))
    expect(done).toEqual(['23:59:00 seats'])
  })
})

import { describe, expect, it } from 'vitest'
import { createLoginThrottle } from './login.ts'

const policy = { freeFailures: 5, firstDelayMs: 60_000, maxDelayMs: 900_000 }

function aThrottle() {
  const time = { now: 1_000_000 }
  const throttle = createLoginThrottle({ now: () => time.now }, policy)
  const tried: string[] = []
  const login = async (username: string, right: boolean, ip = '10.0.0.1') => {
    try {
      const ok = await throttle.attempt(username, ip, async () => {
        tried.push(username)
        return right
      })
      return ok ? 'in' : 'wrong'
    } catch (error) {
      return (error as { details: { retryAfterMs: number } }).details.retryAfterMs
    }
  }
  return { time, login, tried }
}

const times = async <T>(n: number, act: (i: number) => Promise<T>): Promise<T[]> => await Promise.all(Array.from({ length: n }, (_, i) => act(i)))

describe('signing in', () => {
  it('is refused after five failures without trying the password, and allowed again after the wait', async () => {
    const { time, login, tried } = aThrottle()
    for (let n = 0; n < 5; n += 1) expect(await login('anna', false)).toBe('wrong')
    expect(await login('anna', true)).toBe(60_000)
    expect(await login('ANNA', true, '10.0.0.77')).toBe(60_000)
    expect(tried.length).toBe(5)
    time.now += 60_000
    expect(await login('anna', true)).toBe('in')
    expect(await login('anna', false)).toBe('wrong')
  })

  it('tries five of a hundred wrong passwords sent at once', async () => {
    const { login, tried } = aThrottle()
    const answers = await times(100, () => login('anna', false))
    expect(tried.length).toBe(5)
    expect(answers.filter((answer) => answer === 'wrong').length).toBe(5)
  })

  it('lets the right password in however often it is sent at once', async () => {
    const { login } = aThrottle()
    expect(await times(40, () => login('anna', true))).toEqual(Array.from({ length: 40 }, () => 'in'))
  })

  it('stays open for the owner in another network while somebody guesses', async () => {
    const { login } = aThrottle()
    await times(20, () => login('anna', false, '10.0.0.1'))
    expect(await login('anna', true, '10.0.1.1')).toBe('in')
  })

  it('is refused to an address with a hundred failures in a minute, over all accounts', async () => {
    const { time, login } = aThrottle()
    await times(100, (n) => login(`user${n}`, false))
    expect(await login('anna', true)).toBe(60_000)
    expect(await login('anna', true, '10.0.0.2')).toBe('in')
    time.now += 60_000
    expect(await login('anna', true)).toBe('in')
  })

  it('is not hindered by three hundred colleagues behind the same address', async () => {
    const { login } = aThrottle()
    expect(new Set(await times(300, (n) => login(`agent${n}`, true)))).toEqual(new Set(['in']))
  })

  it('counts no failure when the attempt itself broke', async () => {
    const time = { now: 0 }
    const throttle = createLoginThrottle({ now: () => time.now }, policy)
    for (let n = 0; n < 10; n += 1) await expect(throttle.attempt('anna', '1.2.3.4', async () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
    expect(await throttle.attempt('anna', '1.2.3.4', async () => true)).toBe(true)
  })
})

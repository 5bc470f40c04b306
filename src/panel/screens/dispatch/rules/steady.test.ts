import { describe, expect, it } from 'vitest'
import { nextAfter, steady } from './steady.ts'

const how = { isNew: (entry: string) => entry.includes('new'), keyOf: (entry: string) => entry.slice(0, 1), atOnce: (entry: string) => entry.endsWith('!') }
const shown = (...entries: readonly string[]) => entries.map((entry) => ({ key: entry.slice(0, 1), entry }))
const look = (before: readonly string[], fresh: readonly string[], done: readonly string[] = []) => steady({ shown: shown(...before), done: new Set(done) }, fresh, how)

describe('a list that changes while it is looked at', () => {
  it('keeps its order, shows what is new of each, and marks what somebody else has taken', () => {
    expect(look(['a1', 'b1', 'c1'], ['c1', 'a2'])).toEqual({ rows: [{ key: 'a', entry: 'a2', gone: false }, { key: 'b', entry: 'b1', gone: true }, { key: 'c', entry: 'c1', gone: false }], news: [] })
  })

  it('announces what came and leaves it out until it is asked for', () => {
    expect(look(['a', 'c'], ['a', 'b', 'c'])).toMatchObject({ rows: [{ key: 'a' }, { key: 'c' }], news: ['b'] })
  })

  it('lets emergencies in at once, at the top', () => {
    expect(look(['a', 'c'], ['x!', 'a', 'c'])).toMatchObject({ rows: [{ key: 'x' }, { key: 'a' }, { key: 'c' }], news: [] })
  })

  it('takes the next page for what it is', () => {
    expect(look(['a', 'b'], ['a', 'b', 'c', 'd'])).toMatchObject({ rows: [{ key: 'a' }, { key: 'b' }, { key: 'c' }, { key: 'd' }], news: [] })
    expect(look(['a'], ['a', 'b-new'])).toMatchObject({ rows: [{ key: 'a' }], news: ['b-new'] })
    expect(look([], ['a', 'b'])).toMatchObject({ rows: [{ key: 'a' }, { key: 'b' }], news: [] })
  })

  it('takes out what was dealt with here, also while the server still lists it', () => {
    expect(look(['a', 'b'], ['a', 'b'], ['a'])).toMatchObject({ rows: [{ key: 'b' }], news: [] })
  })

  it('goes on with the next that waits', () => {
    const rows = [{ key: 'a', gone: false }, { key: 'b', gone: true }, { key: 'c', gone: false }]
    expect([nextAfter(rows, 'a'), nextAfter(rows, 'c'), nextAfter(rows, null), nextAfter([], 'a')]).toEqual(['c', 'a', 'a', null])
  })
})

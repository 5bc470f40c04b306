import { describe, expect, it } from 'vitest'
import { differences, others, plain, targetOf } from './entry.ts'

describe('an entry of the audit log', () => {
  it('shows the fields a change touched, and no others', () => {
    expect(differences({ before: { a: 1, b: [1], updatedAt: 1 }, after: { a: 2, b: [1], updatedAt: 2, c: 'x' } })).toEqual([
      { field: 'a', before: 1, after: 2 },
      { field: 'c', before: undefined, after: 'x' },
    ])
    expect(differences({ before: null, after: { a: 1 } })).toEqual([{ field: 'a', before: undefined, after: 1 }])
    expect(differences({ before: 5, after: 9 })).toEqual([{ field: '', before: 5, after: 9 }])
    expect(differences({ ip: '::1' })).toBeNull()
  })

  it('says what else is known', () => {
    expect(others({ before: 1, after: 2, kind: 'tts' })).toEqual([['kind', 'tts']])
    expect([targetOf('prompt:welcome@12319'), targetOf('audit')]).toEqual([{ kind: 'prompt', id: 'welcome@12319' }, { kind: 'audit', id: '' }])
    expect([plain(null), plain('x'), plain([1])]).toEqual(['–', 'x', '[1]'])
  })
})

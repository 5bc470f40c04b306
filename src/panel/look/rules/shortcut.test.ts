import { describe, expect, it } from 'vitest'
import { matches, typing } from './shortcut.ts'

const press = (key: string, code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey', boolean>> = {}) => ({ key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held })

describe('a shortcut', () => {
  it('goes by the place of the key, whatever an input method makes of it', () => {
    expect(matches('Alt+A', press('å', 'KeyA', { altKey: true }))).toBe(true)
    expect(matches('Alt+A', press('Process', 'KeyA', { altKey: true }))).toBe(true)
    expect(matches('Alt+1', press('1', 'Numpad1', { altKey: true }))).toBe(true)
  })

  it('wants its modifiers and no others', () => {
    expect(matches('Alt+A', press('a', 'KeyA'))).toBe(false)
    expect(matches('Alt+A', press('a', 'KeyA', { altKey: true, ctrlKey: true }))).toBe(false)
    expect(matches('Alt+A', press('A', 'KeyA', { altKey: true, shiftKey: true }))).toBe(false)
    expect(matches('A', press('a', 'KeyA', { metaKey: true }))).toBe(false)
  })

  it('takes a sign with or without Shift', () => {
    expect(matches('?', press('?', 'Slash', { shiftKey: true }))).toBe(true)
    expect(matches('F2', press('F2', 'F2'))).toBe(true)
  })
})

it('knows what takes text', () => {
  expect(typing({ tagName: 'INPUT', type: 'text' })).toBe(true)
  expect(typing({ tagName: 'INPUT', type: 'radio' })).toBe(false)
  expect(typing({ tagName: 'TEXTAREA' })).toBe(true)
  expect(typing({ tagName: 'DIV', isContentEditable: true })).toBe(true)
  expect(typing({ tagName: 'BUTTON' })).toBe(false)
  expect(typing(null)).toBe(false)
})

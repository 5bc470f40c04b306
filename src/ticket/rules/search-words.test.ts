import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasAll, searchWords } from './search-words.ts'
import { grams, plain } from './segment.ts'

const found = (typed: string, ...texts: string[]): boolean => hasAll(searchWords(typed), texts.map(plain))

describe('text as it is searched', () => {
  it('is the same in full and half width, in capitals, in traditional characters, with and without punctuation', () => {
    expect(plain('驛後小區　４　號樓，ＡＢ-12')).toBe('驿后小区4号楼ab 12')
    expect(plain('驿后小区4号楼AB 12')).toBe('驿后小区4号楼ab 12')
    expect(plain(' ，。!_%')).toBe('')
  })

  it('is kept by pairs of characters and by whole words', () => {
    expect(grams(plain('4号楼停水，G207 国道'))).toEqual(['4', '号楼', '楼停', '停水', 'g207', '国道'])
    expect(grams(plain('水'))).toEqual([])
  })
})

describe('what is searched for', () => {
  it('is found by words of two characters, also inside longer ones', () => {
    expect(found('停水', '城区停水两天')).toBe(true)
    expect(found('停电', '城区停水两天')).toBe(false)
    expect(found('停 水', '城区停水两天')).toBe(true)
  })

  it('has to stand together unless there is a space', () => {
    expect(found('噪声扰民', '夜间噪声', '扰民严重')).toBe(false)
    expect(found('噪声 扰民', '夜间噪声', '扰民严重')).toBe(true)
    expect(found('声扰民噪', '噪声扰民噪音')).toBe(true)
    expect(found('声扰声', '噪声扰民，扰声')).toBe(false)
  })

  it('counts letters and digits as whole words', () => {
    expect(found('4号楼', '驿后小区 4 号楼')).toBe(true)
    expect(found('4号楼', '驿后小区 14 号楼')).toBe(false)
    expect(found('g20', 'G207 国道')).toBe(false)
    expect(found('Ｇ207', 'g207 国道')).toBe(true)
  })

  it('is nothing when only signs were typed', () => {
    expect(searchWords(' _ % ')).toEqual({ parts: [], grams: [] })
    expect(searchWords('水')).toEqual({ parts: ['水'], grams: [] })
  })

  it('never has a gram that a text it stands in lacks', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('停水電号楼4aB9 ，-ｅ')), maxLength: 20 })
    fc.assert(fc.property(text, text, text, (before, typed, after) => {
      const [words, whole] = [searchWords(typed), plain(`${before}，${typed}，${after}`)]
      if (hasAll(words, [whole])) expect(grams(whole)).toEqual(expect.arrayContaining([...words.grams]))
    }))
  })
})

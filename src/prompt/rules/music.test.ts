import { describe, expect, it } from 'vitest'
import { noticeTone, waitingMusic } from './music.ts'

const peakDb = (samples: Int16Array): number => 20 * Math.log10(samples.reduce((most, s) => Math.max(most, Math.abs(s)), 0) / 32_768)

describe('the waiting music', () => {
  const music = waitingMusic()

  it('lasts 72 seconds in whole 20 ms frames, peaks at −12 dBFS, and is the same every time', () => {
    expect(music.length).toBe(72 * 8_000)
    expect(music.length % 160).toBe(0)
    expect(peakDb(music)).toBeCloseTo(-12, 1)
    expect(Buffer.from(waitingMusic().buffer).equals(Buffer.from(music.buffer))).toBe(true)
  })

  it('goes on from its end to its beginning as smoothly as everywhere else', () => {
    const steps = music.map((sample, i) => Math.abs(sample - (music[(i + music.length - 1) % music.length] ?? 0)))
    const largest = steps.slice(1).reduce((most, step) => Math.max(most, step), 0)
    expect(steps[0]).toBeLessThan(largest / 2)
  })

  it('is never silent for half a second', () => {
    for (let at = 0; at < music.length; at += 4_000) {
      expect(music.subarray(at, at + 4_000).some((sample) => Math.abs(sample) > 200)).toBe(true)
    }
  })
})

it('gives a tone of about two seconds that begins and ends in silence', () => {
  const tone = noticeTone()
  expect(tone.length).toBe(17_600)
  expect(Math.abs(tone[0] ?? 1)).toBeLessThan(50)
  expect(Math.abs(tone.at(-1) ?? 1)).toBeLessThan(200)
  expect(peakDb(tone)).toBeCloseTo(-12, 1)
})

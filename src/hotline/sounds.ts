import { soundOf } from './rules/sound.ts'

/** What names are found by when they are typed without Chinese characters. Names change rarely: each is read once. */
export function createSounds(): (name: string) => Promise<string> {
  const known = new Map<string, string>()
  return async (name) => {
    const read = known.get(name)
    if (read !== undefined) return read
    const { pinyin } = await import('pinyin-pro')
    const sound = soundOf(pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }))
    known.set(name, sound)
    return sound
  }
}

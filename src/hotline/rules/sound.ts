/** What a name is found by when it is typed without Chinese characters: ["ren", "she"] → "renshe rs". */
export function soundOf(syllables: readonly string[]): string {
  const plain = syllables.map((syllable) => syllable.toLowerCase().normalize('NFD').replaceAll(/[^a-z0-9]/g, '')).filter((syllable) => syllable !== '')
  return `${plain.join('')} ${plain.map((syllable) => syllable[0]).join('')}`.trim()
}

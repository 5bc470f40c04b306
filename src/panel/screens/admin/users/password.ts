const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 16 letters and digits that are not mistaken for each other: 92 random bits, easy to read out. */
export function madeUp(): string {
  const picked: string[] = []
  while (picked.length < 16) {
    // Whatever would favour the first letters is thrown away.
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) if (byte < 224 && picked.length < 16) picked.push(LETTERS[byte % LETTERS.length] ?? '')
  }
  return picked.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** Repeatable chance: equal seeds give equal draws, on every machine. */
export interface Random {
  /** In [0, 1). */
  next: () => number
  /** An integer in [0, n). */
  below: (n: number) => number
  chance: (probability: number) => boolean
  /** Exponentially distributed; 0 for a mean of 0. */
  exponential: (mean: number) => number
  /** Log-normally distributed with this mean; `spread` is the standard deviation of the logarithm. */
  logNormal: (mean: number, spread: number) => number
  /** A generator of its own, so that drawing more here changes nothing there. */
  fork: () => Random
}

/** sfc32 (Chris Doty-Humphrey, PractRand; public domain), its state filled by splitmix32. */
export function random(seed: number): Random {
  let [a, b, c, counter] = fourWords(seed)

  function word(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 12; i += 1) word()

  const next = (): number => (word() * 0x200000 + (word() >>> 11)) / 2 ** 53
  const exponential = (mean: number): number => -mean * Math.log(1 - next())
  /** Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958. */
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

  return {
    next,
    below: (n) => Math.floor(next() * n),
    chance: (probability) => next() < probability,
    exponential,
    logNormal: (mean, spread) => mean * Math.exp(spread * normal() - (spread * spread) / 2),
    fork: () => random(word()),
  }
}

function fourWords(seed: number): [number, number, number, number] {
  let state = seed | 0
  const word = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = state ^ (state >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  return [word(), word(), word(), 1]
}

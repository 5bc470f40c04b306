/** The HTTP interface allows a person so many questions a second, and a test is a person to it. */
export const ASK_EVERY_MS = 100

/**
 * How much longer than its limit is waited for something: a virtual machine may stand still for seconds. How fast
 * something was is asserted where that is the promise, on times that were measured.
 */
const PATIENCE = 3

/**
 * Waits until `look` gives something other than undefined, null or false, and returns it. Fails with the
 * last thing seen, so that a test that times out says what was there instead.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  withinMs = 5_000,
  everyMs = 25,
): Promise<Exclude<T, undefined | null | false>> {
  const patienceMs = withinMs * PATIENCE
  const deadline = Date.now() + patienceMs
  for (;;) {
    const seen = await look()
    if (seen !== undefined && seen !== null && seen !== false) return seen as Exclude<T, undefined | null | false>
    if (Date.now() > deadline) throw new Error(`${what}: not within ${patienceMs} ms, last seen: ${JSON.stringify(seen)}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

/** The promise's value, or a failure that names what was awaited. */
export async function within<T>(withinMs: number, what: string, promise: Promise<T>): Promise<T> {
  const patienceMs = withinMs * PATIENCE
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${patienceMs} ms`)), patienceMs)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** For things that must take their time, such as letting a caller talk: not a way to wait for something. */
export const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export type Environment = Readonly<Record<string, string | undefined>>

/** One or more wrong settings; `problems` are whole sentences. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** Reads variables one by one and keeps every complaint, so that all are told at once. */
export interface Reader {
  problems: string[]
  /** "NAME is "value", but must be …." */
  complain: (name: string, value: string, allowed: string) => void
  /** An empty variable counts as left out. */
  text: (name: string, fallback: string) => string
  matching: (name: string, fallback: string, fits: (value: string) => boolean, allowed: string) => string
  port: (name: string, fallback: number) => number
}

export const isPort = (value: string): boolean => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535

export function readerOf(env: Environment): Reader {
  const problems: string[] = []
  const complain: Reader['complain'] = (name, value, allowed) => void problems.push(`${name} is "${value}", but must be ${allowed}.`)
  const text: Reader['text'] = (name, fallback) => {
    const value = env[name]
    return value === undefined || value === '' ? fallback : value
  }
  const matching: Reader['matching'] = (name, fallback, fits, allowed) => {
    const value = text(name, fallback)
    if (!fits(value)) complain(name, value, allowed)
    return value
  }
  const port: Reader['port'] = (name, fallback) => Number(matching(name, String(fallback), isPort, 'a port number from 1 to 65535'))
  return { problems, complain, text, matching, port }
}

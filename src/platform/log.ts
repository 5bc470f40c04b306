export type Fields = Readonly<Record<string, unknown>>

/**
 * Messages are fixed strings; everything that varies goes in fields, where it can be masked.
 * ERROR = somebody must act, WARN = we coped, INFO = something moved on, DEBUG = the rest.
 */
export interface Log {
  debug: (message: string, fields?: Fields) => void
  info: (message: string, fields?: Fields) => void
  warn: (message: string, fields?: Fields) => void
  error: (message: string, fields?: Fields) => void
  with: (fields: Fields) => Log
}

const nothing = (): void => {}
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, with: () => silentLog }

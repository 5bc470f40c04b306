import { mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { pino } from 'pino'
import type { Fields, Log } from './log.ts'
import { maskFields, maskNumbers } from './mask.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

interface Needs {
  /** JSON lines are appended here. */
  file: string
  level: LogLevel
  /** Gets one short line per entry, without line break; left out = nothing on the terminal. */
  terminal?: (line: string) => void
}

export interface FileLog extends Log {
  /** Writes out what is still in memory; at the end of the process. */
  flush: () => void
}

/** Lines gather this long or until they are this much, then are written together: each write is a trip to another thread. */
const GATHER_MS = 100
const GATHERED_BYTES = 8_192

// Control characters would let a caller's name forge a line or move the cursor.
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu

/** "20:15:04 WARN  message key=value": for a person watching; the whole entry is in the file. */
export function shortLine(at: Date, level: LogLevel, message: string, fields: Fields): string {
  const shown = Object.entries(fields).map(([key, value]) => `${key}=${shortValue(value)}`)
  const text = [at.toTimeString().slice(0, 8), level.toUpperCase().padEnd(5), message, ...shown].join(' ')
  return text.replace(CONTROL, ' ')
}

function shortValue(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? shortObject(value) : String(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

const shortObject = (value: object): string =>
  'message' in value && 'stack' in value ? String(value.message) : JSON.stringify(value)

/** A log that writes JSON lines to a file and short lines to the terminal, personal numbers and secrets masked in both. */
export function pinoLog({ file, level, terminal }: Needs): FileLog {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // Opened here, so that it can be flushed from the first moment on.
  const destination = pino.destination({ dest: openSync(file, 'a', 0o600), sync: false, minLength: GATHERED_BYTES, periodicFlush: GATHER_MS })
  const writer = pino({ level, base: null, messageKey: 'message', timestamp: () => `,"at":"${new Date().toISOString()}"`, formatters: { level: (label) => ({ level: label }) } }, destination)

  const logWith = (context: Fields): Log => {
    const write = (at: LogLevel) => (message: string, fields: Fields = {}) => {
      if (!writer.isLevelEnabled(at)) return
      const entry = maskFields({ ...context, ...fields })
      const text = maskNumbers(message)
      writer[at](entry, text)
      terminal?.(shortLine(new Date(), at, text, entry))
    }
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      with: (more) => logWith({ ...context, ...more }),
    }
  }
  return { ...logWith({}), flush: () => destination.flushSync() }
}

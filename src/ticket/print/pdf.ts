import { resolve as pathOf } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Fonts } from './fonts.ts'
import type { Sheet } from './work-order.ts'

/** What the thread is told, and says (src/launch/pdf-worker.mjs). */
interface ToPrint {
  id: number
  sheet: Sheet
}
type Printed = { id: number; pdf: Uint8Array } | { id: number; error: string }

export interface PdfPrinter {
  /** The sheet as PDF. */
  print: (sheet: Sheet) => Promise<Buffer>
  stop: () => Promise<void>
}

/** The type takes memory: a thread that has nothing to do ends. */
const IDLE_MS = 120_000
const LONGEST_MS = 30_000

interface Waiting {
  resolve: (pdf: Buffer) => void
  reject: (error: Error) => void
  timer: ReturnType<typeof setTimeout>
}

/** Prints on a thread of its own, which is started when it is needed. `fonts` is asked each time one starts; `packageRoot` is where the thread's file lies below. */
export function createPdfPrinter(fonts: () => Fonts, packageRoot: string): PdfPrinter {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let idle: ReturnType<typeof setTimeout> | null = null
  let last = 0

  function settle(id: number, how: (one: Waiting) => void): void {
    const one = waiting.get(id)
    if (!one) return
    waiting.delete(id)
    clearTimeout(one.timer)
    how(one)
    if (waiting.size === 0) idle = setTimeout(() => void stop(), IDLE_MS).unref()
  }
  function ended(error: Error): void {
    worker = null
    for (const id of waiting.keys()) settle(id, ({ reject }) => reject(error))
    if (idle) clearTimeout(idle)
  }
  async function stop(): Promise<void> {
    const ending = worker
    ended(new Error('printing was stopped'))
    await ending?.terminate()
  }

  function started(): Worker {
    if (worker) return worker
    const made = new Worker(pathOf(packageRoot, 'src/launch/pdf-worker.mjs'), { workerData: fonts() })
    made.unref()
    made.on('message', (said: Printed) => settle(said.id, ({ resolve, reject }) => ('pdf' in said ? resolve(Buffer.from(said.pdf)) : reject(new Error(said.error)))))
    made.on('error', (error) => ended(error instanceof Error ? error : new Error(String(error))))
    made.on('exit', () => {
      if (worker === made) ended(new Error('the printing thread ended'))
    })
    worker = made
    return made
  }

  return {
    async print(sheet) {
      if (idle) clearTimeout(idle)
      const to = started()
      last += 1
      const id = last
      return await new Promise<Buffer>((resolve, reject) => {
        waiting.set(id, { resolve, reject, timer: setTimeout(() => void stop(), LONGEST_MS) })
        to.postMessage({ id, sheet } satisfies ToPrint)
      })
    },
    stop,
  }
}

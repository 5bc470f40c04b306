import { spawn } from 'node:child_process'

/** Paths of the programs that make and convert speech; null = not on this machine. */
export interface Tools {
  espeak: string | null
  sox: string | null
}

const MAX_COMPLAINT_CHARS = 400

/** Runs a program to its end; rejects when it cannot start, fails, or takes longer than `timeoutMs` (it is killed then). */
export function run(program: string, args: readonly string[], { input = '', timeoutMs = 10_000 } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: timeoutMs, killSignal: 'SIGKILL' })
    let said = ''
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString('utf8')).slice(-20_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.stdin.on('error', () => {}) // it ended without reading all of its input: its exit code tells
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve(said)
      else reject(new Error(`${program} ended with ${signal ?? `code ${code}`}: ${said.slice(-MAX_COMPLAINT_CHARS).trim()}`))
    })
    child.stdin.end(input)
  })
}

import { readFile } from 'node:fs/promises'

/** Linux reports CPU time to user space in ticks of USER_HZ, fixed at 100 (man 5 proc, man 7 time). */
const TICK_MS = 10

/** CPU time a process has used so far, all threads, user and system, in ms. Throws when the process is gone. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold spaces: count the fields after it. utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

export interface CpuUse {
  asteriskMs: number
  /** Null where there is no Node process. */
  nodeMs: number | null
  elapsedMs: number
}

export interface Pids {
  asterisk: number
  node: number | null
}

/** Starts a measurement; the returned function ends it. */
export async function measureCpu(pids: Pids): Promise<() => Promise<CpuUse>> {
  const read = async () => ({
    at: performance.now(),
    asterisk: await cpuMs(pids.asterisk),
    node: pids.node === null ? null : await cpuMs(pids.node),
  })
  const start = await read()
  return async () => {
    const end = await read()
    return {
      asteriskMs: end.asterisk - start.asterisk,
      nodeMs: end.node === null || start.node === null ? null : end.node - start.node,
      elapsedMs: end.at - start.at,
    }
  }
}

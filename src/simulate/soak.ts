import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import type { dayJson } from './print.ts'

export type World = ReturnType<typeof dayJson>

/** Calls of one world; more of them run as several worlds, as many at a time as there are processors. */
export const CALLS_PER_WORLD = 25_000

/** Runs `calls` calls in worlds with the seeds `seed`, `seed` + 1, …; each can be run again alone by its seed. */
export async function soak(calls: number, seed: number, onWorld: (world: World) => void): Promise<World[]> {
  const worlds: World[] = []
  const seeds = Array.from({ length: Math.ceil(calls / CALLS_PER_WORLD) }, (_, i) => seed + i)
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let next = seeds.shift(); next !== undefined; next = seeds.shift()) {
        const world = await runAlone(next)
        worlds.push(world)
        onWorld(world)
      }
    }),
  )
  return worlds.toSorted((a, b) => a.seed - b.seed)
}

/** This very program in a process of its own. Exit code 1 says that an invariant was broken; the output says which. */
async function runAlone(seed: number): Promise<World> {
  const program = process.argv[1] ?? ''
  const args = [...process.execArgv, program, '--soak', String(CALLS_PER_WORLD), '--seed', String(seed), '--json']
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 1 && 'stdout' in error) return { stdout: String(error.stdout) }
    throw error
  })
  return JSON.parse(stdout) as World
}

export function soakReport(worlds: readonly World[]): string {
  const sum = (of: (world: World) => number): number => worlds.reduce((total, world) => total + of(world), 0)
  const outcomes = new Map<string, number>()
  for (const world of worlds) for (const [outcome, count] of Object.entries(world.outcomes)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count)
  const broken = worlds.filter((world) => world.broken > 0)
  return [
    `${sum(({ calls }) => calls)} calls in ${worlds.length} worlds; seeds ${worlds[0]?.seed} to ${worlds.at(-1)?.seed}`,
    `Outcomes: ${[...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ')}`,
    `Server killed ${sum(({ faults }) => faults.serverKilled)} times, Asterisk ${sum(({ faults }) => faults.asteriskKilled)} times, link lost ${sum(({ faults }) => faults.linkLost)} times; ${sum(({ faults }) => faults.unseen)} calls went straight to the fallback`,
    broken.length === 0 ? 'No invariant was broken.' : `${sum((world) => world.broken)} invariants were broken; run these again alone: --soak ${CALLS_PER_WORLD} --seed ${broken.map(({ seed }) => seed).join(', ')}`,
    ...broken.flatMap(({ seed, violations }) => violations.slice(0, 3).map(({ rule, at, details }) => `  seed ${seed}: ${new Date(at).toISOString()} ${rule} ${JSON.stringify(details)}`)),
  ].join('\n')
}

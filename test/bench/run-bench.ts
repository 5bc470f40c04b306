import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { freeCell } from './cells/free.ts'
import { idleCell } from './cells/idle.ts'
import { musicCell } from './cells/music.ts'
import { rateCell } from './cells/rate.ts'
import type { Bench } from './load.ts'
import { makeMusic } from './music-file.ts'
import type { Cell, Options } from './options.ts'
import { startProduct } from './product.ts'
import { startReference } from './reference.ts'
import type { Results } from './results.ts'
import type { System, Variant } from './variant.ts'

const run = promisify(execFile)

/** Ports of the bench, away from the product's defaults and below the kernel's own range (ip_local_port_range). */
const REFERENCE_PORTS = { sip: 26_060, phones: { freeing: 26_070, others: 26_071 }, rtpStart: 12_000, rtpEnd: 18_999 }
const PRODUCT_PORTS = { sip: 26_160, phones: { freeing: 26_170, others: 26_171 }, rtpStart: 19_000, rtpEnd: 25_999, http: 26_190, ari: 26_188, ami: 26_138, trunk: 26_080 }
const LOAD_PORTS = { callers: 26_080, media: 27_000 }

const SIZES = {
  quick: { idle: { rounds: 1, calls: 150, rate: 25, warmUpCalls: 300 }, rate: { rates: [60, 100], seconds: 5 } },
  full: { idle: { rounds: 3, calls: 150, rate: 25, warmUpCalls: 300 }, rate: { rates: [60, 80, 100, 120, 150, 180, 220, 260], seconds: 5 } },
  free: { agents: 100, waiting: 500 },
  waiting: { agents: 500, waiting: 1000 },
  music: { waiting: 500 },
}

/** The named program (a flag, or what the launcher found), else the private one of the tools folder, else the one on PATH. */
function program(asked: string | null | undefined, tool: string): string {
  if (asked) return asked
  const own = resolve(process.env['YHT_TOOLS'] ?? '.tools', tool)
  return existsSync(own) ? own : (tool.split('/').at(-1) ?? tool)
}

const without = (variants: readonly Variant[], ...names: readonly string[]): Variant[] => variants.filter((v) => !names.includes(v.name))

/** What each cell measures, and for whom. Dial has no queue, 100 members cannot show 500, and what recording costs is a question of processor time alone. */
async function runCell(cell: Cell, bench: Bench, variants: readonly Variant[], size: (typeof SIZES)['full' | 'quick']): Promise<Partial<Results>> {
  const each = async <T>(chosen: readonly Variant[], measure: (variant: Variant) => Promise<T>): Promise<T[]> => {
    const figures: T[] = []
    for (const variant of chosen) {
      bench.say(`${cell}: ${variant.title}`)
      figures.push(await measure(variant))
    }
    return figures
  }
  switch (cell) {
    case 'idle':
      return { idle: await idleCell(bench, variants, size.idle) }
    case 'free':
      return { free: await each(without(variants, 'dial', 'queue500', 'recorded'), (v) => freeCell(bench, v, SIZES.free)) }
    case 'waiting':
      return { waiting: await each(without(variants, 'dial', 'queue100', 'recorded'), (v) => freeCell(bench, v, SIZES.waiting)) }
    case 'rate':
      return { rate: await rateCell(bench, without(variants, 'queue100', 'recorded'), size.rate) }
    case 'music':
      return { music: await each(without(variants, 'dial', 'queue100', 'recorded'), (v) => musicCell(bench, v, SIZES.music)) }
  }
}

async function startSystems(options: Options, folder: string, asterisk: string, version: string): Promise<System[]> {
  const music = join(folder, 'music')
  await mkdir(music, { recursive: true })
  await makeMusic(join(music, 'waiting.wav'))
  const systems = [await startReference({ program: asterisk, folder: join(folder, 'reference'), music, ports: REFERENCE_PORTS })]
  // Every agent costs a password hash and a registration at the start: as many as the cells need.
  const agents = options.cells.includes('waiting') || !options.quick ? SIZES.waiting.agents : SIZES.free.agents
  try {
    if (!options.withoutProduct) systems.push(await startProduct({ folder: join(folder, 'product'), asterisk, version, agents, ports: PRODUCT_PORTS }))
  } catch (error) {
    for (const system of systems) await system.stop()
    throw error
  }
  return systems
}

/** Starts everything, measures the cells one after another and stops what it started. */
export async function runBench(options: Options, folder: string, aborted: AbortSignal, say: (line: string) => void): Promise<Results> {
  const asterisk = program(options.asterisk ?? process.env['YHT_TEST_ASTERISK'], 'asterisk/asterisk')
  const version = (await run(asterisk, ['-V'])).stdout.trim()
  const results: Results = {
    startedAt: new Date().toISOString(), asterisk: version, node: process.versions.node, cpus: cpus().length,
    idle: [], free: [], waiting: [], rate: [], music: [], broken: [],
  }
  const systems = await startSystems(options, folder, asterisk, version)
  let runs = 0
  const bench: Bench = { sipp: program(options.sipp ?? process.env['YHT_TEST_SIPP'], 'sipp/sipp'), folder, ports: LOAD_PORTS, say, nextRun: () => (runs += 1), aborted }
  try {
    const variants = systems.flatMap((system) => system.variants)
    for (const cell of options.cells) {
      aborted.throwIfAborted()
      try {
        Object.assign(results, await runCell(cell, bench, variants, options.quick ? SIZES.quick : SIZES.full))
      } catch (error) {
        aborted.throwIfAborted()
        results.broken.push({ cell, why: error instanceof Error ? error.message : String(error) })
      }
    }
  } finally {
    for (const system of systems) await system.stop()
  }
  return results
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { HELP, readOptions } from './options.ts'
import type { Options } from './options.ts'
import { report } from './report.ts'
import { runBench } from './run-bench.ts'
import { runTickets, ticketReport } from './tickets/run.ts'
import { runTicketScroll, scrollReport } from './tickets/scroll.ts'

function options(): Options | number {
  try {
    const read = readOptions(process.argv.slice(2))
    if (!read.help) return read
    console.log(HELP)
    return 0
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
    return 2
  }
}

async function tickets({ quick, json, out }: Options): Promise<number> {
  const figures = await runTickets(quick ? 'quick' : 'full', (line) => console.error(line))
  await show(figures, json ? null : ticketReport(figures), out)
  return 0
}

async function ticketList({ quick, json, out }: Options): Promise<number> {
  const figures = await runTicketScroll(quick ? 'quick' : 'full', (line) => console.error(line))
  await show(figures, json ? null : scrollReport(figures), out)
  return 0
}

async function show(results: unknown, report: string | null, out: string | null): Promise<void> {
  const json = JSON.stringify(results, null, 2)
  console.log(report ?? json)
  if (out === null) return
  await mkdir(dirname(resolve(out)), { recursive: true })
  await writeFile(out, `${json}\n`)
}

async function main(): Promise<number> {
  const asked = options()
  if (typeof asked === 'number') return asked
  if (asked.only === 'tickets') return await tickets(asked)
  if (asked.only === 'tickets-browser') return await ticketList(asked)
  const folder = await mkdtemp(join(tmpdir(), 'yht-bench-'))
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort(new Error(`ended by ${signal}`)))
  try {
    const results = await runBench(asked, folder, abort.signal, (line) => console.error(line))
    await show(results, asked.json ? null : report(results), asked.out)
    return results.broken.length > 0 ? 1 : 0
  } finally {
    if (asked.keep) console.error(`logs are in ${folder}`)
    else await rm(folder, { recursive: true, force: true })
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

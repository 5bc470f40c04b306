import type { FreeFigures } from './cells/free.ts'
import type { Spread } from './figures.ts'
import type { Results } from './results.ts'
import { judge } from './targets.ts'

const number = (value: number | null | undefined, digits = 1): string => (value === null || value === undefined || Number.isNaN(value) ? '-' : value.toFixed(digits))
const spreadOf = (s: Spread): string => `${number(s.p50)} / ${number(s.p95)} / ${number(s.p99)}`
const ratio = (value: number, base: number | undefined): string => (base ? `${(value / base).toFixed(2)} x` : '-')

/** A table in Markdown with its columns in line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function idleTable({ idle }: Results): string {
  const dial = idle.find((f) => f.variant === 'dial')
  const queue = idle.find((f) => f.variant === 'queue500')
  const recorded = idle.find((f) => f.variant === 'recorded')
  return table(
    ['variant', 'calls', 'retr.', 'offer p50/p95/p99 ms', 'INVITE-INVITE p50/p95/p99 ms', '200 OK p50 ms', 'Asterisk ms/call', 'x Dial', 'x app_queue 500', 'x with recording', 'Node ms/call'],
    idle.map((f) => [
      f.title, `${f.completed}/${f.calls}`, String(f.retransmissions), spreadOf(f.offer), spreadOf(f.inviteToOffer), number(f.answer.p50),
      number(f.asteriskMsPerCall), ratio(f.asteriskMsPerCall, dial?.asteriskMsPerCall), ratio(f.asteriskMsPerCall, queue?.asteriskMsPerCall), ratio(f.asteriskMsPerCall, recorded?.asteriskMsPerCall), number(f.nodeMsPerCall),
    ]),
  )
}

function freeTable(figures: readonly FreeFigures[]): string {
  const queue = figures.find((f) => f.variant !== 'product')
  return table(
    ['variant', 'agents', 'waiting', 'frees', 'served', 'offer p50/p95/p99 ms', 'max ms', 'faster than app_queue', 'Asterisk % core', 'Node % core'],
    figures.map((f) => [
      f.title, String(f.agents), String(f.waiting), String(f.freed), String(f.offer.count), spreadOf(f.offer), number(f.offer.max),
      queue ? `${(queue.offer.p50 / f.offer.p50).toFixed(1)} x` : '-', number(f.asteriskPercent), number(f.nodePercent),
    ]),
  )
}

function rateTable({ rate }: Results): string {
  const rows = rate.flatMap((f) =>
    f.steps.map((s) => [
      f.title, String(s.rate), s.clean ? 'clean' : s.why, `${s.completed}/${s.calls}`, String(s.retransmissions), number(s.sustained),
      `${number(s.answer.p50)} / ${number(s.answer.p95)} / ${number(s.answer.p99)}`, number(s.asteriskPercent, 0), number(s.nodePercent, 0),
    ]),
  )
  const head = ['variant', 'calls/s', 'result', 'completed', 'retr.', 'sustained/s', '200 OK p50/p95/p99 ms', 'Asterisk % core', 'Node % core']
  return `${table(head, rows)}\n\n${table(['variant', 'highest clean calls/s'], rate.map((f) => [f.title, String(f.clean)]))}`
}

function musicTable({ music }: Results): string {
  return table(
    ['variant', 'waiting', 'streams sampled', 'packets/s median', 'slowest', 'lost', 'gaps > 60 ms', 'max gap ms', 'Asterisk % core', 'Node % core', 'result'],
    music.map((f) => [
      f.title, String(f.waiting), String(f.sampled), number(f.medianRate), number(f.slowestRate), String(f.lost), String(f.longGaps), number(f.maxGapMs, 0),
      number(f.asteriskPercent, 0), number(f.nodePercent, 0), f.clean ? 'clean' : 'not clean',
    ]),
  )
}

/** The whole run as text. */
export function report(results: Results): string {
  const parts = [`# Bench of ${results.startedAt}\n\n${results.asterisk}, Node ${results.node}, ${results.cpus} processors`]
  if (results.idle.length > 0) parts.push(`## Idle agents\n\n${idleTable(results)}`)
  if (results.free.length > 0) parts.push(`## One agent frees while callers wait, no music\n\n${freeTable(results.free)}`)
  if (results.waiting.length > 0) parts.push(`## Many waiting, no music\n\n${freeTable(results.waiting)}`)
  if (results.rate.length > 0) parts.push(`## Highest rate\n\n${rateTable(results)}`)
  if (results.music.length > 0) parts.push(`## Waiting with music\n\n${musicTable(results)}`)
  if ([...results.idle, ...results.free, ...results.rate, ...results.waiting, ...results.music].some((f) => f.variant === 'product')) {
    const rows = judge(results).map((v) => [v.met === null ? '-' : v.met ? 'PASS' : 'MISS', v.target, v.measured])
    parts.push(`## Targets\n\n${table(['', 'target', 'measured'], rows)}`)
  }
  for (const { cell, why } of results.broken) parts.push(`BROKEN ${cell}: ${why}`)
  return `${parts.join('\n\n')}\n`
}

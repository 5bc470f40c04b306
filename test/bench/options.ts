import { parseArgs } from 'node:util'

export const CELLS = ['idle', 'free', 'rate', 'waiting', 'music'] as const
export type Cell = (typeof CELLS)[number]

export interface Options {
  quick: boolean
  cells: readonly Cell[]
  json: boolean
  out: string | null
  withoutProduct: boolean
  /** The databases with 100,000 tickets instead of calls. */
  only: 'tickets' | 'tickets-browser' | null
  asterisk: string | null
  sipp: string | null
  keep: boolean
  help: boolean
}

export const HELP = `npm run bench -- [flags]

Puts the same calls on Asterisk's Dial, on app_queue (100 and 500 members) and on the product, in turns, and
prints offer latency, processor time per call and the highest clean rate. Method: docs/performance.md.

  --quick            one short round of idle, free and rate (3 minutes)
  --cell <name>      only this cell; may be given more than once: ${CELLS.join(', ')}
  --only tickets     instead of calls: 100,000 tickets on SQLite and PostgreSQL (5,000 with --quick)
  --only tickets-browser
                     the list of tickets in Chromium, on the whole product with as many
  --json             print the figures as JSON instead of tables
  --out <file>       also write the figures as JSON to the file
  --without-product  measure Dial and app_queue only
  --asterisk <path>  Asterisk program (default: the private one in .tools, else the one on PATH)
  --sipp <path>      SIPp program (default: the private one in .tools, else the one on PATH)
  --keep             leave the run's folder with every log
  --help

Ends with 0 when every cell could be measured, met targets or not; with 1 when a cell broke; with 2 for a wrong flag.`

const isCell = (name: string): name is Cell => (CELLS as readonly string[]).includes(name)

/** Throws an Error with a sentence for a wrong flag. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      cell: { type: 'string', multiple: true, default: [] },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
      'without-product': { type: 'boolean', default: false },
      asterisk: { type: 'string' },
      sipp: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const unknown = values.cell.find((name) => !isCell(name))
  if (unknown !== undefined) throw new Error(`--cell ${unknown}: allowed are ${CELLS.join(', ')}`)
  const { only } = values
  if (only !== undefined && only !== 'tickets' && only !== 'tickets-browser') throw new Error(`--only ${only}: allowed are tickets, tickets-browser`)
  const asked = values.cell.filter(isCell)
  return {
    quick: values.quick,
    cells: asked.length > 0 ? asked : values.quick ? ['idle', 'free', 'rate'] : CELLS,
    json: values.json,
    out: values.out ?? null,
    only: only ?? null,
    withoutProduct: values['without-product'],
    asterisk: values.asterisk ?? null,
    sipp: values.sipp ?? null,
    keep: values.keep,
    help: values.help,
  }
}

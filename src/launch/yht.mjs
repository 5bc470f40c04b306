#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { doctor } from './doctor.mjs'

const HELP = `yht <command>

  doctor               look at everything a start needs, and say how to mend what is wrong
  user add             add an account
  backup               copy the database and the recordings
  check-history        hold every call record against Asterisk's own event log
  hotline list         the merged numbers and how each is answered
  --help               this text
`

/** Commands other than doctor are modules of the built program: dist/cli/<name>.js with \`main(args)\` → exit code. */
async function dispatch(/** @type {string[]} */ [name = '--help', ...args]) {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  if (name === 'doctor') return doctor()
  const module = join(import.meta.dirname, '../../dist/cli', `${name}.js`)
  if (/^[a-z-]+$/.test(name) && existsSync(module)) return (await import(pathToFileURL(module).href)).main(args)
  process.stderr.write(`There is no command "${name}" in this build.\n\n${HELP}`)
  return 2
}

process.exit(await dispatch(process.argv.slice(2)))

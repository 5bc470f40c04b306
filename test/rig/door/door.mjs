import { appendFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { factSink as realSink } from '../../../dist/call/fact-sink-store.js'
import { createPlacing as realPlacing } from '../../../dist/outbound/placing.js'

// Runs inside the server. A call that speaks by itself is placed by whoever sends it to the socket TEST_DOOR, and all facts
// of calls that have reached the tables are written to the file TEST_DOOR.facts, one to a line.

const door = process.env.TEST_DOOR ?? ''

export function createPlacing(/** @type {Parameters<typeof realPlacing>[0]} */ deps) {
  const placing = realPlacing(deps)
  rmSync(door, { force: true })
  createServer(async (request, response) => {
    try {
      const { wanted, marked } = JSON.parse(await text(request))
      response.end(JSON.stringify({ call: placing.speak(wanted, marked) }))
    } catch (error) {
      response.end(JSON.stringify({ refused: error.code ?? String(error) }))
    }
  }).listen(door).unref()
  return placing
}

export const factSink = (/** @type {Parameters<typeof realSink>[0]} */ needs) =>
  realSink({
    ...needs,
    recorded(facts) {
      appendFileSync(`${door}.facts`, facts.map((fact) => `${JSON.stringify(fact)}\n`).join(''))
      needs.recorded?.(facts)
    },
  })

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const Secrets = z.record(z.string(), z.string().min(20))

/**
 * What we and each peer sign with, in a file of its own (mode 0600): secrets.json is made anew when it is damaged, but
 * these are agreed with others. A peer's secret of 192 bits is made when it is first asked for.
 * Throws an Error naming the file when that was damaged: new secrets would be no use to anybody.
 */
export function peerSecrets(file: string): (peer: string) => string {
  let known: Record<string, string> | undefined

  function read(): Record<string, string> {
    if (!existsSync(file)) return {}
    chmodSync(file, 0o600)
    try {
      return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch (cause) {
      throw new Error(`${file} is not a list of peers and secrets of at least 20 characters`, { cause })
    }
  }

  return (peer) => {
    known ??= read()
    const found = known[peer]
    if (found !== undefined) return found
    const secret = randomBytes(24).toString('base64url')
    // Read again: an operator may have put one in by hand.
    const now = { ...read(), ...known }
    known = { ...now, [peer]: now[peer] ?? secret }
    writeFileSync(`${file}.new`, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
    return known[peer] ?? secret
  }
}

import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export interface PrivatePostgres {
  /** Superuser on the database "postgres". */
  url: string
  stop: () => Promise<void>
}

// stdin is the leash: when the tests end in whatever way, it closes, and the cluster goes with its files.
const LEASH = '"$@" </dev/null >"$HOME/log" 2>&1 & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf "$HOME"'

/** A PostgreSQL of the tests' own, in a temporary folder on a free port. Throws with the command that mends it. */
export async function startPrivatePostgres(): Promise<PrivatePostgres> {
  const bin = postgresBin()
  const home = mkdtempSync(join(tmpdir(), 'yht-postgres-'))
  const owner = ownerFor(home)
  const data = join(home, 'data')
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...owner, encoding: 'utf8', cwd: home })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || String(made.error)}`)
  const port = await freePort()
  const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=200', `unix_socket_directories=${home}`, 'listen_addresses=127.0.0.1', 'shared_buffers=32MB']
  const server = spawn('/bin/sh', ['-c', LEASH, 'sh', join(bin, 'postgres'), '-D', data, '-p', String(port), ...settings.flatMap((s) => ['-c', s])], {
    ...owner,
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await answers(url)
  return {
    url,
    async stop() {
      server.stdin.end()
      await gone
    },
  }
}

function postgresBin(): string {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)) : []
  const bin = versions.map((v) => `/usr/lib/postgresql/${v}/bin`).find((dir) => existsSync(join(dir, 'initdb')))
  if (bin) return bin
  const onPath = spawnSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' }).stdout.trim()
  if (onPath) return join(onPath, '..')
  throw new Error('PostgreSQL is not installed. Run: apt-get install -y postgresql   (or set YHT_TEST_POSTGRES to the URL of one)')
}

/** PostgreSQL refuses to run as root. */
function ownerFor(home: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  const owner = { uid: id('-u'), gid: id('-g') }
  if (!owner.uid) throw new Error('There is no user "postgres" to run PostgreSQL as. Run: apt-get install -y postgresql')
  chownSync(home, owner.uid, owner.gid)
  return owner
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

async function answers(url: string): Promise<void> {
  const until = Date.now() + 30_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > until) throw new Error('The private PostgreSQL did not answer within 30 s', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

import { spawn } from 'node:child_process'

/** The address without the password, which everybody on the machine could read in the list of processes. */
function connection(url: string): { dbname: string; env: NodeJS.ProcessEnv } {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ''
  return { dbname: address.href, env: password === '' ? {} : { PGPASSWORD: password } }
}

/** A consistent dump in PostgreSQL's custom format, as of `snapshot` (pg_export_snapshot). Rejects with a sentence. */
export async function dumpPostgres(url: string, snapshot: string, file: string): Promise<void> {
  const { dbname, env } = connection(url)
  await runTool('pg_dump', ['--format=custom', '--no-password', `--snapshot=${snapshot}`, `--file=${file}`, `--dbname=${dbname}`], env)
}

/** Reads the table of contents of a dump. Rejects when it is damaged. */
export const readDump = async (file: string): Promise<void> => await runTool('pg_restore', ['--list', file], {})

async function runTool(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  // The environment is handed on as it is (PATH, PGSSLMODE …), not read.
  const tool = spawn(name, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  tool.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-2_000)))
  const code = await new Promise<number | null>((resolve, reject) => tool.once('error', reject).once('close', resolve)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new Error(`${name} is not on this machine. Install PostgreSQL's client programs, of the server's version or newer (Debian: apt-get install postgresql-client).`, { cause: error })
  })
  if (code !== 0) throw new Error(`${name} failed: ${said.trim() || `it ended with ${code}`}`)
}

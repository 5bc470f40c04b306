import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { takeBackup } from './backup/take.ts'
import { verifyBackup } from './backup/verify.ts'
import type { Manifest } from './backup/manifest.ts'
import { findInstallation, onTerminal, type Say, sentenceOf } from './installation/installation.ts'
import { sizeText } from './rules/table.ts'

const HELP = `yht backup [folder] [--recordings]
yht backup --verify <backup>

Copies the databases, credentials.json, secrets.json, settings and uploaded prompts into a new folder in [folder]
(default: backups in YHT_HOME), and lists the recordings; with --recordings copies them too. The server may run.
An earlier backup is never changed. --verify holds a backup against its manifest and looks whether it can be read.
Exit code: 0 done, 1 not possible or not whole, 2 wrong use.
`

const OPTIONS = { recordings: { type: 'boolean' }, verify: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const

/** `yht backup …`; returns the exit code. */
export async function main(args: string[], say: Say = onTerminal): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const [folder] = positionals
    if (values.help || positionals.length > 1 || (values.verify && (folder === undefined || values.recordings))) {
      say(HELP)
      return values.help ? 0 : 2
    }
    return values.verify ? await verify(folder ?? '', say) : await take(folder, values.recordings === true, say)
  } catch (error) {
    say(sentenceOf(error))
    return 1
  }
}

async function take(given: string | undefined, recordings: boolean, say: Say): Promise<number> {
  const config = findInstallation()
  const into = given ?? join(config.home.root, 'backups')
  const { folder, manifest } = await takeBackup({ config, into, recordings, now: Date.now() })
  say(`The backup is whole: ${folder}`)
  for (const line of contents(manifest)) say(line)
  say('It holds credentials.json, the key to every number in it: keep it as safe as the server itself.')
  if (given === undefined) say('It lies on the disk of the server: copy it to another machine.')
  return 0
}

async function verify(folder: string, say: Say): Promise<number> {
  const { manifest, wrong } = await verifyBackup(folder)
  for (const sentence of wrong) say(sentence)
  say(wrong.length === 0 ? `The backup of ${manifest.takenAt} is whole.` : `The backup of ${manifest.takenAt} is NOT whole.`)
  for (const line of contents(manifest)) say(line)
  return wrong.length === 0 ? 0 : 1
}

function contents({ databases, files, recordings, version }: Manifest): string[] {
  const rows = databases.map(({ rows: counts }) => counts)
  const count = (table: string): number => rows.reduce((sum, counts) => sum + (counts[table] ?? 0), 0)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return [
    `  version ${version}: ${files.length} files, ${sizeText(bytes)}`,
    `  ${count('calls')} calls, ${count('tickets')} tickets, ${count('callbacks')} call-backs, ${count('call_journal')} rows of the journal, ${count('users')} accounts`,
    `  ${recordings.files} recordings, ${sizeText(recordings.bytes)}, ${recordings.included ? 'copied' : 'listed but not copied (--recordings copies them)'}`,
  ]
}

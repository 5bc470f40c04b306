import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FLOOR, parseVersion, recentEnough } from './rules/asterisk-version.ts'
import { StartError } from './start-error.ts'

const call = promisify(execFile)

/** An Asterisk that can be started. */
export interface AsteriskProgram {
  command: string
  version: string
  /** Folder of its modules and folder of its data (documentation, core sounds). */
  moduleDir: string
  dataDir: string
}

/** Programs for making speech; null = not there. */
export interface SpeechTools {
  espeak: string | null
  sox: string | null
}

async function onPath(program: string): Promise<string | null> {
  try {
    return (await call('sh', ['-c', `command -v ${program}`])).stdout.trim()
  } catch {
    return null // exit code 1: not found
  }
}

const LIBRARY_FOLDERS = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'usr/lib64', 'usr/lib', 'usr/local/lib', 'usr/local/lib64']
const DATA_FOLDERS = ['usr/share/asterisk', 'var/lib/asterisk', 'usr/local/share/asterisk', 'usr/local/var/lib/asterisk']

const MEND = `npm start (it fetches Asterisk ${FLOOR.join('.')} or later into .tools), or put one on PATH`

async function describe(command: string, root: string): Promise<AsteriskProgram> {
  const printed = await call(command, ['-V']).then(({ stdout }) => stdout, (error: Error) => error.message)
  const version = parseVersion(printed)
  if (!version) throw new StartError(`${command} does not run: ${printed.split('\n')[0]}`, MEND)
  if (!recentEnough(version)) throw new StartError(`Asterisk ${version.join('.')} (${command}) is too old: ${FLOOR.join('.')} or later is needed`, MEND)
  const moduleDir = LIBRARY_FOLDERS.map((folder) => join(root, folder, 'asterisk/modules')).find((folder) => existsSync(join(folder, 'res_pjsip.so')))
  const dataDir = DATA_FOLDERS.map((folder) => join(root, folder)).find((folder) => existsSync(join(folder, 'documentation')))
  if (!moduleDir || !dataDir) throw new StartError(`the modules or the documentation of ${command} were not found below ${root}`, 'install them, or use the fetched Asterisk by taking this one off PATH')
  return { command, version: version.join('.'), moduleDir, dataDir }
}

/** A recent Asterisk on PATH, else the fetched one. Throws StartError. */
export async function findAsterisk(toolsFolder: string): Promise<AsteriskProgram> {
  const fetched = join(toolsFolder, 'asterisk')
  const system = await onPath('asterisk')
  if (system !== null) {
    const found = await describe(system, '/').catch((error: unknown) => error)
    if (!(found instanceof Error)) return found as AsteriskProgram
    if (!existsSync(join(fetched, 'asterisk'))) throw found
  }
  if (!existsSync(join(fetched, 'asterisk'))) throw new StartError(`no Asterisk on PATH and none in ${fetched}`, MEND)
  return describe(join(fetched, 'asterisk'), join(fetched, 'root'))
}

/** Those on PATH, else the fetched ones. */
export async function findSpeechTools(toolsFolder: string): Promise<SpeechTools> {
  const find = async (program: string): Promise<string | null> => {
    const fetched = join(toolsFolder, 'speech', program)
    return (await onPath(program)) ?? (existsSync(fetched) ? fetched : null)
  }
  return { espeak: await find('espeak-ng'), sox: await find('sox') }
}

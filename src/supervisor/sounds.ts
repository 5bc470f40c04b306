import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import type { Config } from '../config.ts'
import type { Log } from '../platform/log.ts'
import type { SpeechTools } from './tools.ts'

type PrepareSounds = (needs: {
  home: string
  tools: SpeechTools
  site: { name: string }
  report: (line: string) => void
}) => Promise<void>

/** Makes waiting music and the fixed prompts, before Asterisk starts. A failure is told and the start goes on: the server has its own fallbacks. */
export async function makeSounds(config: Config, tools: SpeechTools, log: Log): Promise<void> {
  const module = join(import.meta.dirname, '../prompt/prepare.js')
  if (!existsSync(module)) return log.warn('prompts are not prepared: this build has no prompt part')
  try {
    const { prepareSounds } = (await import(pathToFileURL(module).href)) as { prepareSounds: PrepareSounds }
    const { name } = parse(readFileSync(config.siteFile, 'utf8')) as { name?: string }
    await prepareSounds({ home: config.home.root, tools, site: { name: name ?? config.site }, report: (line) => log.info(line) })
  } catch (error) {
    log.error('prompts could not be prepared', { error })
  }
}

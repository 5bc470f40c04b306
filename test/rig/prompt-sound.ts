import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { loadSite } from '../../src/hotline/site.ts'
import { silentLog } from '../../src/platform/log.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { loadCatalogue } from '../../src/prompt/catalogue.ts'
import { memoryPromptStore } from '../../src/prompt/memory-store.ts'
import { createPrompts } from '../../src/prompt/prompts.ts'
import { localSpeech } from '../../src/prompt/speech.ts'
import { loadVersions } from '../../src/prompt/versions.ts'
import { findSpeechTools } from '../../src/supervisor/tools.ts'
import { REPOSITORY, scratchFolder } from './program.ts'
import { readWav } from './sound/wav.ts'

/**
 * The samples of a prompt with these values, spoken anew in a folder of the rig: what callers must hear is found
 * without looking at what the product has prepared.
 */
export async function promptSound(id: string, values: Readonly<Record<string, string>> = {}): Promise<Int16Array> {
  const prompts = await (speaker ??= openSpeaker())
  const sound = await prompts.preview({ id, values })
  if (!sound) throw new Error(`prompt ${id} cannot be spoken on this machine`)
  return (await readWav(sound.file)).channels[0] as Int16Array
}

let speaker: ReturnType<typeof openSpeaker> | undefined

async function openSpeaker() {
  const home = await mkdtemp(join(scratchFolder(), 'yht-prompts-'))
  process.on('exit', () => rmSync(home, { recursive: true, force: true }))
  const tools = await findSpeechTools(process.env['YHT_TOOLS'] ?? join(REPOSITORY, '.tools'))
  return createPrompts({
    home,
    catalogue: loadCatalogue(),
    provider: localSpeech(tools),
    versions: await loadVersions(memoryPromptStore()),
    site: loadSite(join(REPOSITORY, 'config/sites/demo.yaml')),
    clock: systemClock,
    log: silentLog,
  })
}

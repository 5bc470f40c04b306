import type { createAlarms } from './alarms.ts'
import type { Config } from '../config.ts'
import type { Site } from '../hotline/site.ts'
import type { Audit } from '../identity/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { loadCatalogue } from '../prompt/catalogue.ts'
import { createPromptDesk } from '../prompt/desk.ts'
import { createPrompts } from '../prompt/prompts.ts'
import { localSpeech } from '../prompt/speech.ts'
import type { PromptStore } from '../prompt/store.ts'
import type { Tools } from '../prompt/tool.ts'
import { loadVersions } from '../prompt/versions.ts'

export interface PromptSources {
  config: Pick<Config, 'home'>
  site: Site
  tools: Tools
  clock: Clock
  log: Log
  store: PromptStore
  audit: Audit
  alarm: ReturnType<typeof createAlarms>['raise']
}

/** What callers hear, and where it is listened to and replaced. */
export async function openPrompts({ config, site, tools, clock, log, store, audit, alarm }: PromptSources) {
  const { root: home } = config.home
  const catalogue = loadCatalogue()
  const versions = await loadVersions(store)
  const prompts = createPrompts({ home, catalogue, provider: localSpeech(tools), versions, site, clock, log, onAlarm: (details) => alarm({ kind: 'prompt_replaced', at: clock.now(), details: { ...details } }) })
  return { prompts, promptDesk: createPromptDesk({ home, catalogue, store, versions, prompts, site, audit, tools, clock }) }
}

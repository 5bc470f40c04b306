import type { Language } from './rules/spoken.ts'
import type { PromptStore, PromptVersion } from './store.ts'

/** The operator's versions in memory: what a call needs is never waited for. */
export interface Versions {
  /** What is to be heard: the hotline's own version of the prompt, else the general one, else none (the text in config). */
  pick: (id: string, number: string | undefined, language: Language) => PromptVersion | undefined
  /** The active version of exactly this key. */
  active: (prompt: string, language: Language) => PromptVersion | undefined
  of: (prompt: string, language: Language) => readonly PromptVersion[]
  all: () => readonly PromptVersion[]
  /** After an edit. */
  reload: () => Promise<void>
}

export async function loadVersions(store: PromptStore): Promise<Versions> {
  let all: readonly PromptVersion[] = []
  let inUse: ReadonlyMap<string, PromptVersion> = new Map()
  const key = (prompt: string, language: Language): string => `${prompt} ${language}`

  async function reload(): Promise<void> {
    all = await store.all()
    inUse = new Map(all.filter(({ active }) => active).map((version) => [key(version.prompt, version.language), version]))
  }
  await reload()
  const active: Versions['active'] = (prompt, language) => inUse.get(key(prompt, language))

  return {
    pick: (id, number, language) => (number === undefined ? undefined : active(`${id}@${number}`, language)) ?? active(id, language),
    active,
    of: (prompt, language) => all.filter((one) => one.prompt === prompt && one.language === language),
    all: () => all,
    reload,
  }
}

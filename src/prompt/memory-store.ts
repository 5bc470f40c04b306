import type { PromptStore, PromptVersion } from './store.ts'

/** The store without a database, for tests. Put to the same questions as the real one (test/contract). */
export function memoryPromptStore(): PromptStore {
  let versions: PromptVersion[] = []
  const order = ({ prompt, language }: PromptVersion): string => `${prompt} ${language}`
  return {
    all: async () => versions.toSorted((a, b) => (order(a) === order(b) ? a.version - b.version : order(a) < order(b) ? -1 : 1)),
    async add(given) {
      const version = versions.filter(({ prompt, language }) => prompt === given.prompt && language === given.language).length + 1
      const added = { ...given, version, active: false }
      versions.push(added)
      return added
    },
    async activate(prompt, language, version) {
      versions = versions.map((one) =>
        one.prompt === prompt && one.language === language ? { ...one, active: one.version === version } : one,
      )
    },
  }
}

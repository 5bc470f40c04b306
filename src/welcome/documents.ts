import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One of our own documents, served as the Markdown it is. */
export interface Document {
  path: string
  title: string
  lang: 'zh-CN' | 'en'
  text: string
}

/** Both would be called by the product's name alone. */
const TITLES: Readonly<Record<string, string>> = { 'README.zh-CN.md': '产品介绍', 'README.md': 'About the product' }

/** README and the files of docs/, as far as they came with the program: a container image has none. */
export function readDocuments(packageRoot: string): Document[] {
  const inDocs = namesIn(join(packageRoot, 'docs')).filter((name) => /^[a-z-]+[.]md$/.test(name)).sort()
  const readmes = namesIn(packageRoot).filter((name) => name === 'README.zh-CN.md' || name === 'README.md').sort().reverse()
  return [...readmes, ...inDocs.map((name) => `docs/${name}`)].map((file) => {
    const text = readFileSync(join(packageRoot, file), 'utf8')
    const title = TITLES[file] ?? /^#\s+(.+)$/m.exec(text)?.[1] ?? file
    return { path: `/${file}`, title, lang: file.includes('zh-CN') ? 'zh-CN' : 'en', text }
  })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the built panel with its compressed forms, in memory: it is some megabytes in all. */
export interface Asset {
  type: string
  plain: Buffer
  gzip: Buffer | null
  brotli: Buffer | null
}

export interface PanelFiles {
  /** The page, with %NONCE% where the nonce goes and %SITE% where the site's name does. */
  page: string
  /** By name below /assets/. */
  assets: ReadonlyMap<string, Asset>
}

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml', mp3: 'audio/mpeg', wav: 'audio/wav' }

/** What `vite build` left in the folder; null when there is no build. */
export function readPanel(folder: string): PanelFiles | null {
  const page = textOf(join(folder, 'index.html'))
  if (page === null) return null
  const names = new Set(readdirSync(join(folder, 'assets')))
  const read = (name: string): Buffer => readFileSync(join(folder, 'assets', name))
  const assets = new Map<string, Asset>()
  for (const name of names) {
    const type = TYPES[name.split('.').pop() ?? '']
    if (type === undefined) continue
    assets.set(name, { type, plain: read(name), gzip: names.has(`${name}.gz`) ? read(`${name}.gz`) : null, brotli: names.has(`${name}.br`) ? read(`${name}.br`) : null })
  }
  return { page, assets }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

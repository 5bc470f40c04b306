import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../platform/errors.ts'

/** One face of a collection: the file and the face's name in it. */
export type Face = readonly [file: string, name: string]

export interface Fonts {
  regular: Face
  bold: Face
}

/** Where systems keep it, then where npm start fetches it to; the same list is in src/launch/provision.mjs. */
const foldersFor = (toolsFolder: string): readonly string[] => [
  '/usr/share/fonts/opentype/noto', '/usr/share/fonts/noto-cjk', '/usr/share/fonts/google-noto-sans-cjk-fonts', '/usr/local/share/fonts', join(toolsFolder, 'fonts/root/usr/share/fonts/opentype/noto'),
]

/** Noto Sans CJK on this machine. Throws UNAVAILABLE, saying what mends it. */
export function findFonts(toolsFolder: string): Fonts {
  const folder = foldersFor(toolsFolder).find((one) => existsSync(join(one, 'NotoSansCJK-Regular.ttc')))
  if (folder === undefined) throw new AppError('UNAVAILABLE', { detail: '服务器缺少中文字体，无法打印；请管理员执行 apt install fonts-noto-cjk。 / No Chinese type on the server: apt install fonts-noto-cjk' })
  const regular: Face = [join(folder, 'NotoSansCJK-Regular.ttc'), 'NotoSansCJKsc-Regular']
  const bold = join(folder, 'NotoSansCJK-Bold.ttc')
  return { regular, bold: existsSync(bold) ? [bold, 'NotoSansCJKsc-Bold'] : regular }
}

import { language } from '../words/language.ts'
import { api } from './api.ts'
import { Problem } from './problem.ts'

/** Saves a file of the server as the browser saves files, in the reader's language. Throws Problem. */
export async function download(path: string, fileName: string): Promise<void> {
  const answer = await fetch(api.address(path), { credentials: 'same-origin', headers: { 'accept-language': language() === 'zh' ? 'zh-CN' : 'en' } }).catch(() => null)
  if (answer === null || !answer.ok) {
    const said = (await answer?.json().catch(() => ({}))) as { code?: string; title?: string; detail?: string } | undefined
    throw new Problem({ status: answer?.status ?? 0, code: said?.code ?? 'OFFLINE', title: said?.title ?? (language() === 'zh' ? '文件未能取得，请稍后再试。' : 'The file could not be had. Try again later.'), detail: said?.detail ?? '' })
  }
  const address = URL.createObjectURL(await answer.blob())
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

import { language } from '../words/language.ts'
import { newKey, offline, problemOf, readAnswer } from './api.ts'

interface UploadOptions {
  signal: AbortSignal
  /** How much of it is there, 0 to 1. */
  onShare: (share: number) => void
}

/** Sends a file and tells how far it is, which fetch cannot. Takes as long as it takes. Throws Problem. */
export function upload<T>(path: string, file: Blob, { signal, onShare }: UploadOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1${path}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', language() === 'zh' ? 'zh-CN' : 'en')
    request.setRequestHeader('idempotency-key', newKey())
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total))
    request.addEventListener('error', () => reject(offline()))
    request.addEventListener('abort', () => reject(signal.reason instanceof Error ? signal.reason : new Error('called off')))
    request.addEventListener('load', () => {
      const { status, responseText } = request
      if (status >= 200 && status < 300) resolve(readAnswer(responseText) as T)
      else reject(problemOf({ status, headers: new Headers({ 'retry-after': request.getResponseHeader('retry-after') ?? '' }) }, responseText))
    })
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

import { useQuery } from '@tanstack/react-query'
import { api, newKey, Problem } from '../../../server/api.ts'
import { language } from '../../../words/language.ts'

export type PromptLanguage = 'zh-CN' | 'en'

export interface PromptVersion {
  version: number
  kind: 'tts' | 'upload'
  text: string | null
  lengthMs: number | null
  by: string
  at: number
  active: boolean
}

/** As GET /prompts gives it. */
export interface Prompt {
  /** "welcome", or "welcome@12319" for one hotline only. */
  id: string
  text: string
  builtInText: string
  use: string
  gaps: string[]
  recordable: 'always' | 'per_line' | 'never'
  missing: boolean
  /** 0 = the built-in text. */
  active: number
  versions: PromptVersion[]
}

export const usePrompts = (spoken: PromptLanguage) =>
  useQuery({ queryKey: ['prompts', spoken], queryFn: async () => (await api.get<{ items: Prompt[] }>('/prompts', { language: spoken })).items })

interface Sending {
  address: string
  file: File
  /** 0–100. */
  onProgress: (percent: number) => void
}

/** Sends a recording and says how far it is, which fetch cannot. Throws Problem. */
export function sendRecording({ address, file, onProgress }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', address)
    request.setRequestHeader('content-type', file.type || 'audio/wav')
    request.setRequestHeader('idempotency-key', newKey())
    request.setRequestHeader('accept-language', language() === 'zh' ? 'zh-CN' : 'en')
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => lengthComputable && onProgress(Math.round((100 * loaded) / total)))
    request.addEventListener('error', () => reject(new Problem({ status: 0, code: 'OFFLINE', title: language() === 'zh' ? '与服务器的连接中断' : 'The server cannot be reached' })))
    request.addEventListener('load', () => (request.status < 300 ? resolve() : reject(problemOf(request))))
    request.send(file)
  })
}

function problemOf({ status, responseText }: XMLHttpRequest): Problem {
  try {
    const { code, title, detail = '', errors } = JSON.parse(responseText) as { code: string; title: string; detail?: string; errors?: { message: string }[] }
    return new Problem({ status, code, title, detail: detail || (errors ?? []).map(({ message }) => message).join(' ') })
  } catch {
    return new Problem({ status, code: `HTTP_${status}`, title: `HTTP ${status}` })
  }
}

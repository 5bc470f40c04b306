import type { Words } from '../words/language.ts'

interface Look {
  loading: string
  failed: string
  retry: string
}

export const words: Words<Look> = {
  zh: { loading: '正在加载…', failed: '加载失败', retry: '重试' },
  en: { loading: 'Loading …', failed: 'This could not be loaded', retry: 'Try again' },
}

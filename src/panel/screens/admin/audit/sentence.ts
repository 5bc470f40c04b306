import type { AuditRow } from '../../../../contract/user.ts'
import { useWords } from '../../../words/language.ts'
import { differences, plain, targetOf } from './rules/entry.ts'
import { words } from './words.ts'

/** A row as a sentence: "修改运行参数 queue.maxWaiting：2000 → 9". */
export function useSentence(): (row: AuditRow) => string {
  const w = useWords(words)
  return ({ action, target, details }) => {
    const { kind, id } = targetOf(target)
    const about = [w.kinds[kind] ?? kind, id].filter(Boolean).join(' ')
    const said = (w.actions[action] ?? w.other.replace('{a}', action)).replace('{t}', about)
    const [only, ...more] = differences(details) ?? []
    return only && more.length === 0 && only.field === '' ? w.turned.replace('{a}', () => plain(only.before)).replace('{b}', () => plain(only.after)).replace('{s}', () => said) : said
  }
}

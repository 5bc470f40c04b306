import { useQuery } from '@tanstack/react-query'
import type { ReviewPapers } from '../../../contract/social-review.ts'
import { Failed, Loading } from '../../look/states.tsx'
import { api } from '../../server/api.ts'
import { useWords } from '../../words/language.ts'
import { words } from './words.ts'

/** What is laid before the reviewers; `path` is where it is asked for. */
export function Papers({ path }: { path: string }) {
  const w = useWords(words)
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['review-papers', path], queryFn: ({ signal }) => api.get<ReviewPapers>(path, {}, { signal }), staleTime: 60_000 })
  if (isPending) return <Loading />
  if (!data) return <Failed error={error} retry={() => void refetch()} />
  const { content, said, request, lawfulBasis, findings, result, publicReply, files } = data
  const parts: [string, string][] = [
    [w.content, content ?? w.contentHidden], [w.said, [said.satisfied === null ? '' : w.satisfied[said.satisfied], said.note].filter(Boolean).join('；')], [w.basis, lawfulBasis], [w.request, request], [w.findings, findings], [w.result, result],
    [w.reply, publicReply], [w.files, files.join('、')],
  ]
  return (
    <dl className="review-papers" aria-label={w.papers}>
      {parts.map(([name, text]) => <div key={name}><dt>{name}</dt><dd className={text === '' ? 'quiet' : ''}>{text === '' ? w.nothing : text}</dd></div>)}
    </dl>
  )
}

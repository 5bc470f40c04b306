import { Fragment } from 'react'
import type { AuditRow } from '../../../../contract/user.ts'
import { useWords } from '../../../words/language.ts'
import { differences, others, plain } from './rules/entry.ts'
import { words } from './words.ts'

/** What is on record besides the sentence: each field before and after, and the rest. */
export function AuditDetails({ details, hash, seq }: Pick<AuditRow, 'details' | 'hash' | 'seq'>) {
  const w = useWords(words)
  return (
    <dl className="audit-details">
      {(differences(details) ?? []).map(({ field, before, after }) => (
        <Fragment key={field}>
          <dt>{field}</dt>
          <dd>{w.before} <del>{plain(before)}</del></dd>
          <dd>{w.after} <ins>{plain(after)}</ins></dd>
        </Fragment>
      ))}
      {others(details).map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd className="audit-one">{plain(value)}</dd>
        </Fragment>
      ))}
      <dt>{w.seq}</dt>
      <dd className="audit-one quiet numbers">{seq} · {hash}</dd>
    </dl>
  )
}

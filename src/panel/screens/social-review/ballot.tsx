import { App, Button } from 'antd'
import type { ReviewItem, SocialReviewDetail, VoteChoice } from '../../../contract/social-review.ts'
import { useAction } from '../../look/use-action.ts'
import { useWords } from '../../words/language.ts'
import { useReviewStep } from './data.ts'
import { Papers } from './papers.tsx'
import { words } from './words.ts'

const CHOICES: readonly VoteChoice[] = ['reasonable', 'unreasonable', 'abstain']

/** A reviewer's ballot on one item: read the papers, choose once. */
export function Ballot({ session, item }: { session: SocialReviewDetail; item: ReviewItem }) {
  const w = useWords(words)
  const { modal } = App.useApp()
  const send = useReviewStep(session.id)
  const vote = useAction(async (choice: VoteChoice) => await send('POST', `/items/${item.id}/vote`, { choice }))
  const ask = (choice: VoteChoice): void => void modal.confirm({ title: `${w.vote}：${w.choices[choice]}`, content: w.voteHint, okText: w.choices[choice], cancelText: w.cancel, onOk: async () => void (await vote.run(choice)) })
  const { mine, state, result, tally } = item
  const votable = state === 'open' && session.state === 'open'
  return (
    <section className="paper review-item" aria-label={item.ticket.title} data-item-state={state}>
      <h2>{item.position}. {item.ticket.title}</h2>
      <Papers path={`/social-reviews/${session.id}/items/${item.id}/papers`} />
      {result === null ? null : <p><strong>{w.results[result]}</strong> {tally ? <span className="quiet">{w.tally(tally.reasonable, tally.unreasonable, tally.abstain)}</span> : null}</p>}
      {mine?.conflict ? <p>{w.mustAbstain}</p> : mine?.choice ? <p role="status">{w.yourVote(w.choices[mine.choice] ?? '')}</p> : votable ? (
        <div role="group" aria-label={w.vote}>
          <p className="quiet">{w.voteHint}</p>
          <div className="review-choices">{CHOICES.map((choice) => <Button key={choice} size="large" {...(choice === 'abstain' ? {} : { type: 'primary' as const, ghost: true })} loading={vote.busy} onClick={() => ask(choice)}>{w.choices[choice]}</Button>)}</div>
        </div>
      ) : <p className="quiet">{w.over}</p>}
    </section>
  )
}

import type { VoteChoice, VoteResult } from '../../contract/social-review.ts'

/** So many reviewers that they can decide: an odd number, and at least the quorum (G19). */
export const mayBeInvited = (count: number, quorum: number): boolean => count >= quorum && count % 2 === 1

export interface Tally {
  reasonable: number
  unreasonable: number
  abstain: number
}

export function tallyOf(choices: readonly VoteChoice[]): Tally {
  const count = (choice: VoteChoice): number => choices.filter((one) => one === choice).length
  return { reasonable: count('reasonable'), unreasonable: count('unreasonable'), abstain: count('abstain') }
}

/** More of those who said yes or no; who abstains counts for nothing. Too few, or as many as the others: the next session has it. */
export function resultOf({ reasonable, unreasonable }: Tally, quorum: number): VoteResult {
  if (reasonable + unreasonable < quorum) return 'no_quorum'
  if (reasonable === unreasonable) return 'tie'
  return reasonable > unreasonable ? 'reasonable' : 'unreasonable'
}

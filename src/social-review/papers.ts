import type { ReviewPapers } from '../contract/social-review.ts'
import type { TicketPapers } from '../ticket/port.ts'
import { deidentified } from './rules/deidentify.ts'

/** What people from outside read of a matter: nothing that says who the citizen is, and of a confidential one not what they said. */
export function papersShown({ citizen, content, ...papers }: TicketPapers): ReviewPapers {
  const clean = (text: string): string => deidentified(text, citizen)
  const { ticket, said } = papers
  return {
    ...papers,
    ticket: { ...ticket, title: clean(ticket.title) },
    content: ticket.confidential ? null : clean(content),
    said: { ...said, note: ticket.confidential ? '' : clean(said.note) },
    lawfulBasis: clean(papers.lawfulBasis), request: clean(papers.request), findings: clean(papers.findings), result: clean(papers.result), publicReply: clean(papers.publicReply), files: papers.files.map(clean),
  }
}

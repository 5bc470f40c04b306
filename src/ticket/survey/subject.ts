import type { SurveyId } from '../../contract/survey.ts'
import type { z } from 'zod'

// How a round of a ticket is named: to the dialer by the ticket's id, to people by its number.

export const subjectOf = ({ id, round }: { id: string; round: number }): string => `${id}/${round}`

export function roundOf(subject: string): { ticketId: string; round: number } {
  const at = subject.lastIndexOf('/')
  return { ticketId: subject.slice(0, at), round: Number(subject.slice(at + 1)) }
}

export const idOf = ({ ticketNo, round }: { ticketNo: string; round: number }): z.infer<typeof SurveyId> => `${ticketNo}-${round}`

export function readId(id: z.infer<typeof SurveyId>): { ticketNo: string; round: number } {
  const at = id.lastIndexOf('-')
  return { ticketNo: id.slice(0, at), round: Number(id.slice(at + 1)) }
}

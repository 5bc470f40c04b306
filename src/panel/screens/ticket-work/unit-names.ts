import { useNames } from '../ticket-draft/matter.tsx'
import { useTicketForm } from '../ticket-draft/use-draft.ts'

/** What a department is called; its code where it is not in use any more. */
export function useUnitNames(): (code: string) => string {
  const nameOf = useNames()
  const { data } = useTicketForm()
  return (code) => {
    const found = data?.units.find((one) => one.code === code)
    return found ? nameOf(found) : code
  }
}

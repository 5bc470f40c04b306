import type { GroupId } from '../../contract/ids.ts'
import type { Script } from '../script.ts'

const prompt = (id: string) => ({ id, values: {} })

/** Says, asks twice, asks for a message where the first answer was no, and says goodbye. Key 0 to a person. */
export const aScript = (group: GroupId, changes: Partial<Script> = {}): Script => ({
  start: 'hello',
  steps: {
    hello: { what: 'say', prompt: prompt('hello'), next: 'q1' },
    q1: { what: 'ask', prompt: prompt('q1'), keys: { 1: { value: 'solved', next: 'q2' }, 3: { value: 'unsolved', next: 'voice' } }, silent: 'bye' },
    q2: { what: 'ask', prompt: prompt('q2'), keys: { 1: { value: 'satisfied', next: 'bye' } }, silent: null },
    voice: { what: 'message', prompt: prompt('voice'), maxMs: 60_000, next: 'bye' },
    bye: { what: 'say', prompt: prompt('bye'), next: null },
    nobody: { what: 'say', prompt: prompt('nobody'), next: null },
  },
  invalid: prompt('invalid'),
  keyMs: 6_000,
  maxPlays: 2,
  person: { key: '0', groups: [group], wait: prompt('wait'), nobody: 'nobody' },
  ...changes,
})

import { expect, it } from 'vitest'
import { refusal } from './outcome.ts'

it.each([
  ['hangUp', 404, 'Channel not found', 'gone'],
  ['join', 400, 'Channel not found', 'gone'],
  ['join', 400, 'Invalid parameter', 'refused'],
  ['join', 409, "Bridge with id 'b1' already exists", 'duplicate'],
  ['join', 409, 'Channel not in Stasis application', 'not_ours'],
  ['join', 422, 'Channel not in Stasis application', 'not_ours'],
  ['ring', 409, 'Channel with given unique ID already exists', 'duplicate'],
  ['part', 422, 'Channel not in this bridge', 'duplicate'],
  ['ring', 500, 'Allocation failed', 'refused'],
  ['ring', 503, 'Asterisk not booted', 'unavailable'],
] as const)('%s answered %i "%s" is %s', (command, status, message, why) => {
  expect(refusal(command, status, message)).toBe(why)
})

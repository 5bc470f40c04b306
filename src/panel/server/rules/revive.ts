const INSTANT_NAME = /[a-z](At|By)$|^at$|^since$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/

/** JSON of the server with its instants as Unix ms: ISO 8601 text under the names of instants, as platform/wire.ts writes it. */
export const revived = (text: string): unknown =>
  JSON.parse(text, (name, value: unknown) => (typeof value === 'string' && INSTANT_NAME.test(name) && INSTANT.test(value) ? Date.parse(value) : value))

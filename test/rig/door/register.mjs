import { register } from 'node:module'

// For a server under test (NODE_OPTIONS): what other parts of the server ask of calls can be asked from outside, see door.mjs.
register('./resolve.mjs', import.meta.url)

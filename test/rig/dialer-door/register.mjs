import { register } from 'node:module'

// For a server under test (NODE_OPTIONS): a kind of jobs of the test's own, and death at a step that the test chooses; see door.mjs.
register('./resolve.mjs', import.meta.url)

import { provisionAsterisk, provisionSpeech } from './provision.mjs'
import { orExplain, say } from './steps.mjs'

// Fetches Asterisk and the speech tools and nothing else: for building an image.
await orExplain(async () => {
  await Promise.all([provisionAsterisk(say), provisionSpeech(say)])
  return 0
})

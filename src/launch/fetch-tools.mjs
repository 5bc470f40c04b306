import { provisionAsterisk, provisionFonts, provisionSpeech } from './provision.mjs'
import { orExplain, say } from './steps.mjs'

// Fetches Asterisk, the speech tools and Chinese type, and nothing else: for building an image.
await orExplain(async () => {
  await Promise.all([provisionAsterisk(say), provisionSpeech(say), provisionFonts(say)])
  return 0
})

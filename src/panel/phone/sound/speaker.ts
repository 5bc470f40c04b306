import { noted } from '../troubles.ts'

/** Plays what the other side says. */
export function createSpeaker() {
  const element = new Audio()
  element.autoplay = true
  return {
    async play(stream: MediaStream, device: string | null): Promise<void> {
      element.srcObject = stream
      await use(element, device)
      await element.play().catch(blocked)
    },
    use: async (device: string | null) => await use(element, device),
    silence(): void {
      element.srcObject = null
    },
  }
}

/** Moves an element's sound to a device; the system's own when that one is gone. */
export async function use(element: HTMLAudioElement, device: string | null): Promise<void> {
  if (!('setSinkId' in element)) return
  await element.setSinkId(device ?? '').catch(async (error: unknown) => {
    noted('speaker')(error)
    await element.setSinkId('').catch(noted('speaker'))
  })
}

/** Without a click on the page the browser may keep it silent; the next click lets it be heard. */
function blocked(error: unknown): void {
  if (!(error instanceof DOMException) || (error.name !== 'NotAllowedError' && error.name !== 'AbortError')) throw error
}

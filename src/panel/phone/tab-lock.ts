export interface TabLock {
  /** `again`: this tab had it before it was loaded anew, and the page before is only just going. */
  take: (options: { steal: boolean; again: boolean }) => void
  release: () => void
}

export interface LockEvents {
  locked: () => void
  refused: () => void
  lost: () => void
}

const TRIES_AGAIN = 10
const PAUSE_MS = 150

/** One tab of this browser has the phone of an extension (Web Locks API). */
export function createTabLock(extension: string, events: LockEvents): TabLock {
  const name = `yht.softphone.${extension}`
  let release: (() => void) | null = null
  let round = 0

  async function attempt(steal: boolean, mine: number): Promise<boolean> {
    let held = false
    await navigator.locks.request(name, steal ? { steal: true } : { ifAvailable: true }, async (lock) => {
      held = lock !== null
      if (!held || mine !== round) return
      const released = new Promise<void>((resolve) => (release = resolve))
      events.locked()
      await released
    })
    return held
  }

  async function take(steal: boolean, tries: number, mine: number): Promise<void> {
    for (let left = tries; left > 0 && mine === round; left -= 1) {
      if (await attempt(steal, mine)) return
      if (left > 1) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    if (mine === round) events.refused()
  }

  return {
    take({ steal, again }) {
      const mine = (round += 1)
      // Rejected when another tab steals it.
      take(steal, again ? TRIES_AGAIN : 1, mine).catch(() => {
        release = null
        if (mine === round) events.lost()
      })
    },
    release() {
      round += 1
      release?.()
      release = null
    },
  }
}

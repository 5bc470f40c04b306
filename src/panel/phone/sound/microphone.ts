export type MicrophoneState = 'unknown' | 'granted' | 'denied' | 'missing'

const SETTINGS: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

/** Opens a microphone; the preferred one if it is there. Throws what getUserMedia throws. */
export async function openMicrophone(preferred: string | null): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new DOMException('only over https or on this machine', 'NotAllowedError')
  const wanted: MediaTrackConstraints = preferred === null ? SETTINGS : { ...SETTINGS, deviceId: { ideal: preferred } }
  return await navigator.mediaDevices.getUserMedia({ audio: wanted, video: false })
}

/** What a failure to open a microphone says about it. */
export const microphoneAfter = (error: unknown): MicrophoneState =>
  error instanceof DOMException && ['NotFoundError', 'NotReadableError', 'OverconstrainedError'].includes(error.name) ? 'missing' : 'denied'

/** What is known without asking the person: unknown = the browser would ask. */
export async function microphoneNow(): Promise<MicrophoneState> {
  const { mediaDevices } = navigator
  if (!mediaDevices) return 'denied'
  if (!(await mediaDevices.enumerateDevices()).some(({ kind }) => kind === 'audioinput')) return 'missing'
  const { state } = await navigator.permissions.query({ name: 'microphone' as PermissionName })
  return state === 'prompt' ? 'unknown' : state
}

/** Calls back when the person allows or forbids the microphone in the browser's own settings. */
export async function watchPermission(changed: () => void): Promise<() => void> {
  const status = await navigator.permissions?.query({ name: 'microphone' as PermissionName }).catch(() => null)
  status?.addEventListener('change', changed)
  return () => status?.removeEventListener('change', changed)
}

export const closeStream = (stream: MediaStream | null): void => {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

import { run } from './tool.ts'

/** What sox is given: the file and how to read it (never guessed from the file's name). */
export interface Source {
  file: string
  as: readonly string[]
}

const CONVERT_TIMEOUT_MS = 10_000

/** Converts to what Asterisk plays: 8 kHz, mono, 16 bit, loudest sample at −3 dBFS. Cut after `maxMs`. Rejects when sox cannot. */
export async function toTelephone(sox: string, source: Source, outFile: string, maxMs?: number): Promise<void> {
  const cut = maxMs === undefined ? [] : ['trim', '0', String(maxMs / 1_000)]
  // No dither: the same words give the same file. 3 dB of room before the filter: resampling a full-scale sound overshoots.
  const effects = [...cut, 'gain', '-3', 'remix', '-', 'rate', '-h', '8000', 'gain', '-n', '-3']
  await run(sox, ['-V1', '-D', ...source.as, source.file, '-t', 'wav', '-e', 'signed', '-b', '16', '-c', '1', outFile, ...effects], {
    timeoutMs: CONVERT_TIMEOUT_MS,
  })
}

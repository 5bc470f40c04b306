/** Where a recording lies below the recordings folder: "2026/11/21/<id>.raw", by the UTC day it began. */
export function recordingFile(recording: string, startedAt: number): string {
  return `${new Date(startedAt).toISOString().slice(0, 10).replaceAll('-', '/')}/${recording}.raw`
}

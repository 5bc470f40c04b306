import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import { AppError } from './errors.ts'
import type { Download } from './route.ts'

interface ByteRange {
  start: number
  /** Inclusive. */
  end: number
}

/**
 * One range of a Range header (RFC 9110 §14.1.2); null = send everything: no header, another unit,
 * several ranges, or nonsense, which a server may ignore. Throws AppError RANGE_NOT_SATISFIABLE.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(first) > Number(last)) return null
  if (start >= size || (first === '' && Number(last) === 0)) throw new AppError('RANGE_NOT_SATISFIABLE')
  return { start, end }
}

/** Streams a download with 200 or 206. A reader that goes away ends the stream, a stream that breaks ends the connection. */
export async function sendDownload(req: Request, res: Response, { contentType, size, fileName, saved, read }: Download): Promise<void> {
  res.setHeader('Content-Range', `bytes */${size}`)
  // Without a validator to compare with, If-Range can only mean: everything.
  const range = req.headers['if-range'] ? null : rangeOf(req.headers.range, size)
  if (range) res.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end}/${size}`)
  else res.removeHeader('Content-Range')
  const { start, end } = range ?? { start: 0, end: size - 1 }
  res.setHeader('Accept-Ranges', 'bytes')
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Content-Type', contentType)
  res.setHeader('Content-Length', String(end - start + 1))
  if (saved) res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox").setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Content-Disposition', `${saved ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(fileName)}`)
  if (req.method === 'HEAD' || size === 0) res.end()
  else await pipeline(read(start, end), res).catch(ignoreGone)
}

/** The listener pressed stop: not a failure. */
function ignoreGone(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'ERR_STREAM_PREMATURE_CLOSE' && code !== 'ECONNRESET' && code !== 'EPIPE') throw error
}

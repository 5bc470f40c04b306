import type { AttachmentType } from '../../contract/attachment.ts'
import { textOf } from './bytes.ts'
import { officeKind } from './zip.ts'

/** Where browsers look when they guess a type (WHATWG MIME Sniffing §5). */
const SNIFFED = 1_445
const MARKUP = /<(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|\?php)/i
const SCRIPT = /<(script|svg|iframe|html)[\s>/]/i
/** Brands of ISO base media files that hold sound or pictures that move (ISO/IEC 14496-12). */
const MP4 = /^(isom|iso\d|mp4[12]|avc1|M4[AV] |3gp\d|qt {2}|MSNV|dash)$/

/**
 * What a file is by its content, never by its name; null = refused: unknown, empty, markup that a browser would run, an
 * archive that is no document, or one kind of file that is another one at the same time.
 */
export function kindOf(bytes: Uint8Array): AttachmentType | null {
  const kind = beginsAs(bytes)
  if (kind === null || kind === 'zip') return kind === null ? plainText(bytes) : officeKind(bytes)
  return isAlsoSomethingElse(bytes) ? null : kind
}

function beginsAs(bytes: Uint8Array): AttachmentType | 'zip' | null {
  const at = (from: number, to: number): string => textOf(bytes, from, to)
  if (at(0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (at(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (at(0, 4) === 'RIFF') return at(8, 12) === 'WEBP' ? 'webp' : at(8, 12) === 'WAVE' ? 'wav' : null
  if (at(0, 5) === '%PDF-') return 'pdf'
  if (at(0, 4) === 'PK\x03\x04') return 'zip'
  if (at(4, 8) === 'ftyp') return MP4.test(at(8, 12)) ? 'mp4' : null
  return at(0, 3) === 'ID3' || isMpegFrame(bytes) ? 'mp3' : null
}

/** Eleven bits of sync, layer III, and neither a forbidden bit rate nor sampling rate (ISO/IEC 11172-3). */
function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  return first === 0xff && (second & 0xe6) === 0xe2 && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c
}

/** A page or an archive inside what begins as a picture or a document. */
function isAlsoSomethingElse(bytes: Uint8Array): boolean {
  return MARKUP.test(textOf(bytes, 0, SNIFFED)) || SCRIPT.test(textOf(bytes, 0, bytes.length)) || textOf(bytes, bytes.length - 65_557, bytes.length).includes('PK\x05\x06')
}

/** UTF-8 without control characters and without anything that looks like a page. */
function plainText(bytes: Uint8Array): 'txt' | null {
  if (bytes.length === 0) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // oxlint-disable-next-line no-control-regex
    return /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) || MARKUP.test(text) || text.startsWith('%!') || text.trim() === '' ? null : 'txt'
  } catch {
    return null // not UTF-8
  }
}

import type { AttachmentType } from '../../contract/attachment.ts'

const ENDINGS: Readonly<Record<AttachmentType, readonly string[]>> = {
  jpeg: ['jpg', 'jpeg'], png: ['png'], webp: ['webp'], pdf: ['pdf'], docx: ['docx'], xlsx: ['xlsx'], wav: ['wav'], mp3: ['mp3'], mp4: ['mp4', 'm4a', 'm4v', 'mov', '3gp'], txt: ['txt'],
}
const NAME_MAX = 100

/**
 * A name to be shown and to be saved under, whatever was given: no folders, no control characters or signs that turn the
 * direction of writing, and the ending of what it really is.
 */
export function nameOf(given: string, type: AttachmentType): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last.replaceAll(/[\p{C}<>:"|?*]/gu, '').replace(/^[.\s]+|[.\s]+$/gu, '')
  const short = Array.from(clean === '' ? 'file' : clean)
  const ending = /\.([^.]{1,10})$/.exec(clean)?.[1]?.toLowerCase() ?? ''
  if (ENDINGS[type].includes(ending)) return short.length <= NAME_MAX ? short.join('') : `${short.slice(0, NAME_MAX - ending.length - 1).join('')}.${ending}`
  return `${short.slice(0, NAME_MAX).join('')}.${ENDINGS[type][0] ?? type}`
}

const CONTENT_TYPES: Readonly<Record<AttachmentType, string>> = {
  jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', pdf: 'application/pdf', wav: 'audio/wav', mp3: 'audio/mpeg', mp4: 'video/mp4', txt: 'text/plain; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
export const contentTypeOf = (type: AttachmentType): string => CONTENT_TYPES[type]

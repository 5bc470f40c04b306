import { describe, expect, it } from 'vitest'
import { kindOf } from './kind.ts'
import { nameOf } from './name.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))
const le = (value: number, size: number): string => Array.from({ length: size }, (_, i) => String.fromCharCode(Math.floor(value / 256 ** i) % 256)).join('')

interface Packed { name: string; unpacked?: number; flags?: number }

/** An archive of stored entries, each with one byte; what a header says of its size may be a lie. */
function zip(entries: readonly Packed[], { before = '', comment = '' } = {}): Uint8Array {
  let [body, table] = [before, '']
  for (const { name, unpacked = 1, flags = 0 } of entries) {
    const sizes = `${le(0, 4)}${le(1, 4)}${le(unpacked, 4)}`
    table += `PK\x01\x02${le(20, 2)}${le(20, 2)}${le(flags, 2)}${le(8, 2)}${le(0, 4)}${sizes}${le(name.length, 2)}${le(0, 12)}${le(body.length - before.length, 4)}${name}`
    body += `PK\x03\x04${le(20, 2)}${le(flags, 2)}${le(8, 2)}${le(0, 4)}${sizes}${le(name.length, 2)}${le(0, 2)}${name}x`
  }
  return latin(`${body}${table}PK\x05\x06${le(0, 4)}${le(entries.length, 2).repeat(2)}${le(table.length, 4)}${le(body.length, 4)}${le(comment.length, 2)}${comment}`)
}
const types = { name: '[Content_Types].xml' }
const docx = [types, { name: 'word/document.xml' }]

describe('what a file is', () => {
  it('is told by its content', () => {
    const files = {
      jpeg: latin('\xff\xd8\xff\xe0\x00\x10JFIF'), png: latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), webp: latin('RIFF\x10\0\0\0WEBPVP8 '), wav: latin('RIFF\x10\0\0\0WAVEfmt '), pdf: latin('%PDF-1.7\n'),
      mp3: latin('ID3\x04\0\0'), mp4: latin('\0\0\0\x18ftypisom'), txt: new TextEncoder().encode('楼道照明损坏。\r\n请处理\t'), docx: zip(docx), xlsx: zip([types, { name: 'xl/workbook.xml' }]),
    }
    for (const [kind, bytes] of Object.entries(files)) expect(kindOf(bytes)).toBe(kind)
    expect(kindOf(latin('\xff\xfb\x90\x64'))).toBe('mp3')
  })

  it('is nothing that is taken when it is empty, a program, a page or unknown', () => {
    const pages = ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', ' \n<!DOCTYPE html><p>', 'x <script>alert(1)</script>', '<?xml version="1.0"?><svg/>']
    for (const text of ['', '   ', 'MZ\x90\0\x03', '\x7fELF\x02', 'GIF89a\x01\0', 'RIFF\x10\0\0\0AVI ', '\0\0\0\x18ftypheic', '%!PS-Adobe', '\xd0\xcf\x11\xe0', 'a\0b', '\xff\xff\xff', '\xc3\x28', ...pages]) expect([text, kindOf(latin(text))]).toEqual([text, null])
  })

  it('is refused when it is two things at once', () => {
    const jpeg = '\xff\xd8\xff\xe0\x00\x10JFIF'
    for (const tail of ['<html><body onload=alert(1)>', `${'x'.repeat(5_000)}<script src=//evil>`, String.fromCharCode(...zip(docx))]) expect(kindOf(latin(jpeg + tail))).toBeNull()
    expect(kindOf(latin('%PDF-1.7\n<script>'))).toBeNull()
    expect(kindOf(zip(docx, { before: '%PDF-1.7 ' }))).toBeNull()
    expect(kindOf(zip(docx, { comment: 'more' }))).toBe('docx')
    expect(kindOf(latin(`${String.fromCharCode(...zip(docx))}MZ`))).toBeNull()
  })

  it('is no document when the archive is a bomb, encrypted, with macros, or leads out of its folder', () => {
    const bad: Packed[] = [{ name: 'bomb', unpacked: 4_000_000_000 }, { name: 'many', unpacked: 100_000 }, { name: 'x', flags: 1 }, { name: 'word/vbaProject.bin' }, { name: '../../etc/passwd' }, { name: '/etc/passwd' }, { name: 'a\\b' }, { name: 'C:x' }, { name: 'run.exe' }, types]
    for (const entry of bad) expect([entry.name, kindOf(zip([...docx, entry]))]).toEqual([entry.name, null])
    expect(kindOf(zip([types]))).toBeNull()
    expect(kindOf(zip([...docx, { name: 'xl/workbook.xml' }]))).toBeNull()
    expect(kindOf(zip(Array.from({ length: 2_001 }, (_, i) => ({ name: `${i}` }))))).toBeNull()
    expect(kindOf(zip(docx).subarray(0, 60))).toBeNull()
  })
})

describe('the name of a file', () => {
  it('has no folders, no signs that mislead, and the ending of what it is', () => {
    expect(nameOf('现场照片.JPG', 'jpeg')).toBe('现场照片.JPG')
    expect(nameOf('../../etc/passwd', 'txt')).toBe('passwd.txt')
    expect(nameOf('C:\\Users\\x\\a.docx', 'docx')).toBe('a.docx')
    expect(nameOf('photo.jpg', 'png')).toBe('photo.jpg.png')
    expect(nameOf('invoice\u202egpj.exe', 'pdf')).toBe('invoicegpj.exe.pdf')
    expect(nameOf('a\r\nSet-Cookie: x=1.pdf', 'pdf')).toBe('aSet-Cookie x=1.pdf')
    for (const nothing of ['..', '.', '///', '\u0000']) expect(nameOf(nothing, 'pdf')).toBe('file.pdf')
    expect(Array.from(nameOf('长'.repeat(300), 'pdf'))).toHaveLength(104)
  })
})

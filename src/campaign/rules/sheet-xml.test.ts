import { describe, expect, it } from 'vitest'
import { sheetRows, sharedTexts } from './sheet-xml.ts'

describe('rows of a workbook', () => {
  it('are texts by reference or in place, and whole numbers without their exponent', () => {
    const texts = sharedTexts('<sst><si><t>电话</t></si><si><r><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si><si/></sst>')
    expect(texts).toEqual(['电话', '张 三', ''])
    const xml = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"/><row r="4"><c r="A4"><v>1.3800000001E10</v></c><c r="C4" t="inlineStr"><is><t>A&amp;B_x0041_&#x4e2d;</t></is></c><c r="D4" t="str"><f>1+1</f><v>2</v></c></row></sheetData>'
    expect(sheetRows(xml, texts)).toEqual([{ line: 1, cells: ['电话'] }, { line: 4, cells: ['13800000001', '', 'A&BA中', '2'] }])
  })
})

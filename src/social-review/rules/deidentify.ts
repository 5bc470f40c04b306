/** What of the citizen may stand in a text somebody wrote. */
export interface Citizen {
  name: string
  address: string
  /** Numbers to be reached at. */
  numbers: readonly string[]
}

const PERSON = '诉求人'
const HIDDEN = '***'
// Telephone numbers, identity cards, accounts: also with blanks and dashes between the digits; full-width digits too.
const DIGITS = /[0-9０-９](?:[\s\-－]?[0-9０-９]){6,17}[xXＸ]?/g
const PLATE = /[\u4E00-\u9FFF][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Z0-9])/g
const MAIL = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,20}){1,4}/g
/** 张先生, 李女士: whoever wrote it meant somebody. */
const CALLED = /[\u4E00-\u9FFF](?=(?:先生|女士|小姐|大爷|大妈|阿姨|老人))/g
/** 3 号楼 2 单元 501 室: where exactly. */
const DOOR = /\d+\s*(?:号楼|栋|幢|单元|室|户)(?:\s*\d+\s*(?:号楼|栋|幢|单元|室|户))*/g

/** A text without what says who the citizen is: name, address, numbers; kept in doubt are only words. */
export function deidentified(text: string, { name, address, numbers }: Citizen): string {
  const named = name.trim().length < 2 ? text : text.replaceAll(name.trim(), PERSON)
  const placed = address.trim().length < 4 ? named : named.replaceAll(address.trim(), HIDDEN)
  const known = numbers.filter((number) => number.length >= 5).reduce((so, number) => so.replaceAll(number, HIDDEN), placed)
  return known.replace(MAIL, HIDDEN).replace(DIGITS, HIDDEN).replace(PLATE, HIDDEN).replace(DOOR, HIDDEN).replace(CALLED, '某')
}

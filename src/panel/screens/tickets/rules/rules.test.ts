import { describe, expect, it } from 'vitest'
import { LIST_FILTERS, type ListFilterName } from '../../../../contract/ticket-list.ts'
import { rowAfter, scrolledTo, shownRows } from './window.ts'
import { conditionsOf, keyOf, wantedOf } from './wanted.ts'

describe('what is wanted', () => {
  it('is every filter the server has, whatever else stands in the address', () => {
    const all = Object.fromEntries(LIST_FILTERS.map((name) => [name, 'x']))
    expect(wantedOf(new URLSearchParams({ ...all, cursor: 'y', empty: '' }))).toEqual(all)
    expect(conditionsOf(wantedOf(new URLSearchParams(all)))).toEqual(LIST_FILTERS.filter((name): name is ListFilterName => name !== 'sort'))
  })

  it('has one key in whichever order it was asked', () => {
    expect(keyOf(wantedOf(new URLSearchParams('unit=HB&text=噪声')))).toBe(keyOf(wantedOf(new URLSearchParams('text=噪声&unit=HB'))))
  })
})

describe('the rows that are shown', () => {
  const box = { top: 4_000, height: 400, rowHeight: 40 }

  it('are those in the box and a few around it', () => {
    expect(shownRows(box, 100_000)).toEqual({ from: 92, to: 118 })
    expect(shownRows({ ...box, top: 0 }, 3)).toEqual({ from: 0, to: 3 })
    expect(shownRows(box, 0)).toEqual({ from: 0, to: 0 })
  })

  it('move no further than the row that is wanted', () => {
    expect([scrolledTo(105, box), scrolledTo(99, box), scrolledTo(110, box)]).toEqual([4_000, 3_960, 4_040])
  })

  it('are walked through by keys', () => {
    const go = (key: string, at: number) => rowAfter(key, at, { count: 50, page: 10 })
    expect([go('ArrowDown', 49), go('ArrowUp', 0), go('PageDown', 45), go('Home', 20), go('End', 3), go('x', 3)]).toEqual([49, 0, 49, 0, 49, null])
  })
})

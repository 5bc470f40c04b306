/** "93.4 %"; "—" when there is nothing to divide by, or not known yet. Never rounded up to 100 %. */
export const percent = (share: number | null | undefined): string => (share === null || share === undefined ? '—' : `${(Math.floor(share * 1_000) / 10).toFixed(1)}%`)

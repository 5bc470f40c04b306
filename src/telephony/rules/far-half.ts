/** Ending of the id of a Local channel's half that runs the dialplan: Asterisk tells of it too, and it is nobody's leg. */
const FAR = '-far'

export const farHalf = (leg: string): string => `${leg}${FAR}`
export const isFarHalf = (leg: string): boolean => leg.endsWith(FAR)

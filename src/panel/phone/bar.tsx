/** The softphone bar, on every page of whoever has an extension. */
export function SoftphoneBar() {
  return null
}

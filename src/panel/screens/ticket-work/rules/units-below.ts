interface Unit {
  code: string
  parent: string | null
}

/** Everything below a department, each after the one above it; `depth` from 0. */
export function unitsBelow<One extends Unit>(units: readonly One[], above: string, depth = 0): { unit: One; depth: number }[] {
  return units.filter(({ parent, code }) => parent === above && code !== above).flatMap((unit) => [{ unit, depth }, ...unitsBelow(units, unit.code, depth + 1)])
}

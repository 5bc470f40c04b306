/** What is given by name, by the names of the columns; what is not given is not there. */
export const columnsOf = <Names extends Readonly<Record<string, string>>>(names: Names, sets: Partial<Record<keyof Names & string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(sets).map(([name, value]) => [names[name] ?? name, value]))

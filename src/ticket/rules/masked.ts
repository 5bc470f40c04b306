/** "张三丰" → "张**": the first letter stays, as on a queue slip. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = name.trim()
  return first + '*'.repeat(Math.min(rest.length, 2))
}

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { Policy } from '../contract/policy.ts'
import type { Reader } from './environment.ts'

type Tree = { [key: string]: unknown }
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `over` laid over `base`: trees are merged, everything else is replaced. */
function merged(base: unknown, over: unknown): unknown {
  if (!isTree(base) || !isTree(over)) return over
  const result: Tree = { ...base }
  for (const [key, value] of Object.entries(over)) result[key] = Object.hasOwn(base, key) ? merged(base[key], value) : value
  return result
}

/** A YAML file as a tree; an empty file is an empty tree. */
function readTree(file: string): Tree {
  const tree: unknown = parse(readFileSync(file, 'utf8')) ?? {}
  if (!isTree(tree)) throw new Error('its top level is not a list of names and values')
  return tree
}

const firstLine = (error: unknown): string => String((error as Error).message).split('\n')[0] ?? ''

/** config/policy.yaml with the file named by YHT_POLICY merged over it. Complains about every wrong or unknown name by its path. */
export function readPolicy({ text, problems, complain }: Reader, packageRoot: string): Policy {
  const shipped = join(packageRoot, 'config/policy.yaml')
  const own = text('YHT_POLICY', '')
  let tree: unknown
  try {
    tree = readTree(shipped)
  } catch (error) {
    problems.push(`${shipped} cannot be used: ${firstLine(error)}.`)
    return Policy.parse({})
  }
  try {
    if (own !== '') tree = merged(tree, readTree(resolve(own)))
  } catch (error) {
    complain('YHT_POLICY', own, `a readable YAML file (${firstLine(error)})`)
    return Policy.parse({})
  }
  const checked = Policy.safeParse(tree)
  if (checked.success) return checked.data
  for (const { path, message } of checked.error.issues) {
    problems.push(`${own === '' ? shipped : `YHT_POLICY (${own})`}: ${path.join('.') || 'the top level'}: ${message}.`)
  }
  return Policy.parse({})
}

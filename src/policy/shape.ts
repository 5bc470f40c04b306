import { z } from 'zod'
import { Policy } from '../contract/policy.ts'
import type { PolicyKind } from '../contract/policy-value.ts'

/** What the policy's schema says of one value. */
export interface Shape {
  path: string
  section: string
  kind: PolicyKind
  min: number | null
  max: number | null
  nullable: boolean
}

interface Node {
  type?: string
  properties?: Record<string, Node>
  anyOf?: Node[]
  items?: Node
  minimum?: number
  maximum?: number
}

/** Every value of the policy in the order of its file, read off the one schema there is. */
export function policyShapes(): Shape[] {
  const tree = z.toJSONSchema(Policy, { io: 'input' }) as Node
  return Object.entries(tree.properties ?? {}).flatMap(([section, { properties }]) =>
    Object.entries(properties ?? {}).map(([name, node]) => shapeOf(section, name, node)),
  )
}

function shapeOf(section: string, name: string, node: Node): Shape {
  const one = node.anyOf?.find(({ type }) => type !== 'null') ?? node
  const number = one.type === 'array' ? (one.items ?? {}) : one
  return {
    path: `${section}.${name}`, section, kind: kindOf(name, one),
    min: bounded(number.minimum), max: bounded(number.maximum), nullable: node.anyOf?.some(({ type }) => type === 'null') ?? false,
  }
}

/** A whole number without a limit is given the largest one there is. */
const bounded = (limit: number | undefined): number | null => (limit === undefined || Math.abs(limit) === Number.MAX_SAFE_INTEGER ? null : limit)

function kindOf(name: string, { type, items }: Node): PolicyKind {
  const isDuration = name.endsWith('Ms')
  if (type === 'array') return items?.type === 'string' ? 'texts' : isDuration ? 'durations' : 'counts'
  if (type === 'boolean') return 'switch'
  if (type === 'number') return 'factor'
  if (type === 'integer') return isDuration ? 'duration' : 'count'
  return name === 'night' ? 'hours' : name.endsWith('Group') ? 'group' : 'text'
}

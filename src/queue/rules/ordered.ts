interface Node<Item> {
  item: Item
  /** Heap order of the treap; decides the shape only, never the order of the items. */
  weight: number
  size: number
  left: Node<Item> | null
  right: Node<Item> | null
}

type Tree<Item> = Node<Item> | null

/** A sorted set that also knows how many items stand before a given one. No two items may compare as equal. */
export interface Ordered<Item> {
  add: (item: Item) => void
  /** Items that are not in the set are ignored. */
  remove: (item: Item) => void
  first: () => Item | undefined
  /** How many items come before this one, whether or not it is in the set itself. */
  before: (item: Item) => number
  size: () => number
  items: () => Generator<Item>
}

/**
 * A treap (Seidel and Aragon, "Randomized Search Trees", 1996): a search tree by `compare` and a heap by
 * weight, with subtree sizes for the order statistics. Every operation is O(log n) expected. The weights
 * are a fixed sequence, so equal histories build equal trees.
 */
export function ordered<Item>(compare: (a: Item, b: Item) => number): Ordered<Item> {
  let root: Tree<Item> = null
  let drawn = 0

  const contains = (item: Item): boolean => {
    for (let at = root; at; ) {
      const side = compare(item, at.item)
      if (side === 0) return true
      at = side < 0 ? at.left : at.right
    }
    return false
  }

  const before = (item: Item): number => {
    let count = 0
    for (let at = root; at; ) {
      if (compare(at.item, item) < 0) {
        count += sizeOf(at.left) + 1
        at = at.right
      } else at = at.left
    }
    return count
  }

  return {
    add(item) {
      drawn += 1
      root = insert(root, { item, weight: scatter(drawn), size: 1, left: null, right: null }, compare)
    },
    remove(item) {
      if (contains(item)) root = without(root, item, compare)
    },
    first() {
      let at = root
      while (at?.left) at = at.left
      return at?.item
    },
    before,
    size: () => sizeOf(root),
    items: () => walk(root),
  }
}

const sizeOf = (tree: Tree<unknown>): number => (tree ? tree.size : 0)

function resized<Item>(node: Node<Item>): Node<Item> {
  node.size = sizeOf(node.left) + 1 + sizeOf(node.right)
  return node
}

/** Spreads 1, 2, 3 … over 32 bits (the finaliser of MurmurHash3, public domain). */
function scatter(n: number): number {
  let h = n | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function insert<Item>(tree: Tree<Item>, node: Node<Item>, compare: (a: Item, b: Item) => number): Node<Item> {
  if (!tree) return node
  if (node.weight > tree.weight) {
    const [left, right] = split(tree, node.item, compare)
    node.left = left
    node.right = right
    return resized(node)
  }
  if (compare(node.item, tree.item) < 0) tree.left = insert(tree.left, node, compare)
  else tree.right = insert(tree.right, node, compare)
  return resized(tree)
}

/** What comes before the item, and the rest. */
function split<Item>(tree: Tree<Item>, item: Item, compare: (a: Item, b: Item) => number): [Tree<Item>, Tree<Item>] {
  if (!tree) return [null, null]
  if (compare(tree.item, item) < 0) {
    const [left, right] = split(tree.right, item, compare)
    tree.right = left
    return [resized(tree), right]
  }
  const [left, right] = split(tree.left, item, compare)
  tree.left = right
  return [left, resized(tree)]
}

function without<Item>(tree: Tree<Item>, item: Item, compare: (a: Item, b: Item) => number): Tree<Item> {
  if (!tree) return null
  const side = compare(item, tree.item)
  if (side === 0) return merge(tree.left, tree.right)
  if (side < 0) tree.left = without(tree.left, item, compare)
  else tree.right = without(tree.right, item, compare)
  return resized(tree)
}

/** Everything in `left` comes before everything in `right`. */
function merge<Item>(left: Tree<Item>, right: Tree<Item>): Tree<Item> {
  if (!left) return right
  if (!right) return left
  if (left.weight > right.weight) {
    left.right = merge(left.right, right)
    return resized(left)
  }
  right.left = merge(left, right.left)
  return resized(right)
}

function* walk<Item>(tree: Tree<Item>): Generator<Item> {
  if (!tree) return
  yield* walk(tree.left)
  yield tree.item
  yield* walk(tree.right)
}

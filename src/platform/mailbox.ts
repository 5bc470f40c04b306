/** Runs tasks one after another for the same key, side by side for different keys. A failed task does not stop the next. */
export function mailbox<Key>(): <Result>(key: Key, task: () => Promise<Result>) => Promise<Result> {
  const tails = new Map<Key, Promise<void>>()
  return (key, task) => {
    const turn = (tails.get(key) ?? Promise.resolve()).then(task)
    const tail = turn.then(
      () => {},
      () => {},
    )
    tails.set(key, tail)
    void tail.then(() => tails.get(key) === tail && tails.delete(key))
    return turn
  }
}

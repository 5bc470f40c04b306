import type { Knex } from 'knex'

// Statements on the way of every call. Knex builds and prepares each one anew, and each of these steps of the sqlite3
// package is a trip to another thread: a small insert costs 0.2 ms of processor time, prepared once 0.03 ms
// (docs/decisions/0015-cost-per-call.md). What people ask for over HTTP stays with knex.

export type Value = string | number | null

/** A connection of the sqlite3 package. */
interface SqliteConnection {
  prepare: (sql: string, done: (error: Error | null) => void) => SqliteStatement
  close: (done: (error: Error | null) => void) => void
}

interface SqliteStatement {
  all: (values: readonly Value[], done: (error: Error | null, rows: unknown[]) => void) => void
  finalize: () => void
}

interface Client {
  driverName: string
  acquireConnection: () => Promise<SqliteConnection>
  releaseConnection: (connection: SqliteConnection) => Promise<void>
}

/** Inserts for different numbers of rows are different statements: enough for all that are usual. */
const KEPT = 200

/**
 * Runs one statement with `?` for values, in the transaction when given one, and returns its rows. Meant for few and
 * fixed texts: with SQLite each is prepared once for a connection and kept.
 */
export async function runStatement<Row>(db: Knex | Knex.Transaction, sql: string, values: readonly Value[]): Promise<Row[]> {
  const client = db.client as Client
  if (client.driverName !== 'sqlite3') return ((await db.raw(sql, [...values])) as { rows: Row[] }).rows
  const connection = await client.acquireConnection()
  try {
    return await inSqlite<Row>(connection, sql, values)
  } finally {
    await client.releaseConnection(connection)
  }
}

const kept = new WeakMap<SqliteConnection, Map<string, SqliteStatement>>()

// Always to the end of the rows: a statement left half way would hold its lock.
const inSqlite = <Row>(connection: SqliteConnection, sql: string, values: readonly Value[]): Promise<Row[]> =>
  new Promise((resolve, reject) => {
    const statement = statementOf(connection, sql, reject)
    statement.all(values, (error, rows) => (error ? reject(error) : resolve(rows as Row[])))
  })

function statementOf(connection: SqliteConnection, sql: string, failed: (error: Error) => void): SqliteStatement {
  const statements = kept.get(connection) ?? keepFor(connection)
  const known = statements.get(sql)
  if (known) return known
  const statement = connection.prepare(sql, (error) => {
    if (!error) return
    statements.delete(sql)
    failed(error)
  })
  const [oldest] = statements.size >= KEPT ? statements : []
  if (oldest) {
    statements.delete(oldest[0])
    oldest[1].finalize()
  }
  statements.set(sql, statement)
  return statement
}

/** SQLite does not close a connection that still has statements. */
function keepFor(connection: SqliteConnection): Map<string, SqliteStatement> {
  const statements = new Map<string, SqliteStatement>()
  const close = connection.close.bind(connection)
  connection.close = (done) => {
    for (const statement of statements.values()) statement.finalize()
    statements.clear()
    close(done)
  }
  kept.set(connection, statements)
  return statements
}

type Row = Readonly<Record<string, Value>>

/** Inserts rows; what one of them lacks of the others' columns is null. `conflict` as in "on conflict (id) do nothing". */
export async function insertRows(db: Knex | Knex.Transaction, table: string, rows: readonly Row[], conflict = ''): Promise<void> {
  const columns = [...new Set(rows.flatMap(Object.keys))]
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE)
    const places = `(${columns.map(() => '?').join(',')})`
    const sql = `insert into ${table} (${columns.map(quoted).join(',')}) values ${some.map(() => places).join(',')} ${conflict}`
    await runStatement(db, sql, some.flatMap((row) => columns.map((column) => row[column] ?? null)))
  }
}

const quoted = (name: string): string => `"${name}"`
const ROWS_AT_ONCE = 100 // SQLite takes up to 500 rows and 32,766 values

/** Changes the one row with this id. */
export async function updateRow(db: Knex | Knex.Transaction, table: string, id: string, changes: Row): Promise<void> {
  const columns = Object.keys(changes)
  await runStatement(db, `update ${table} set ${columns.map((column) => `${quoted(column)} = ?`).join(', ')} where id = ?`, [...Object.values(changes), id])
}

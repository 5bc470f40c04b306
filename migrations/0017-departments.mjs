// Departments, the responsibility list with every version of its lines, and when users last signed in.
// Times are Unix ms, days text "2026-12-01", lists and hours JSON, flags 0 or 1. …_sealed is encrypted with fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('departments', (t) => {
    t.string('code', 10).primary()
    t.text('settings').notNullable() // JSON
    t.text('contacts_sealed').notNullable()
    t.integer('version').notNullable()
    t.bigInteger('updated_at').notNullable()
  })
  await db.schema.createTable('responsibilities', (t) => {
    t.string('id', 36).primary()
    t.text('settings').notNullable() // JSON
    t.integer('version').notNullable()
    t.bigInteger('updated_at').notNullable()
  })
  // Append-only: a ticket names the line and version that sent it where it went.
  await db.schema.createTable('responsibility_versions', (t) => {
    t.string('id', 36).notNullable()
    t.integer('version').notNullable()
    t.bigInteger('at').notNullable()
    t.string('by', 64).notNullable()
    t.text('settings') // null: taken out
    t.primary(['id', 'version'])
  })
  await db.schema.alterTable('users', (t) => void t.bigInteger('last_sign_in_at'))
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.alterTable('users', (t) => void t.dropColumn('last_sign_in_at'))
  for (const table of ['responsibility_versions', 'responsibilities', 'departments']) await db.schema.dropTable(table)
}

// Who calls: numbers of elderly people, the language somebody speaks, and a line of the elders' own.
// A number is kept as its keyed hash only: it can be compared, not read. Times are Unix ms.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('elder_numbers', (t) => {
    t.string('ani_index', 64).primary()
    t.string('source', 10).notNullable() // registry | label | agent
    t.string('marked_by', 60).notNullable()
    t.bigInteger('marked_at').notNullable()
  })
  await db.schema.createTable('caller_languages', (t) => {
    t.string('ani_index', 64).primary()
    t.string('language', 10).notNullable()
    t.string('marked_by', 60).notNullable()
    t.bigInteger('marked_at').notNullable()
  })
  await db.schema.alterTable('hotlines', (t) => void t.boolean('elder_line').notNullable().defaultTo(false))
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.alterTable('hotlines', (t) => void t.dropColumn('elder_line'))
  for (const table of ['caller_languages', 'elder_numbers']) await db.schema.dropTable(table)
}

// Holidays and make-up working days, hours of groups and lines, and how long people are with us.
// Days are text "2026-12-01" in the site's time zone; times are Unix ms; hours are JSON.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('calendar_years', (t) => {
    t.integer('year').primary()
    t.string('source', 200).notNullable()
    t.bigInteger('updated_at').notNullable()
  })
  await db.schema.createTable('calendar_days', (t) => {
    t.string('day', 10).primary()
    t.string('kind', 10).notNullable()
    t.string('name', 30).notNullable()
  })
  await db.schema.createTable('group_settings', (t) => {
    t.string('id', 32).primary()
    t.text('schedule') // null: always open
    t.bigInteger('updated_at').notNullable()
  })
  await db.schema.alterTable('hotlines', (t) => void t.text('schedule'))
  await db.schema.alterTable('users', (t) => {
    t.string('kind', 10).notNullable().defaultTo('staff')
    t.string('valid_from', 10)
    t.string('valid_until', 10)
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const column of ['kind', 'valid_from', 'valid_until']) await db.schema.alterTable('users', (t) => void t.dropColumn(column))
  await db.schema.alterTable('hotlines', (t) => void t.dropColumn('schedule'))
  for (const table of ['group_settings', 'calendar_days', 'calendar_years']) await db.schema.dropTable(table)
}

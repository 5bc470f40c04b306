// The registry of numbers. Days are text "2026-12-01" in the site's time zone; times are Unix ms.
// What follows from the dates (status, cancel date) is never stored.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('hotlines', (t) => {
    t.string('number', 12).primary()
    t.string('name_zh', 60).notNullable()
    t.string('name_en', 120).notNullable().defaultTo('')
    t.string('owner', 20)
    t.string('merge_mode', 20).notNullable()
    t.string('processing_mode', 20).notNullable()
    t.string('transition_start', 10)
    t.integer('transition_months').notNullable()
    t.string('after_transition', 20).notNullable()
    t.string('greeting_zh', 200)
    t.string('specialist_group', 32)
    t.string('answering_group', 32).notNullable()
    t.integer('specialist_first_ms')
    t.integer('ring_timeout_ms')
    t.string('workspace', 60)
    t.text('exchange_url')
    t.string('transfer_target', 120)
    t.bigInteger('updated_at').notNullable()
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('hotlines')
}

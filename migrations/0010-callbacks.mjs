// Call-backs asked for while waiting beside those for missed calls, what was tried, and messages that were spoken.
// Times are Unix ms. …_sealed is encrypted, …_index is its keyed hash for search.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.alterTable('callbacks', (t) => {
    // The place in line that was kept; null: nobody asked for one.
    t.bigInteger('place_at')
    t.string('rank', 12)
    t.text('groups') // JSON
    // Whoever asked to be called back at another number: the number they called from.
    t.string('asked_by_index', 64)
    t.string('asked_call', 40)
    // Every try has a serial number of its own; attempts are those that count, round_from what they were when last asked for.
    t.integer('serial').notNullable().defaultTo(0)
    t.integer('attempts').notNullable().defaultTo(0)
    t.integer('round_from').notNullable().defaultTo(0)
    t.bigInteger('next_attempt_at') // null: a person decides
    t.bigInteger('last_attempt_at')
    t.string('last_result', 20)
    // The try under way.
    t.string('dial_call', 40)
    t.bigInteger('dial_since')
    t.string('dial_node', 20)
  })
  await db.schema.alterTable('callbacks', (t) => {
    t.index(['state', 'next_attempt_at'])
    t.index(['asked_by_index'])
  })
  await db.schema.createTable('callback_messages', (t) => {
    t.string('call_id', 40).primary()
    t.bigInteger('left_at').notNullable()
    t.integer('length_ms').notNullable()
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.dropTable('callback_messages')
  await db.schema.alterTable('callbacks', (t) => {
    t.dropIndex(['state', 'next_attempt_at'])
    t.dropIndex(['asked_by_index'])
  })
  await db.schema.alterTable('callbacks', (t) => {
    t.dropColumns(
      'place_at', 'rank', 'groups', 'asked_by_index', 'asked_call', 'serial', 'attempts', 'round_from', 'next_attempt_at', 'last_attempt_at', 'last_result',
      'dial_call', 'dial_since', 'dial_node',
    )
  })
}

// Calls the machine makes: who is to be called about what, the tries, which numbers rang on which day, and what is paused.
// Times are Unix ms. …_sealed is encrypted, …_index is its keyed hash for search.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('dial_jobs', (t) => {
    t.string('id', 40).primary()
    t.string('kind', 12).notNullable() // survey, reminder, campaign
    t.string('subject', 160).notNullable()
    t.string('state', 16).notNullable() // scheduled, dialing, talking, done, waiting_person, dropped
    t.string('dnis', 20).notNullable()
    t.text('number_sealed').notNullable()
    t.string('number_index', 64).notNullable()
    t.boolean('any_hour').notNullable()
    t.bigInteger('due_at').notNullable()
    t.bigInteger('look_at').notNullable() // due, but outside its hours: looked at again then
    t.integer('attempts').notNullable().defaultTo(0)
    t.integer('busy').notNullable().defaultTo(0)
    t.integer('not_now').notNullable().defaultTo(0)
    t.bigInteger('last_at')
    t.string('last_end', 16)
    // Dropped while it was called about: not again.
    t.boolean('unwanted').notNullable().defaultTo(false)
    // Who decides about it, or calls; of two only the one with the newest fence.
    t.string('owner', 20)
    t.integer('fence').notNullable().defaultTo(0)
    t.bigInteger('lease_until')
    // The number of the last try, and when it is made again because nothing was dialled: the instant that is in its call's id.
    t.integer('serial').notNullable().defaultTo(0)
    t.bigInteger('redo_since')
    t.string('call_id', 40) // the try under way
    t.unique(['kind', 'subject'])
    t.index(['kind', 'state', 'due_at', 'id', 'look_at'])
    t.index(['number_index', 'state'])
    t.index(['call_id'])
    t.index(['state', 'owner'])
  })
  /** One call, about one job or several of the same number: the first of them is job_id. */
  await db.schema.createTable('dial_tries', (t) => {
    t.string('call_id', 40).primary()
    t.string('job_id', 40).notNullable()
    t.integer('serial').notNullable()
    t.string('kind', 12).notNullable()
    t.string('node', 20).notNullable()
    t.bigInteger('since').notNullable()
    t.bigInteger('committed_at').notNullable()
    t.text('heard') // JSON: keys and messages
    t.string('how', 16)
    t.bigInteger('ended_at')
    t.boolean('answered_unseen').notNullable().defaultTo(false) // picked up while nobody of ours was there
    t.bigInteger('settled_at')
    t.unique(['job_id', 'serial'])
    t.index(['node', 'settled_at'])
  })
  /** A number that rang, or may have, on a day of the site: the database itself refuses the second call. */
  await db.schema.createTable('dial_rings', (t) => {
    t.string('number_index', 64).notNullable()
    t.string('day', 10).notNullable()
    t.string('call_id', 40).notNullable()
    t.primary(['number_index', 'day'])
    t.index(['call_id'])
    t.index(['day'])
  })
  await db.schema.createTable('dialer_pauses', (t) => {
    t.string('kind', 12).primary()
    t.string('by', 60).notNullable()
    t.bigInteger('at').notNullable()
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const table of ['dialer_pauses', 'dial_rings', 'dial_tries', 'dial_jobs']) await db.schema.dropTable(table)
}

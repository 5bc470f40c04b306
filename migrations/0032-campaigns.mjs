// Calls to lists of numbers (U24), the numbers nobody calls any more, and reminders of departments by telephone (H08, H10).
// Times are Unix ms; …_sealed is encrypted with fieldKey, …_index is its keyed hash.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('campaigns', (t) => {
    t.string('id', 40).primary()
    t.string('state', 10).notNullable() // draft, running, paused, finished, stopped
    t.string('name', 60).notNullable()
    t.text('settings').notNullable() // JSON: what is said and asked, days and hours
    t.bigInteger('created_at').notNullable()
    t.string('created_by', 60).notNullable()
    t.bigInteger('started_at')
    t.bigInteger('ended_at')
    t.integer('version').notNullable()
    t.index(['created_at', 'id'])
    t.index(['state'])
  })
  await db.schema.createTable('campaign_entries', (t) => {
    t.string('id', 40).primary()
    t.string('campaign_id', 40).notNullable()
    t.integer('place').notNullable() // in the list
    t.text('number_sealed').notNullable()
    t.string('number_index', 64).notNullable().index()
    t.text('about_sealed').notNullable() // JSON: name, other columns
    t.string('state', 12).notNullable()
    t.integer('tries').notNullable() // handed to the dialer so often; the number of the last is in the job's subject
    t.integer('attempts').notNullable() // of these, those that count
    t.integer('busy').notNullable()
    t.integer('not_now').notNullable()
    t.boolean('reached').notNullable() // somebody pressed a key
    t.string('last', 12)
    t.bigInteger('last_at')
    t.bigInteger('next_at').notNullable()
    t.unique(['campaign_id', 'number_index'])
    t.index(['campaign_id', 'state', 'next_at'])
    t.index(['campaign_id', 'place'])
  })
  /** Which key, to which question; who it was is only in the entry. */
  await db.schema.createTable('campaign_answers', (t) => {
    t.string('entry_id', 40).notNullable()
    t.string('campaign_id', 40).notNullable()
    t.integer('question').notNullable() // from 0
    t.string('key', 1).notNullable()
    t.bigInteger('at').notNullable()
    t.primary(['entry_id', 'question'])
    t.index(['campaign_id', 'question', 'key'])
  })
  await db.schema.createTable('do_not_call', (t) => {
    t.string('id', 40).primary()
    t.string('number_index', 64).notNullable().unique()
    t.text('number_sealed').notNullable()
    t.string('source', 10).notNullable() // survey, campaign, person
    t.text('note_sealed').notNullable()
    t.bigInteger('added_at').notNullable()
    t.string('added_by', 60).notNullable()
    t.index(['added_at', 'id'])
  })
  /** One for each reason a department is to be called about; several of one number are one call. */
  await db.schema.createTable('phone_reminders', (t) => {
    t.string('id', 120).primary()
    t.string('ticket_id', 60).notNullable()
    t.string('unit', 10).notNullable()
    t.string('cause', 16).notNullable() // yellow, respond, emergency
    t.string('whom', 8).notNullable() // duty, deputy, head
    t.string('state', 12).notNullable() // waiting, confirmed, unanswered, no_phone, dropped
    t.boolean('last').notNullable() // there is nobody else to be called: the supervisor is told
    t.integer('attempts').notNullable()
    t.bigInteger('opened_at').notNullable()
    t.bigInteger('last_at')
    t.bigInteger('settled_at')
    t.bigInteger('noted_at') // on the ticket
    t.index(['ticket_id', 'state'])
    t.index(['noted_at', 'settled_at'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const table of ['phone_reminders', 'do_not_call', 'campaign_answers', 'campaign_entries', 'campaigns']) await db.schema.dropTable(table)
}

// Hotline days (市长热线日, 领导接电) and social review (社会评议). Times are Unix ms; …_sealed is encrypted with fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('hotline_days', (t) => {
    t.string('id', 40).primary()
    t.string('level', 16).notNullable() // city, county, leader_answers
    t.string('state', 10).notNullable() // planned, held, closed
    t.string('area', 6) // whose session it is, for a county's
    t.bigInteger('starts_at').notNullable()
    t.string('place', 60).notNullable()
    t.string('chair', 30).notNullable() // title, not a name
    t.string('seat', 6) // where the leader takes calls
    t.text('minutes_sealed')
    t.bigInteger('opened_at').notNullable()
    t.string('opened_by', 64).notNullable()
    t.bigInteger('held_at')
    t.bigInteger('closed_at')
    t.integer('version').notNullable()
    t.index(['state', 'starts_at'])
    t.index(['starts_at', 'id'])
  })
  await db.schema.createTable('hotline_day_items', (t) => {
    t.string('id', 40).primary()
    t.string('session_id', 40).notNullable()
    t.string('ticket_id', 60).notNullable()
    t.integer('position').notNullable()
    t.string('state', 14).notNullable() // waiting, decided, carried_over, ended
    t.text('reason_sealed').notNullable()
    t.bigInteger('added_at').notNullable()
    t.string('added_by', 64).notNullable()
    t.bigInteger('decided_at')
    t.string('decided_by', 64)
    t.text('decision_sealed') // JSON
    t.bigInteger('due_at') // of the decision
    t.unique(['session_id', 'ticket_id'])
    t.index(['ticket_id', 'state'])
    t.index(['state', 'due_at'])
  })
  await db.schema.createTable('social_reviewers', (t) => {
    t.string('id', 40).primary()
    t.text('name_sealed').notNullable()
    t.text('phone_sealed')
    t.text('fields').notNullable() // JSON: what they know about
    t.string('organisation', 60).notNullable()
    t.string('unit', 10) // department they belong to, if any: they do not judge it
    t.string('area', 6)
    t.string('username', 64).unique() // account of the role reviewer
    t.boolean('in_use').notNullable()
    t.bigInteger('created_at').notNullable()
    t.integer('version').notNullable()
  })
  await db.schema.createTable('social_reviews', (t) => {
    t.string('id', 40).primary()
    t.string('state', 10).notNullable() // planned, open, closed
    t.bigInteger('starts_at').notNullable()
    t.string('place', 60).notNullable()
    t.bigInteger('created_at').notNullable()
    t.string('created_by', 64).notNullable()
    t.bigInteger('opened_at')
    t.bigInteger('closed_at')
    t.integer('version').notNullable()
    t.index(['starts_at', 'id'])
  })
  await db.schema.createTable('social_review_reviewers', (t) => {
    t.string('session_id', 40).notNullable()
    t.string('reviewer_id', 40).notNullable()
    t.primary(['session_id', 'reviewer_id'])
    t.index(['reviewer_id'])
  })
  await db.schema.createTable('social_review_items', (t) => {
    t.string('id', 40).primary()
    t.string('session_id', 40).notNullable()
    t.string('ticket_id', 60).notNullable()
    t.integer('position').notNullable()
    t.string('state', 14).notNullable() // open, to_explain, decided, carried_over, moved_on
    t.string('result', 14) // reasonable, unreasonable, tie, no_quorum
    t.integer('votes_for')
    t.integer('votes_against')
    t.integer('abstained')
    t.bigInteger('closed_at')
    t.string('closed_by', 64)
    t.text('explanation_sealed') // JSON
    t.integer('touched').notNullable().defaultTo(0) // raised by each vote: votes and the end of voting wait for each other
    t.unique(['session_id', 'ticket_id'])
    t.index(['ticket_id', 'state'])
  })
  await db.schema.createTable('social_review_votes', (t) => {
    t.string('item_id', 40).notNullable()
    t.string('reviewer_id', 40).notNullable()
    t.text('choice_sealed').notNullable()
    t.bigInteger('at').notNullable()
    t.string('recorded_by', 64).notNullable()
    t.primary(['item_id', 'reviewer_id'])
  })
  /** What a social supervisor (社会监督员) says about a ticket they were shown (Z15). */
  await db.schema.createTable('ticket_remarks', (t) => {
    t.string('id', 40).primary()
    t.string('ticket_id', 60).notNullable()
    t.string('username', 64).notNullable()
    t.text('text_sealed').notNullable()
    t.bigInteger('at').notNullable()
    t.index(['ticket_id'])
    t.index(['username', 'at'])
    t.index(['at', 'id'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const table of ['ticket_remarks', 'social_review_votes', 'social_review_items', 'social_review_reviewers', 'social_reviews', 'social_reviewers', 'hotline_day_items', 'hotline_days']) await db.schema.dropTable(table)
}

// What is kept of calls besides the call itself: ticket drafts, call-backs, recordings; and which jobs have run.
// Times are Unix ms, days "2026-12-01" of the site. …_sealed is encrypted, …_index is its keyed hash for search.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('tickets', (t) => {
    t.string('id', 60).primary()
    t.string('ticket_no', 24).notNullable().unique()
    t.string('call_id', 40).unique() // one call opens at most one ticket
    t.string('channel', 20).notNullable()
    t.string('dnis', 20)
    t.text('ani_sealed')
    t.string('ani_index', 64)
    t.string('agent', 10)
    t.string('state', 30).notNullable()
    t.bigInteger('opened_at').notNullable()
    t.bigInteger('updated_at').notNullable()
    t.integer('version').notNullable()
    t.index(['opened_at', 'id'])
    t.index(['agent', 'opened_at'])
    t.index(['ani_index', 'opened_at'])
  })
  await db.schema.createTable('ticket_sequences', (t) => {
    t.string('day', 10).primary()
    t.integer('last').notNullable()
  })
  await db.schema.createTable('callbacks', (t) => {
    t.string('id', 60).primary()
    t.string('kind', 20).notNullable()
    t.string('state', 20).notNullable() // open | claimed | closed
    t.string('dnis', 20).notNullable()
    t.text('ani_sealed')
    t.string('ani_index', 64)
    t.integer('missed_count').notNullable()
    t.bigInteger('first_missed_at').notNullable()
    t.bigInteger('last_missed_at').notNullable()
    t.string('claimed_by', 60)
    t.bigInteger('claimed_at')
    t.bigInteger('closed_at')
    t.string('closed_why', 20)
    t.string('closed_by', 60)
    t.string('closed_call', 40)
    t.index(['first_missed_at', 'id'])
    t.index(['state', 'first_missed_at'])
  })
  // One unfinished call-back per number; those without a number (null) are each their own.
  await db.raw("create unique index callbacks_unfinished on callbacks (ani_index) where state <> 'closed'")
  await db.schema.createTable('callback_calls', (t) => {
    t.string('call_id', 40).primary()
    t.string('callback_id', 60).index()
  })
  await db.schema.createTable('recordings', (t) => {
    t.string('id', 60).primary()
    t.string('call_id', 40).notNullable().index()
    t.text('file').notNullable() // below the recordings folder
    t.bigInteger('started_at').notNullable()
    t.bigInteger('ended_at') // of the call
    t.bigInteger('settled_at') // when the file was checked
    t.integer('length_ms')
    t.integer('bridged_ms')
    t.string('state', 20).notNullable() // recording | complete | truncated | missing | failed
    t.text('why')
    t.bigInteger('size')
    t.string('sha256', 64)
    t.index(['settled_at', 'ended_at'])
  })
  /** Who spoke in a recorded call: an agent may hear what is their own. */
  await db.schema.createTable('recording_agents', (t) => {
    t.string('call_id', 40).notNullable()
    t.string('agent', 10).notNullable()
    t.primary(['call_id', 'agent'])
  })
  await db.schema.createTable('job_runs', (t) => {
    t.string('job', 60).notNullable()
    t.string('slot', 40).notNullable()
    t.bigInteger('started_at').notNullable()
    t.bigInteger('ended_at')
    t.text('error')
    t.primary(['job', 'slot'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const table of ['job_runs', 'recording_agents', 'recordings', 'callback_calls', 'callbacks', 'ticket_sequences', 'tickets']) {
    await db.schema.dropTable(table)
  }
}

// The closed loop of tickets: where they are worked on, their clocks, what is attached to them, and what goes out because
// of them. Times are Unix ms; …_sealed is encrypted with fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.alterTable('tickets', (t) => {
    t.string('processing', 16).notNullable().defaultTo('collaborative') // as the line's was when the ticket was opened (U11)
    t.string('workspace', 60) // null = the centre
    t.bigInteger('state_since')
    t.string('lead_unit', 10)
    t.string('section', 30)
    t.string('accountable_unit', 10) // first sent to; stays so when it is passed down
    t.integer('round').notNullable().defaultTo(0)
    t.integer('bounce_count').notNullable().defaultTo(0)
    t.integer('extension_count').notNullable().defaultTo(0)
    t.integer('reopen_count').notNullable().defaultTo(0)
    t.boolean('final').notNullable().defaultTo(false)
    t.boolean('district_fallback').notNullable().defaultTo(false)
    t.boolean('exempt').notNullable().defaultTo(false) // from assessment
    t.string('grade', 1)
    t.boolean('grade_by_person').notNullable().defaultTo(false)
    t.string('reasonable', 12)
    t.string('reply_author', 60)
    t.string('solved', 10)
    t.string('satisfied', 14)
    t.bigInteger('dispatched_at')
    t.bigInteger('respond_by')
    t.bigInteger('return_by')
    t.bigInteger('triage_by')
    t.bigInteger('judge_by')
    t.bigInteger('signed_at')
    t.bigInteger('due_at')
    t.integer('limit_days')
    t.bigInteger('feedback_at')
    t.index(['lead_unit', 'state', 'due_at'])
    t.index(['state', 'due_at'])
    t.index(['workspace', 'state', 'opened_at'])
  })
  await db.schema.alterTable('ticket_events', (t) => {
    t.text('details') // JSON: codes and instants, nothing personal
  })
  await db.schema.createTable('ticket_records', (t) => {
    t.string('id', 80).primary()
    t.string('ticket_id', 60).notNullable()
    t.string('kind', 20).notNullable()
    t.string('state', 10).notNullable()
    t.string('unit', 10)
    t.integer('round').notNullable()
    t.bigInteger('opened_at').notNullable()
    t.string('opened_by', 60).notNullable()
    t.bigInteger('due_at')
    t.bigInteger('settled_at')
    t.string('settled_by', 60)
    t.text('data_sealed').notNullable() // JSON
    t.index(['ticket_id', 'opened_at'])
    t.index(['unit', 'kind', 'state'])
    t.index(['kind', 'state', 'due_at'])
  })
  /** Departments a ticket is or was given to: whose people see it. */
  await db.schema.createTable('ticket_units', (t) => {
    t.string('ticket_id', 60).notNullable()
    t.string('unit', 10).notNullable()
    t.string('part', 12).notNullable() // lead, accountable, co
    t.primary(['ticket_id', 'unit', 'part'])
    t.index(['unit', 'ticket_id'])
  })
  /** A clock of a ticket. Once `fired_at` is set it never fires again. */
  await db.schema.createTable('ticket_timers', (t) => {
    t.string('ticket_id', 60).notNullable()
    t.string('kind', 24).notNullable()
    t.bigInteger('due_at').notNullable()
    t.bigInteger('fired_at')
    t.primary(['ticket_id', 'kind', 'due_at'])
    t.index(['fired_at', 'due_at'])
  })
  /** Who is to be told something; read on the desks, spoken by phone later. */
  await db.schema.createTable('ticket_notices', (t) => {
    t.string('id', 100).primary()
    t.string('ticket_id', 60).notNullable().index()
    t.bigInteger('at').notNullable()
    t.string('kind', 30).notNullable()
    t.string('audience', 20).notNullable() // unit, deputy, head, leader, dispatcher, supervisor, callback
    t.string('unit', 10)
    t.text('details').notNullable() // JSON: codes and instants, nothing personal
    t.bigInteger('seen_at')
    t.string('seen_by', 60)
    t.index(['audience', 'unit', 'seen_at', 'at'])
  })
  /** What other systems are sent; each until they have taken it, with one key for all tries. */
  await db.schema.createTable('ticket_outbox', (t) => {
    t.string('id', 100).primary() // also the idempotency key
    t.string('ticket_id', 60).notNullable().index()
    t.string('kind', 20).notNullable() // exchange: the matter; status: what became of it
    t.string('target', 60).notNullable() // hotline number, or source of the ticket
    t.text('body_sealed').notNullable()
    t.string('state', 14).notNullable() // waiting, sending, acknowledged, dead
    t.bigInteger('placed_at').notNullable()
    t.bigInteger('run_at').notNullable()
    t.integer('fence').notNullable().defaultTo(0)
    t.string('reference', 120)
    t.text('error')
    t.index(['state', 'run_at'])
  })
  await (db.client.config.client === 'pg' ? protectOnPostgres(db) : protectOnSqlite(db))
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  if (db.client.config.client === 'pg') {
    await db.raw('DROP TRIGGER ticket_event_rows ON ticket_events')
    await db.raw('DROP FUNCTION ticket_history_is_append_only()')
  } else for (const what of ['update', 'delete']) await db.raw(`DROP TRIGGER ticket_events_no_${what}`)
  for (const table of ['ticket_outbox', 'ticket_notices', 'ticket_timers', 'ticket_units', 'ticket_records']) await db.schema.dropTable(table)
  await db.schema.alterTable('ticket_events', (t) => void t.dropColumn('details'))
  await db.schema.alterTable('tickets', (t) => {
    t.dropIndex(['lead_unit', 'state', 'due_at'])
    t.dropIndex(['state', 'due_at'])
    t.dropIndex(['workspace', 'state', 'opened_at'])
  })
  await db.schema.alterTable('tickets', (t) =>
    t.dropColumns(
      'processing', 'workspace', 'state_since', 'lead_unit', 'section', 'accountable_unit', 'round', 'bounce_count', 'extension_count', 'reopen_count', 'final', 'district_fallback', 'exempt',
      'grade', 'grade_by_person', 'reasonable', 'reply_author', 'solved', 'satisfied', 'dispatched_at', 'respond_by', 'return_by', 'triage_by', 'judge_by', 'signed_at', 'due_at', 'limit_days', 'feedback_at',
    ),
  )
}

// I4: what happened is never changed afterwards.
async function protectOnSqlite(db) {
  for (const what of ['UPDATE', 'DELETE']) {
    await db.raw(`CREATE TRIGGER ticket_events_no_${what.toLowerCase()} BEFORE ${what} ON ticket_events BEGIN SELECT RAISE(ABORT, 'the history of a ticket is append-only'); END`)
  }
}

async function protectOnPostgres(db) {
  await db.raw(`CREATE FUNCTION ticket_history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the history of a ticket is append-only'; END $$`)
  await db.raw('CREATE TRIGGER ticket_event_rows BEFORE UPDATE OR DELETE ON ticket_events FOR EACH ROW EXECUTE FUNCTION ticket_history_is_append_only()')
}

// The journal of every call and its fold. Times are Unix ms. Personal data (…_sealed) is encrypted,
// …_index is its keyed hash for search; neither is readable without fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('call_journal', (t) => {
    t.string('node', 20).notNullable()
    t.bigInteger('position').notNullable() // counted by the node itself: one writer, no gaps, known before the write
    t.string('call_id', 40).notNullable()
    t.integer('seq').notNullable()
    t.bigInteger('at').notNullable()
    t.string('kind', 40).notNullable()
    t.text('entry').notNullable() // sealed JSON: event, state after it, commands, facts
    t.primary(['node', 'position'])
    t.unique(['call_id', 'seq'])
    t.index(['at'])
  })
  await db.schema.createTable('projection', (t) => {
    t.string('name', 60).primary()
    t.bigInteger('position').notNullable()
  })
  await db.schema.createTable('calls', (t) => {
    t.string('id', 40).primary()
    t.string('node', 20).notNullable()
    t.string('caller_leg', 150).notNullable()
    t.string('dnis', 20).notNullable()
    t.string('dnis_raw', 200).notNullable()
    t.text('ani_sealed')
    t.string('ani_index', 64)
    t.text('ani_raw_sealed')
    t.bigInteger('arrived_at').notNullable()
    t.bigInteger('answered_at')
    t.bigInteger('ended_at')
    t.integer('waited_ms')
    t.integer('talked_ms')
    t.integer('bridged_ms')
    t.string('outcome', 30)
    t.string('ended_in', 30)
    t.string('agent', 10)
    t.integer('rating')
    t.integer('transfer_count').notNullable().defaultTo(0)
    t.text('labels').notNullable().defaultTo('[]')
    t.index(['arrived_at', 'id'])
    t.index(['dnis', 'arrived_at'])
    t.index(['ani_index', 'arrived_at'])
    t.index(['ended_at'])
  })
  await db.schema.createTable('call_legs', (t) => {
    t.string('id', 150).primary()
    t.string('call_id', 40).notNullable().index()
    t.string('role', 20).notNullable()
    t.string('party', 60).notNullable()
    t.bigInteger('started_at').notNullable()
    t.bigInteger('answered_at')
    t.bigInteger('ended_at')
    t.string('offer_end', 20)
  })
  /** Where the sweep of Asterisk's own event log (CEL) has read to. */
  await db.schema.createTable('cel_progress', (t) => {
    t.string('file', 200).primary()
    t.bigInteger('byte_offset').notNullable()
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const table of ['cel_progress', 'call_legs', 'calls', 'projection', 'call_journal']) await db.schema.dropTable(table)
}

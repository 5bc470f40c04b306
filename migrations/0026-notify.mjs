// How people are told beside the panel: their preferences, mails, and events for other systems. Times are Unix ms;
// …_sealed is encrypted with fieldKey, …_index is a keyed hash.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('notify_preferences', (t) => {
    t.string('user_id', 60).primary()
    t.text('settings').notNullable() // JSON, without the address
    t.text('mail_sealed')
    t.bigInteger('updated_at').notNullable()
  })
  /** Notices nobody has looked yet whom to mail. Only while mail is set up. */
  await db.schema.createTable('notify_pending', (t) => {
    t.string('notice_id', 100).primary()
    t.bigInteger('at').notNullable()
  })
  await db.schema.createTable('notify_mails', (t) => {
    t.string('id', 60).primary()
    t.string('address_index', 64).notNullable()
    t.text('address_sealed').notNullable()
    t.string('language', 2).notNullable()
    t.boolean('alone').notNullable() // an emergency: nothing is added to it, and it is sent whatever was seen meanwhile
    t.string('state', 10).notNullable() // waiting, sending, sent, dropped, dead
    t.bigInteger('placed_at').notNullable()
    t.bigInteger('run_at').notNullable()
    t.integer('fence').notNullable().defaultTo(0)
    t.bigInteger('settled_at')
    t.text('error')
    t.index(['state', 'run_at'])
    t.index(['address_index', 'state'])
  })
  /** Each notice once for each address. */
  await db.schema.createTable('notify_mail_items', (t) => {
    t.string('notice_id', 100).notNullable()
    t.string('address_index', 64).notNullable()
    t.string('mail_id', 60).notNullable().index()
    t.primary(['notice_id', 'address_index'])
  })
  await db.schema.createTable('notify_webhooks', (t) => {
    t.string('id', 60).primary()
    t.string('name', 60).notNullable()
    t.string('url', 500).notNullable()
    t.text('secret_sealed').notNullable()
    t.text('events').notNullable() // JSON
    t.boolean('active').notNullable()
    t.bigInteger('created_at').notNullable()
    t.string('created_by', 64).notNullable()
  })
  await db.schema.createTable('notify_events', (t) => {
    t.string('id', 160).primary() // also the idempotency key
    t.string('webhook_id', 60).notNullable()
    t.string('event', 20).notNullable()
    t.string('ticket_no', 30)
    t.text('body_sealed').notNullable()
    t.string('state', 10).notNullable() // waiting, sending, sent, dead
    t.bigInteger('placed_at').notNullable()
    t.bigInteger('run_at').notNullable()
    t.integer('fence').notNullable().defaultTo(0)
    t.bigInteger('settled_at')
    t.text('error')
    t.index(['state', 'run_at'])
    t.index(['webhook_id', 'state'])
  })
  await db.schema.alterTable('ticket_notices', (t) => {
    t.index(['at'])
  })
  // What was for the leader while there was no such role, the supervisor has read and goes on reading.
  await db('ticket_notices').where({ audience: 'leader' }).whereNull('seen_at').update({ audience: 'supervisor' })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  await db.schema.alterTable('ticket_notices', (t) => void t.dropIndex(['at']))
  for (const table of ['notify_events', 'notify_webhooks', 'notify_mail_items', 'notify_mails', 'notify_pending', 'notify_preferences']) await db.schema.dropTable(table)
}

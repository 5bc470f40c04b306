// Users, sessions, agents' accounts, the audit chain and answers kept for repeated requests.
// Times are Unix ms. Flags are 0 or 1. …_sealed is encrypted with fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('users', (t) => {
    t.string('id', 36).primary()
    t.string('username', 64).notNullable()
    t.string('username_key', 64).notNullable().unique() // lower case: "Anna" and "anna" are one
    t.string('name', 60).notNullable()
    t.string('role', 20).notNullable()
    t.string('extension', 10).unique()
    t.string('department', 20)
    t.text('password_hash').notNullable()
    t.integer('disabled').notNullable().defaultTo(0)
    t.bigInteger('created_at').notNullable()
    t.bigInteger('updated_at').notNullable()
  })
  await db.schema.createTable('sessions', (t) => {
    t.string('id', 64).primary() // SHA-256 of the token
    t.string('user_id', 36).notNullable().references('id').inTable('users').onDelete('CASCADE').index()
    t.bigInteger('created_at').notNullable().index()
    t.bigInteger('seen_at').notNullable()
    t.string('ip', 45).notNullable()
    t.string('user_agent', 200).notNullable()
  })
  await db.schema.createTable('agent_accounts', (t) => {
    t.string('extension', 10).primary()
    t.string('name', 60).notNullable()
    t.text('groups').notNullable() // JSON list
    t.text('sip_password_sealed').notNullable()
    t.integer('enabled').notNullable().defaultTo(1)
    t.bigInteger('updated_at').notNullable()
  })
  await db.schema.createTable('idempotency', (t) => {
    t.string('owner', 36).notNullable()
    t.string('key', 200).notNullable()
    t.string('fingerprint', 64).notNullable()
    t.string('claim', 36).notNullable()
    t.bigInteger('begun_at').notNullable().index()
    t.integer('status')
    t.text('body_sealed')
    t.primary(['owner', 'key'])
  })
  await db.schema.createTable('audit_log', (t) => {
    t.bigInteger('seq').primary()
    t.bigInteger('at').notNullable().index()
    t.string('actor', 64).notNullable()
    t.string('action', 60).notNullable()
    t.string('target', 200).notNullable()
    t.text('details').notNullable()
    t.integer('ok').notNullable()
    t.string('previous', 64).notNullable()
    t.string('hash', 64).notNullable()
    t.index(['actor', 'seq'])
    t.index(['action', 'seq'])
  })
  await (isPostgres(db) ? protectOnPostgres(db) : protectOnSqlite(db))
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const table of ['audit_log', 'idempotency', 'agent_accounts', 'sessions', 'users']) await db.schema.dropTable(table)
  if (isPostgres(db)) await db.raw('DROP FUNCTION audit_is_append_only()')
}

const isPostgres = (db) => db.client.config.client === 'pg'

async function protectOnSqlite(db) {
  for (const what of ['UPDATE', 'DELETE']) {
    await db.raw(`CREATE TRIGGER audit_no_${what.toLowerCase()} BEFORE ${what} ON audit_log BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`)
  }
}

async function protectOnPostgres(db) {
  await db.raw(`CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$`)
  await db.raw('CREATE TRIGGER audit_rows BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()')
  await db.raw('CREATE TRIGGER audit_all BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()')
}

// Duty roster, emergency team, people called together for an emergency, special periods. Times are Unix ms; …_sealed is encrypted with fieldKey.

/** @param {import('knex').Knex} db */
export async function up(db) {
  await db.schema.createTable('duty_people', (t) => {
    t.string('id', 40).primary()
    t.string('unit', 10) // null = the centre
    t.text('sealed').notNullable() // JSON: name, phone, email
    t.string('position', 30).notNullable()
    t.string('username', 64) // account, if any
    t.string('team', 10) // commander, liaison, responder, support; null = not in the emergency team
    t.text('matters').notNullable() // JSON: codes of categories for which they are called whoever leads
    t.boolean('in_use').notNullable()
    t.integer('version').notNullable()
    t.index(['unit'])
  })
  /** A turn that comes again by day and week; one that comes once begins and ends on its day. */
  await db.schema.createTable('duty_plans', (t) => {
    t.string('id', 40).primary()
    t.string('unit', 10)
    t.string('post', 8).notNullable() // leader, duty
    t.text('people').notNullable() // JSON: ids, in their order
    t.string('rotate', 6).notNullable() // day, week
    t.text('days').notNullable() // JSON: 1 Monday … 7 Sunday
    t.string('day_kind', 8).notNullable() // any, workday, restday
    t.string('hours', 11).notNullable()
    t.string('from_day', 10).notNullable()
    t.string('until_day', 10)
    t.integer('version').notNullable()
    t.index(['unit'])
  })
  /** Somebody else has the turn that begins on that day, or nobody. */
  await db.schema.createTable('duty_changes', (t) => {
    t.string('plan_id', 40).notNullable()
    t.string('day', 10).notNullable()
    t.string('person_id', 40)
    t.text('reason_sealed').notNullable()
    t.bigInteger('at').notNullable()
    t.string('by', 64).notNullable()
    t.primary(['plan_id', 'day'])
    t.index(['day'])
  })
  await db.schema.createTable('duty_seen', (t) => {
    t.string('plan_id', 40).notNullable()
    t.string('day', 10).notNullable()
    t.string('person_id', 40).notNullable()
    t.bigInteger('at').notNullable()
    t.primary(['plan_id', 'day', 'person_id'])
    t.index(['day'])
  })
  /** When somebody has to be on duty; a department without a line keeps no roster. */
  await db.schema.createTable('duty_cover', (t) => {
    t.string('unit', 10).primary() // '' = the centre
    t.string('cover', 14).notNullable() // always, outside_hours
  })
  await db.schema.createTable('emergency_callouts', (t) => {
    t.string('id', 40).primary()
    t.string('ticket_id', 60).notNullable()
    t.string('person_id', 40).notNullable()
    t.string('unit', 10)
    t.string('why', 8).notNullable() // unit, matter, centre, officer, person
    t.bigInteger('called_at').notNullable()
    t.string('called_by', 64).notNullable()
    t.string('answer', 8) // coming, arrived, cannot
    t.bigInteger('answered_at')
    t.bigInteger('arrived_at')
    t.string('answered_by', 64)
    t.text('note_sealed')
    t.unique(['ticket_id', 'person_id'])
    t.index(['unit', 'called_at'])
    t.index(['called_at'])
  })
  await db.schema.createTable('special_periods', (t) => {
    t.string('id', 40).primary()
    t.string('kind', 8).notNullable() // holiday, weather, event, exam, other
    t.string('name', 40).notNullable()
    t.text('reason_sealed').notNullable()
    t.bigInteger('starts_at').notNullable()
    t.bigInteger('ends_at').notNullable()
    t.text('limits').notNullable() // JSON
    t.text('units').notNullable() // JSON: departments that keep duty day and night meanwhile
    t.text('officers').notNullable() // JSON: ids of people
    t.bigInteger('declared_at').notNullable()
    t.string('declared_by', 64).notNullable()
    t.bigInteger('ended_at') // before its time
    t.string('ended_by', 64)
    t.integer('version').notNullable()
    t.index(['starts_at', 'id'])
  })
}

/** @param {import('knex').Knex} db */
export async function down(db) {
  for (const table of ['special_periods', 'emergency_callouts', 'duty_cover', 'duty_seen', 'duty_changes', 'duty_plans', 'duty_people']) await db.schema.dropTable(table)
}

import { defineConfig } from 'vitest/config'

const slow = { testTimeout: 120_000, hookTimeout: 240_000, fileParallelism: false, pool: 'forks' as const }

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: process.env['YHT_TEST_REPORT'] ?? 'var/test/vitest.json' }]],
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'test/bench/**/*.test.ts', 'test/rig/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...slow } },
      { test: { name: 'asterisk', include: ['test/asterisk/**/*.test.ts'], ...slow } },
      { test: { name: 'chaos', include: ['test/chaos/**/*.test.ts'], ...slow } },
    ],
  },
})

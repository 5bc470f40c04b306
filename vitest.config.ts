import { defineConfig } from 'vitest/config'

const slow = { testTimeout: 180_000, hookTimeout: 300_000, fileParallelism: false, pool: 'forks' as const }
// Each file has a product of its own, on ports of its own, and mostly waits for prompts and phones to ring.
const sideBySide = { ...slow, fileParallelism: true, maxWorkers: 2 }

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: process.env['YHT_TEST_REPORT'] ?? 'var/test/vitest.json' }]],
    projects: [
      // They share nothing but modules without state: one load of them is enough.
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'test/bench/**/*.test.ts', 'test/rig/**/*.test.ts'], testTimeout: 30_000, isolate: false } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...sideBySide } },
      { test: { name: 'asterisk', include: ['test/asterisk/**/*.test.ts'], ...sideBySide } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...sideBySide } },
      { test: { name: 'chaos', include: ['test/chaos/**/*.test.ts'], ...slow } },
    ],
  },
})

import { defineConfig } from 'vitest/config';

const SETUP = ['test/support/seededProperties.ts'];

const node = (name: string, include: string[], timeout: number) => ({
  test: {
    name,
    include,
    environment: 'node' as const,
    testTimeout: timeout,
    hookTimeout: timeout,
    setupFiles: SETUP,
  },
});

export default defineConfig({
  test: {
    projects: [
      node('unit', ['test/unit/**/*.test.ts'], 20_000),
      {
        test: {
          name: 'dom',
          include: ['test/unit/**/*.test.tsx'],
          environment: 'jsdom',
          testTimeout: 20_000,
          setupFiles: SETUP,
        },
      },
      node('integration', ['test/integration/**/*.test.ts'], 120_000),
      node('security', ['test/security/**/*.test.ts'], 120_000),
    ],
    coverage: { provider: 'v8', include: ['electron/**', 'shared/**'] },
  },
});

import path from 'node:path';
import { build } from 'vite';
import { packagesInBundles } from '../supply/packagesInBundles.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Bundles of the command line: what is run, and each thread that it starts (electron.vite.config.ts has the window's). */
const ENTRIES = {
  index: 'electron/cli/index.ts',
  jobThread: 'electron/engine/jobs/jobThread.ts',
  importThread: 'electron/engine/import/pieces/thread.ts',
  indicatorThread: 'electron/engine/indicators/pass/teamThread.ts',
  groupThread: 'electron/engine/groups/groupThread.ts',
  replicateThread: 'electron/engine/uncertainty/replicateThread.ts',
  lookWatcher: 'electron/cli/project/watcher.ts',
};

/** Bundles the command line into `output`. What stands under `dependencies` in package.json stays outside. */
export async function bundleTerminal(output: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [packagesInBundles('terminal')],
    ssr: { noExternal: true, external: ['better-sqlite3', 'highs'] },
    build: {
      ssr: true,
      outDir: output,
      emptyOutDir: true,
      target: 'node24',
      minify: true,
      sourcemap: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, path.join(ROOT, file)])),
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
}

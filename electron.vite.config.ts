import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { packagesInBundles } from './build/supply/packagesInBundles.ts';

/*
 * The bundles: the shell, the engine's worker, the threads of its jobs, its imports, its indicators, of groups and of uncertainty, the preload
 * (CommonJS, since a sandboxed preload is one) and the window.
 * Only what stands under `dependencies` in package.json stays outside: the native SQLite module and the solver.
 */
export default defineConfig({
  main: {
    plugins: [packagesInBundles('main')],
    build: {
      outDir: 'out/main',
      sourcemap: false,
      rollupOptions: {
        input: {
          index: 'electron/main/index.ts',
          engine: 'electron/engine/worker.ts',
          jobThread: 'electron/engine/jobs/jobThread.ts',
          importThread: 'electron/engine/import/pieces/thread.ts',
          indicatorThread: 'electron/engine/indicators/pass/teamThread.ts',
          groupThread: 'electron/engine/groups/groupThread.ts',
          replicateThread: 'electron/engine/uncertainty/replicateThread.ts',
        },
        // Libraries' comments name addresses; nothing that is shipped does.
        output: { comments: false },
      },
    },
  },
  preload: {
    plugins: [packagesInBundles('preload')],
    build: {
      outDir: 'out/preload',
      sourcemap: false,
      minify: true,
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'electron/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), packagesInBundles('renderer')],
    build: {
      outDir: 'out/renderer',
      sourcemap: false,
      minify: true,
      modulePreload: { polyfill: false },
      // Fonts and pictures as files of their own: nothing but our origin in font-src and img-src.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: 'renderer/index.html' },
    },
  },
});

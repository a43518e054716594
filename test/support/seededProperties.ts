import { configureGlobal } from 'fast-check';

/*
 * `npm test` runs the same sample of every property test at each run, so that a red run is about the change at hand. The
 * long run sets another seed (SIGILL_SEED) and looks further.
 */
configureGlobal({ seed: Number(process.env['SIGILL_SEED'] ?? 20_261_122) });

// The alias better-sqlite3-multiple-ciphers ships index.d.ts, but its "exports" map hides it
// from moduleResolution "bundler"; the API is that of better-sqlite3.
declare module 'better-sqlite3' {
  export { default } from '@types/better-sqlite3';
  export type * from '@types/better-sqlite3';
}

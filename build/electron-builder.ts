import type { Configuration } from 'electron-builder';

type Fuses = Required<Omit<NonNullable<Configuration['electronFuses']>, 'resetAdHocDarwinSignature'>>;

/** Every fuse that electron-builder knows, written out; a new one that is not decided here is a type error. */
export const FUSES: Fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

/** The names of the native files that better-sqlite3 brings for other platforms than the one that is packed. */
const PREBUILT = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64',
  'linux-x64',
  'linuxmusl-arm64',
  'linuxmusl-x64',
  'win32-arm64',
  'win32-x64',
];

export interface PackingSettings {
  /** Such as linux-x64: whose native file goes along. */
  readonly target: string;
  readonly output: string;
  /** A folder that holds an unpacked Electron, so that nothing is fetched; the stub in tests. */
  readonly electronFolder?: string | undefined;
}

/** What goes into the installed application, how it is locked, and how it is named. */
export function packing({ target, output, electronFolder }: PackingSettings): Configuration {
  if (!PREBUILT.includes(target)) throw new Error(`There is no native SQLite for ${target}.`);
  return {
    appId: 'se.scb.sigill',
    productName: 'Sigill',
    directories: { output, buildResources: 'build/resources' },
    files: [
      'package.json',
      'LICENSE',
      'out/{main,preload,renderer}/**',
      'resources/**',
      '!**/*.map',
      '!**/*.{md,markdown,ts,mts,cts,flow}',
      '!**/{test,tests,__tests__,docs,example,examples,.github}/**',
      '!node_modules/.bin/**',
      '!node_modules/node-addon-api/**',
      '!node_modules/better-sqlite3/{src,deps,binding.gyp}',
      '!node_modules/better-sqlite3/{src,deps}/**',
      ...PREBUILT.filter((name) => name !== target).map(
        (name) => `!node_modules/better-sqlite3/prebuilds/${name}.node`,
      ),
    ],
    // Only native files lie outside the archive: whatever is inside is held by the integrity fuse.
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    electronFuses: FUSES,
    electronVersion: '45.4.1',
    ...(electronFolder === undefined ? {} : { electronDist: electronFolder }),
    npmRebuild: false,
    nodeGypRebuild: false,
    publish: null,
    removePackageScripts: true,
    fileAssociations: [{ ext: 'sigill', name: 'Sigill-projekt', role: 'Editor' }],
    linux: { target: ['dir'], category: 'Office', executableName: 'sigill' },
    win: { target: ['dir'] },
    mac: { target: ['dir'], category: 'public.app-category.productivity' },
  };
}

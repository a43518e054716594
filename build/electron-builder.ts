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
  /** A folder with the program of the command line for the same target (build/terminal), which lies in `terminal` when installed. */
  readonly terminalFolder?: string | undefined;
}

/** What an installer is made of on each system. Those that electron-builder fetches tools for are made by the packager's guide. */
export const INSTALLERS = {
  linux: ['AppImage', 'deb'],
  win: ['nsis', 'zip'],
  mac: ['zip'],
} as const;

/** What goes into the installed application, how it is locked, and how it is named. */
export function packing({ target, output, electronFolder, terminalFolder }: PackingSettings): Configuration {
  if (!PREBUILT.includes(target)) throw new Error(`There is no native SQLite for ${target}.`);
  return {
    appId: 'se.scb.sigill',
    productName: 'Sigill',
    directories: { output, buildResources: 'build/resources' },
    files: [
      'package.json',
      'LICENSE',
      'out/THIRD-PARTY-NOTICES.txt',
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
    extraFiles: [
      { from: 'LICENSE', to: 'LICENSE.sigill.txt' },
      { from: 'out/THIRD-PARTY-NOTICES.txt', to: 'THIRD-PARTY-NOTICES.txt' },
      ...(terminalFolder === undefined ? [] : [{ from: terminalFolder, to: 'terminal' }]),
    ],
    fileAssociations: [
      {
        ext: 'sigill',
        name: 'Sigill-projekt',
        description: 'Sigill-projekt',
        mimeType: 'application/x-sigill',
        role: 'Editor',
      },
    ],
    // A file name without spaces, the same on every system, that a software catalogue can match.
    artifactName: 'Sigill-${version}-${os}-${arch}.${ext}',
    electronLanguages: ['sv', 'en-US'],
    linux: {
      target: [...INSTALLERS.linux],
      category: 'Office',
      executableName: 'sigill-window',
      maintainer: 'Sigill',
      synopsis: 'Från mikrodata till granskad statistik om utanförskap i små områden',
      icon: 'icon.png',
    },
    deb: { packageCategory: 'science', priority: 'optional' },
    win: { target: [...INSTALLERS.win], icon: 'icon.ico', legalTrademarks: 'Sigill' },
    nsis: {
      // For everyone on the machine, below Program Files, where only an administrator can write. `/S` installs in silence.
      oneClick: false,
      perMachine: true,
      allowElevation: true,
      allowToChangeInstallationDirectory: true,
      installerLanguages: ['sv_SE', 'en_US'],
      displayLanguageSelector: false,
      createDesktopShortcut: false,
      createStartMenuShortcut: true,
      shortcutName: 'Sigill',
      runAfterFinish: false,
      // Projects and keys are people's own, never an installer's.
      deleteAppDataOnUninstall: false,
      // Nothing is fetched while installing.
      differentialPackage: false,
    },
    mac: {
      target: [...INSTALLERS.mac],
      category: 'public.app-category.productivity',
      icon: 'icon.icns',
      identity: null,
    },
  };
}

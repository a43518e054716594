import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockedSession } from '../support/lockedSession.ts';
import { ROOT } from '../support/sources.ts';

// Electron 5. The names come from the installed Electron's own types, so that a new permission is tried as well.
const types = readFileSync(path.join(ROOT, 'node_modules/electron/electron.d.ts'), 'utf8');
const namesIn = (method: string): string[] => {
  const line = types.split('\n').find((text) => text.trim().startsWith(`${method}(handler`)) ?? '';
  return [...line.matchAll(/'([\w-]+)'/gu)].map((match) => match[1] ?? '');
};

describe('4. no permission is given', () => {
  const { handlers } = lockedSession();

  it('refuses every permission that Electron knows, asked for or looked up', () => {
    const asked = namesIn('setPermissionRequestHandler');
    const checked = namesIn('setPermissionCheckHandler');
    expect(asked.length).toBeGreaterThan(20);
    expect(checked.length).toBeGreaterThan(20);
    const given = asked.filter((permission) => {
      const answers: unknown[] = [];
      handlers.get('permissionRequest')?.({}, permission, (answer: unknown) => answers.push(answer), {});
      return answers.length !== 1 || answers[0] !== false;
    });
    expect(given).toEqual([]);
    expect(checked.filter((name) => handlers.get('permissionCheck')?.({}, name, 'app://sigill', {}) !== false)).toEqual(
      [],
    );
  });

  it('gives no device, no screen and no USB class', () => {
    expect(handlers.get('devicePermission')?.({})).toBe(false);
    const screens: unknown[] = [];
    handlers.get('displayMedia')?.({}, (answer: unknown) => screens.push(answer));
    expect(screens).toEqual([{}]);
    expect(handlers.get('usbProtectedClasses')?.({ protectedClasses: ['audio'] })).toEqual(['audio']);
  });

  it.each(['will-download', 'select-hid-device', 'select-serial-port', 'select-usb-device'])('prevents %s', (event) => {
    let prevented = false;
    handlers.get(event)?.({
      preventDefault: () => {
        prevented = true;
      },
    });
    expect(prevented).toBe(true);
  });
});

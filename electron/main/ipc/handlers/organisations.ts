import path from 'node:path';
import { nameFrom } from '../../projects/releasePlaces.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type OrganisationMethod = Extract<keyof AllHandlers, `organisation.${string}`>;

const nameOf = (file: string): string => path.basename(file).slice(0, 200);

export const organisationsHandlers = ({ engine, releasePlaces }: ShellParts): Pick<AllHandlers, OrganisationMethod> => {
  const { pathOf, remember } = releasePlaces;
  const signing = ({ organisation, key, passphrase }: { organisation: string; key: string; passphrase: string }) => ({
    folder: pathOf('organisation', organisation),
    key: pathOf('personKey', key),
    passphrase,
  });
  return {
    'organisation.read': async ({ organisation }) =>
      engine.call('organisation.read', { folder: pathOf('organisation', organisation) }),

    'organisation.makeKey': async ({ name, passphrase }) => {
      const target = await releasePlaces.target('personKey', nameFrom(name));
      if (target === null) return { made: null };
      const { card, fingerprint } = await engine.call('organisation.makeKey', { name, passphrase, target });
      return { made: { file: nameOf(target), card: nameOf(card), fingerprint } };
    },

    'organisation.create': async ({ name, key, passphrase }) => {
      const own = pathOf('personKey', key);
      const target = await releasePlaces.target('organisation', nameFrom(name));
      if (target === null) return { chosen: null };
      await engine.call('organisation.create', { name, key: own, passphrase, target });
      return { chosen: remember('organisation', target) };
    },

    'organisation.add': async ({ card, role, ...asked }) =>
      engine.call('organisation.add', { ...signing(asked), card: pathOf('personCard', card), role }),
    'organisation.end': async ({ name, ...asked }) => engine.call('organisation.end', { ...signing(asked), name }),
    'organisation.signRules': async ({ rules, loosen, ...asked }) =>
      engine.call('organisation.signRules', { ...signing(asked), rules: pathOf('rules', rules), loosen }),
  };
};

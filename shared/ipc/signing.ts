import { z } from 'zod';

/** Files and folders of a release that a person is asked for; an id of one kind is none of another. */
export const RELEASE_PLACES = [
  'organisation',
  'personKey',
  'personCard',
  'review',
  'decision',
  'package',
  'published',
  'rules',
] as const;
export type ReleasePlace = (typeof RELEASE_PLACES)[number];

/** Who signs: the file of their own key, and its passphrase, which is kept nowhere. */
export const signingPerson = z.strictObject({ key: z.uuid(), passphrase: z.string().max(1000) });

import './trustedTypes.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setLanguage, startWords } from '../i18n/words.ts';
import { shareStyleNonce } from '../ui/theme/nonce.ts';
import { Shell } from './frame/Shell.tsx';
import { followJobs } from './state/jobs.ts';
import { openWhatJobsMake } from './state/project.ts';
import { usePreferences } from './state/preferences.ts';

shareStyleNonce();
followJobs();
openWhatJobsMake();

const say = async (language: 'sv' | 'en'): Promise<void> => {
  await setLanguage(language);
  document.documentElement.lang = language;
};

const { language } = usePreferences.getState();
await startWords(language);
document.documentElement.lang = language;
usePreferences.subscribe((now, before) => {
  if (now.language !== before.language) void say(now.language);
});

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Shell />
    </StrictMode>,
  );

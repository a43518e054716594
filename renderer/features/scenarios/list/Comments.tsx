import { type ReactElement, useState } from 'react';
import type { Input } from '../../../../shared/ipc/contract.ts';
import { request } from '../../../app/connection/client.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { addComment, type ShownComment, useScenarios } from '../model/scenarioStore.ts';
import styles from '../Scenarios.module.css';

type About = Input<'comments.add'>['about'];

const isAbout = (about: About) => (comment: ShownComment) =>
  about.kind === 'scenario'
    ? comment.about.kind === 'scenario' && comment.about.id === about.id
    : comment.about.kind === 'area' && comment.about.code === about.code && comment.about.level === about.level;

/** What has been said of a scenario or an area, by whom and when, and a place to say more. It never leaves the project. */
export function Comments({ about, name }: { readonly about: About; readonly name?: string }): ReactElement {
  const { t } = useWords();
  const { comments, act } = useScenarios();
  const [written, setWritten] = useState('');
  const own = comments.filter(isAbout(about));
  const title = name === undefined ? t('scenarios.comments') : t('scenarios.commentsOn', { name });
  return (
    <section className={styles['section']} aria-label={title}>
      <h2>{title}</h2>
      <ul className={styles['rows']}>
        {own.map(({ id, text, by, at }) => (
          <li key={id}>
            <span className={styles['text']}>{text}</span>{' '}
            <span className={styles['meta']}>
              {by} {at.slice(0, 10)}
            </span>{' '}
            <Button
              size="small"
              kind="quiet"
              label={t('scenarios.takeBack', { by })}
              onClick={() => {
                void act(request('comments.remove', { id }));
              }}
            >
              {t('saving.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={styles['write']}
        onSubmit={(event) => {
          event.preventDefault();
          if (written.trim() === '') return;
          void addComment(about, written.trim());
          setWritten('');
        }}
      >
        <textarea
          rows={2}
          maxLength={4000}
          aria-label={title}
          placeholder={t('scenarios.write')}
          value={written}
          onChange={(event) => {
            setWritten(event.currentTarget.value);
          }}
        />
        <div>
          <Button size="small" submit disabled={written.trim() === ''}>
            {t('scenarios.comment')}
          </Button>
        </div>
      </form>
    </section>
  );
}

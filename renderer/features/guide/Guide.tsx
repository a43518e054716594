import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { TextField } from '../../ui/controls/Fields.tsx';
import { type GuideChapter, readGuide } from './chapters.ts';
import { GuideText } from './GuideText.tsx';
import { searchGuide } from './search.ts';
import styles from './Guide.module.css';

// What scrolls is reached by keyboard, though it is no control.
const REACHABLE = { tabIndex: 0 };

interface GuideProps {
  /** The chapter to open at. */
  readonly first: string;
}

/** The handbook: its chapters to the left, what is read to the right, and a search over all of it. */
export function Guide({ first }: GuideProps): ReactElement {
  const { t, language } = useWords();
  const [chapters, setChapters] = useState<readonly GuideChapter[]>([]);
  const [at, setAt] = useState({ chapter: first, section: '' });
  const [query, setQuery] = useState('');
  const page = useRef<HTMLElement>(null);

  useEffect(() => {
    let wanted = true;
    void readGuide(language).then((read) => {
      if (wanted) setChapters(read);
      return undefined;
    });
    return () => {
      wanted = false;
    };
  }, [language]);

  const chapter = chapters.find(({ id }) => id === at.chapter) ?? chapters[0];
  const hits = useMemo(() => searchGuide(chapters, query), [chapters, query]);

  useEffect(() => {
    const target = at.section === '' ? null : document.getElementById(`guide-${at.section}`);
    if (target === null) page.current?.scrollTo({ top: 0 });
    else target.scrollIntoView({ block: 'start' });
  }, [at]);

  const open = (id: string, section = ''): void => {
    setQuery('');
    setAt({ chapter: id, section });
    page.current?.focus();
  };

  return (
    <div className={styles['guide']}>
      <nav className={styles['contents']} aria-label={t('guide.contents')}>
        <TextField label={t('guide.search')} value={query} onChange={setQuery} />
        <ol>
          {chapters.map(({ id, title }) => (
            <li key={id}>
              <button
                type="button"
                aria-current={id === chapter?.id && query === '' ? 'page' : undefined}
                onClick={() => {
                  open(id);
                }}
              >
                {title}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <article className={styles['page']} ref={page} {...REACHABLE} aria-label={t('guide.title')}>
        {query.trim() === '' ? (
          chapter?.sections.map(({ id, title, depth, tokens }) => (
            <section key={id} id={`guide-${id}`}>
              {depth === 1 ? <h3>{title}</h3> : <h4>{title}</h4>}
              <GuideText tokens={tokens} onChapter={open} />
            </section>
          ))
        ) : (
          <section aria-live="polite">
            <h3>{t(hits.length === 0 ? 'guide.nothing' : 'guide.hits', { count: hits.length })}</h3>
            <ul className={styles['hits']}>
              {hits.map(({ chapter: { id, title }, section, excerpt }) => (
                <li key={section.id}>
                  <button
                    type="button"
                    onClick={() => {
                      open(id, section.id);
                    }}
                  >
                    <strong>{section.title === title ? title : `${title} › ${section.title}`}</strong>
                    <span>{excerpt}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </article>
    </div>
  );
}

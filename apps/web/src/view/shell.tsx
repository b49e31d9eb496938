import type { ComponentChildren } from 'preact';
import { wordsOf } from '../words/all.ts';
import type { MoreWords } from '../words/en-more.ts';
import { LANGUAGES } from '../words/language.ts';
import { hrefTo, type Setting, SettingProvider } from './context.ts';

/** Every page: skip link, header with search, content, footer. Embedded pages have the content only. */
export function Shell({
  setting,
  path,
  q = '',
  children,
}: {
  readonly setting: Setting & { readonly more: MoreWords };
  /** Address of this page, for the links to other languages and colours. */
  readonly path: (change: { lang?: Setting['language']; theme?: 'light' | 'dark' | null }) => string;
  readonly q?: string;
  readonly children: ComponentChildren;
}) {
  const { more, view, language } = setting;
  if (view.embed) return <SettingProvider value={setting}>{<main id="content">{children}</main>}</SettingProvider>;
  return (
    <SettingProvider value={setting}>
      <a class="skip" href="#content">
        {more.skip}
      </a>
      <header class="site">
        <div class="inner">
          <a class="brand" href={hrefTo('/', view)}>
            {more.site}
          </a>
          <search class="search">
            <form action="/">
              <Kept setting={setting} />
              <input type="search" name="q" value={q} aria-label={more.search.label} placeholder={more.search.hint} />
              <button type="submit">{more.search.submit}</button>
            </form>
          </search>
          <nav aria-label={more.languages} class="languages">
            {LANGUAGES.map((one) => (
              <a
                key={one}
                href={path({ lang: one })}
                lang={one}
                hrefLang={one}
                data-manner
                data-lang={one}
                aria-current={one === language ? 'true' : undefined}
                title={wordsOf(one).more.language}
              >
                {one.toUpperCase()}
              </a>
            ))}
          </nav>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer class="site">
        <div class="inner">
          <p>{more.footer.ledger}</p>
          <ul>
            <li>
              <a href={hrefTo('/', view)}>{more.nav.home}</a>
            </li>
            <li>
              <a href={hrefTo('/changes', view)}>{more.nav.changes}</a>
            </li>
            <li>
              <a href={hrefTo('/documents', view)}>{more.nav.documents}</a>
            </li>
            <li>
              <a href="/docs">{more.nav.api}</a>
            </li>
            <li>
              {more.theme.label}:{' '}
              {(['light', 'dark', null] as const).map((theme, i) => (
                <span key={theme ?? 'auto'}>
                  {i > 0 && ' · '}
                  <a
                    href={path({ theme })}
                    data-manner
                    data-theme={theme ?? ''}
                    aria-current={(view.theme ?? null) === theme ? 'true' : undefined}
                  >
                    {more.theme[theme ?? 'auto']}
                  </a>
                </span>
              ))}
            </li>
          </ul>
        </div>
      </footer>
    </SettingProvider>
  );
}

/** The manner of the page as fields of a form, so that sending it keeps them. */
export function Kept({ setting }: { readonly setting: Pick<Setting, 'view'> }) {
  const { lang, theme, embed } = setting.view;
  return (
    <>
      {lang && <input type="hidden" name="lang" value={lang} />}
      {theme && <input type="hidden" name="theme" value={theme} />}
      {embed && <input type="hidden" name="embed" value="1" />}
    </>
  );
}

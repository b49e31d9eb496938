import type { ComponentChildren } from 'preact';
import { en } from '../words/en.ts';
import { fr } from '../words/fr.ts';
import { LANGUAGES } from '../words/language.ts';
import { vi } from '../words/vi.ts';
import { hrefTo, type Setting, SettingProvider } from './context.ts';

const NAMES = { en: en.language, fr: fr.language, vi: vi.language };

/** Every page: skip link, header with search, content, footer. Embedded pages have the content only. */
export function Shell({
  setting,
  path,
  q = '',
  children,
}: {
  readonly setting: Setting;
  /** Address of this page, for the links to other languages and colours. */
  readonly path: (change: { lang?: Setting['language']; theme?: 'light' | 'dark' | null }) => string;
  readonly q?: string;
  readonly children: ComponentChildren;
}) {
  const { words, view, language } = setting;
  if (view.embed) return <SettingProvider value={setting}>{<main id="content">{children}</main>}</SettingProvider>;
  return (
    <SettingProvider value={setting}>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="site">
        <div class="inner">
          <a class="brand" href={hrefTo('/', view)}>
            {words.site}
          </a>
          <search class="search">
            <form action="/">
              <Kept setting={setting} />
              <input type="search" name="q" value={q} aria-label={words.search.label} placeholder={words.search.hint} />
              <button type="submit">{words.search.submit}</button>
            </form>
          </search>
          <nav aria-label={words.languages} class="languages">
            {LANGUAGES.map((one) => (
              <a
                key={one}
                href={path({ lang: one })}
                lang={one}
                hrefLang={one}
                aria-current={one === language ? 'true' : undefined}
                title={NAMES[one]}
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
          <p>{words.footer.ledger}</p>
          <ul>
            <li>
              <a href={hrefTo('/', view)}>{words.nav.home}</a>
            </li>
            <li>
              <a href={hrefTo('/changes', view)}>{words.nav.changes}</a>
            </li>
            <li>
              <a href={hrefTo('/documents', view)}>{words.nav.documents}</a>
            </li>
            <li>
              <a href="/docs">{words.nav.api}</a>
            </li>
            <li>
              {words.theme.label}:{' '}
              {(['light', 'dark', null] as const).map((theme, i) => (
                <span key={theme ?? 'auto'}>
                  {i > 0 && ' · '}
                  <a href={path({ theme })} aria-current={(view.theme ?? null) === theme ? 'true' : undefined}>
                    {words.theme[theme ?? 'auto']}
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

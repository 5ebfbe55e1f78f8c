type Env = { readonly [name: string]: string | undefined };

/** Whether the locale is one of UTF-8. Windows has no such variables, and terminals that know Unicode. */
export function hasUnicode(env: Env, platform = process.platform): boolean {
  const { LC_ALL, LC_CTYPE, LANG } = env;
  const locale = LC_ALL || LC_CTYPE || LANG;
  return locale ? /utf-?8/i.test(locale) : platform === 'win32';
}

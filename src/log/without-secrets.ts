/*
 * An escape of JSON is passed over as a whole, so that no letter of one is taken for the start of an address.
 * Every repetition is bounded: a long line costs a pass, not its square.
 */
const SECRET =
  /\\(?:u[0-9a-f]{4}|.)|(?<mail>[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+)|(?<login>:\/\/[^\s"@/]{1,200}@)|(?<key>\b(?:Bearer\s+[\w.~+/=-]{8,2000}|(?:sk|rk|whsec)_\w{8,200}))|(?<query>\?[\w.%-]{1,64}=[^\s"\\]{0,2000})/gu;

/** A line of the log without e-mail addresses, keys, passwords in addresses and what stands behind a `?` in one. */
export const withoutSecrets = (line: string): string =>
  line.replace(SECRET, (found, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<'mail' | 'login' | 'key' | 'query', string | undefined>>;
    if (groups.mail) return '[e-mail]';
    if (groups.login) return '://[login]@';
    if (groups.key) return '[key]';
    return groups.query ? '?[query]' : found;
  });

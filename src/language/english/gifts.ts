/** Words of a present, as forms (`wordForm`: lower case, singular), which name no kind of thing. English. */
export const GIFTS: ReadonlySet<string> = new Set(['gift', 'present', 'stuffer']);

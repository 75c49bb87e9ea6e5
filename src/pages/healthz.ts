/** The usual name of `/readyz`. */
export { GET } from './readyz.ts';

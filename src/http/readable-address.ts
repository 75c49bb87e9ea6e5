/**
 * An address as it was asked for, with escapes that mean nothing made plain, so that `?q=50% off` asks for that and a
 * broken path is a page that does not exist. Broken letters of a query become U+FFFD, as in every browser.
 */
export function readableAddress(address: string): string {
  if (isReadable(address)) return address;
  const at = address.indexOf('?');
  const path = at < 0 ? address : address.slice(0, at);
  const query = at < 0 ? '' : `?${new URLSearchParams(address.slice(at + 1)).toString()}`;
  return `${isReadable(path) ? path : path.replaceAll('%', '%25')}${query}`;
}

function isReadable(address: string): boolean {
  try {
    return decodeURI(address).length <= address.length; // always, but a call whose answer is used is not left out of the build
  } catch {
    return false;
  }
}

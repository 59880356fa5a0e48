// What the browser remembers between visits; a page opened from disk may not be allowed to.

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`tvetgraph.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`tvetgraph.${key}`, value);
  } catch {
    // Then it is remembered until the page is closed.
  }
}

/** What the playground keeps in the browser, without headers: its history would keep them, whatever it is told. */
export const storage = {
  get length(): number {
    return localStorage.length;
  },
  getItem: (key: string): string | null => localStorage.getItem(key),
  setItem: (key: string, text: string): void => localStorage.setItem(key, withoutHeaders(text)),
  removeItem: (key: string): void => localStorage.removeItem(key),
  clear: (): void => localStorage.clear(),
};

function withoutHeaders(text: string): string {
  if (!text.includes('"headers"')) return text;
  return JSON.stringify(JSON.parse(text, (key, value) => (key === 'headers' ? undefined : value)));
}
